import { odooExceptionTitleMap } from "@web/core/errors/error_dialogs";
import { _t } from "@web/core/l10n/translation";

/** Core calls what a person has to mend an invalid operation or a validation error; the text says what it is. */
odooExceptionTitleMap.set("odoo.exceptions.UserError", _t("Please check"));
odooExceptionTitleMap.set("odoo.exceptions.ValidationError", _t("Please check"));
odooExceptionTitleMap.set("odoo.exceptions.AccessError", _t("Not allowed"));
