from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ...domain.money import format_wan
from ...domain.zone_settings import outside

#: a page of several zones' values would be one of several managers'
MANAGER = "kfz_investment.group_kfz_manager"


class KfzZoneSettings(models.TransientModel):
    """The settings of a zone that its managers change, on one page; what the zones agreed between them is only shown.

    A value of the page is named like the company's, without ``kfz_``. The zone is that of the user's work: no client
    names another (the field is the system's).
    """

    _name = "kfz.zone.settings"
    _description = "Zone settings"

    company_id = fields.Many2one(
        "res.company", "Zone", required=True, readonly=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one("res.currency", related="company_id.currency_id")
    major_threshold = fields.Monetary(
        "Major project from",
        help="Planned investment from which a project of this zone counts as major, without a manager's flag.",
    )
    return_days = fields.Integer(
        "Suggest return after (days)",
        help="Days without activity on a project that this zone transferred to another zone; 0 for never.",
    )
    referral_days = fields.Integer(
        "Validity of referrals (days)",
        help="For referrals registered from now on; earlier ones keep their last day.",
    )
    person_intermediaries = fields.Boolean(
        "Natural persons as intermediaries",
        help="Whether this zone accepts referrals from natural persons, not only from organisations.",
    )
    referral_user_id = fields.Many2one(
        "res.users",
        "Referrals go to",
        help="Responsible officer for new referrals; empty: the managers of the zone see them in their inbox.",
    )
    account_wait_days = fields.Integer(
        "Wait before paying to a new account (days)",
        help="Time in which an intermediary can object to a bank account. It holds for accounts confirmed from now on.",
    )

    @api.model
    def _kfz_value_names(self):
        """The fields of the page that its user changes; rooms add theirs."""
        return (
            "major_threshold",
            "return_days",
            "referral_days",
            "person_intermediaries",
            "referral_user_id",
            "account_wait_days",
        )

    @api.model
    def default_get(self, fields):
        """The values of the zone, for the page and for what a call leaves out.

        :raise AccessError: for who is no manager
        """
        self._check_manager()
        values = super().default_get(fields)
        zone = self.env.company._kfz_settings()
        for name in self._kfz_value_names():
            if name in fields:
                values[name] = self._fields[name].convert_to_write(zone[f"kfz_{name}"], self)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        self._check_referral_users(vals_list)
        wizards = super().create(vals_list)
        wizards._check_manager()
        return wizards

    def write(self, vals):
        self._check_referral_users([vals])
        result = super().write(vals)
        self._check_manager()
        return result

    @api.model
    def _check_referral_users(self, vals_list):
        """A person that a client names is one whom the user knows: the page would show the name of anybody.

        :raise UserError: for anybody else
        """
        ours = [("company_ids", "in", self.env.user.company_ids.ids)]
        for vals in vals_list:
            person = vals.get("referral_user_id")
            if person and (
                not isinstance(person, int)
                or person == SUPERUSER_ID
                or not self.env["res.users"].search_count([("id", "=", person), *ours])
            ):
                raise UserError(
                    self.env._(
                        "Choose an active colleague of your zone to whom new referrals go, or nobody."
                    )
                )

    def _check_manager(self):
        """The values are read as superuser: the page is for the user's own zones only.

        :raise AccessError: for a zone in which the user is not a manager
        """
        # every company of the user counts, whichever are switched on; none that a client names
        if not self.env.user.has_group(MANAGER) or self.company_id - self.env.user.company_ids:
            raise AccessError(
                self.env._("Only a promotion manager of the zone can see or change its settings.")
            )

    def action_save(self):
        """Save what the user changed for the zone; the company enters each change in the history.

        Saved without a change, a zone's first settings count as confirmed.

        :raises UserError: for a value out of bounds, with the bounds
        """
        self.ensure_one()
        self._check_manager()
        zone = self.company_id._kfz_settings()
        values = {}
        for name in self._kfz_value_names():
            if self[name] != zone[f"kfz_{name}"]:
                self._check_bounds(name)
                values[f"kfz_{name}"] = self._fields[name].convert_to_write(self[name], self)
        if values.get("kfz_referral_user_id"):
            # sudo: whether a colleague has the role and works in the zone
            self.referral_user_id.sudo()._kfz_check_works_in(self.company_id, "group_kfz_officer")
        if values:
            self._write_zone(values)
        else:
            self.company_id._kfz_confirm_settings()
        return {"type": "ir.actions.act_window_close"}

    def _write_zone(self, values):
        """Write the zone's values, and leave no trace on the company, which all zones read: the history has who and when."""
        # sudo: companies are the administrator's; these values are the zone's own, and its manager has been checked
        zone = self.company_id.sudo()
        before = (zone.write_uid.id, zone.write_date, zone.id)
        zone.write(values)
        zone.flush_recordset()
        self.env.cr.execute(
            SQL("UPDATE res_company SET write_uid = %s, write_date = %s WHERE id = %s", *before)
        )
        zone.invalidate_recordset(["write_uid", "write_date"], flush=False)

    def _check_bounds(self, name):
        bounds = outside(f"kfz_{name}", self[name])
        if not bounds:
            return
        shown = [self[name], *bounds]
        if self._fields[name].type == "monetary":
            # the value to the cent: rounded, one just out of bounds reads like the bound
            shown = [format_wan(each, self.env.lang or "") for each in bounds]
            shown.insert(0, self.currency_id.format(self[name]))
        value, low, high = map(str, shown)
        raise UserError(
            self.env._(
                "“%(setting)s” is %(value)s; a zone sets between %(low)s and %(high)s. Enter a value in between, or ask the administrator for an exception.",
                setting=self._fields[name]._description_string(self.env),
                value=value,
                low=low,
                high=high,
            )
        )
