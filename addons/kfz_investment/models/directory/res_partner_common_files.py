from odoo import api, models
from odoo.exceptions import MissingError, UserError


class IrAttachment(models.Model):
    """A file on a record that all zones use would be read by all of them."""

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._kfz_check_common_files()
        return attachments

    def write(self, vals):
        self._kfz_check_common_files()
        result = super().write(vals)
        if {"res_model", "res_id"} & vals.keys():
            self._kfz_check_common_files()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kfz_common_files(self):
        self._kfz_check_common_files()

    def _kfz_check_common_files(self):
        """:raises UserError: for a client's files on a record that all zones use"""
        if self.env.su:
            return
        try:
            # sudo: only to find the records; the right to the files is core's to check
            files = self.sudo().filtered(lambda a: a.res_model == "res.partner" and a.res_id)
        except MissingError:
            # core's answer is the same as for a hidden file
            return
        partners = self.env["res.partner"].browse(files.mapped("res_id"))
        shared = partners._kfz_not_ours_to_change()
        if not shared:
            return
        self.check_access("write")
        raise UserError(
            self.env._(
                "%(name)s is used by all zones, and all of them would read this file. Attach it to your project or to a "
                "contact of your zone instead.",
                name=shared[0].name or "",
            )
        )


class ResPartnerBank(models.Model):
    """A bank account of a record that all zones use would be everybody's."""

    _inherit = "res.partner.bank"

    def _kfz_check_values(self, vals_list):
        super()._kfz_check_values(vals_list)
        partners = self.env["res.partner"].browse(
            ident for vals in vals_list if type(ident := vals.get("partner_id")) is int
        )
        # sudo: whose account it is; the right to it is core's to check
        partners |= self.sudo().exists().partner_id.sudo(False)
        partners._kfz_refuse_common(partners._kfz_not_ours_to_change(), ["bank_ids"])

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kfz_common(self):
        self.partner_id._kfz_refuse_common(self.partner_id._kfz_not_ours_to_change(), ["bank_ids"])


class ResPartnerCategory(models.Model):
    """The tag's side of the link between tags and contacts is no way around the guard of the contacts."""

    _inherit = "res.partner.category"

    @api.model_create_multi
    def create(self, vals_list):
        categories = super().create(vals_list)
        categories._kfz_check_common_tagged(self.env["res.partner"])
        return categories

    def write(self, vals):
        # sudo: contacts of other zones stay as they are and are not told
        before = self.sudo().partner_ids if "partner_ids" in vals else self.env["res.partner"]
        result = super().write(vals)
        if "partner_ids" in vals:
            self._kfz_check_common_tagged(before)
        return result

    def _kfz_check_common_tagged(self, before):
        """:raises UserError: for records that all zones use and that have just got or lost a tag"""
        # sudo: as before
        after = self.sudo().partner_ids
        changed = ((after - before) | (before - after)).with_env(self.env)
        changed._kfz_refuse_common(changed._kfz_not_ours_to_change(), ["category_id"])
