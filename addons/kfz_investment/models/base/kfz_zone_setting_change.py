from odoo import api, fields, models

from ...domain.money import format_wan
from .res_company import SETTINGS

#: multiples of so many yuan are exact in 万元 and 亿元; of other amounts the rounded words could be those of another
EXACT = 10_000
#: instead of the name of a setting: somebody looked at them all and left them
CONFIRMED = "confirmed"


class KfzZoneSettingChange(models.Model):
    """A change of a zone's settings: who, when (UTC), from what to what. Appended by whatever writes the setting."""

    _name = "kfz.zone.setting.change"
    _inherit = ["kfz.append.only.mixin"]
    _description = "Changes of zone settings"
    _order = "id desc"
    _rec_name = "setting"

    company_id = fields.Many2one(
        "res.company", "Zone", required=True, readonly=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one(
        "res.users", "Changed by", required=True, readonly=True, ondelete="restrict"
    )
    create_date = fields.Datetime("Changed on")
    setting = fields.Char("Technical name", required=True, readonly=True)
    label = fields.Char("Setting", compute="_compute_label")
    old_text = fields.Char("Old value", readonly=True)
    new_text = fields.Char("New value", readonly=True)

    @api.depends("setting")
    @api.depends_context("lang")
    def _compute_label(self):
        known = self.env["res.company"]._fields
        for change in self:
            if change.setting == CONFIRMED:
                change.label = self.env._("Confirmed as they are")
                continue
            field = known.get(change.setting)
            change.label = field._description_string(self.env) if field else change.setting


class ResCompany(models.Model):
    """The settings of a zone whose changes are kept."""

    _inherit = "res.company"

    @api.model
    def _kfz_setting_names(self):
        """The settings of zones: whatever a room adds to companies for the administrator alone."""
        return [
            name
            for name, field in self._fields.items()
            if name.startswith("kfz_") and field.groups == SETTINGS
        ]

    def write(self, vals):
        """A change of a setting leaves its entry, whoever makes it."""
        names = [name for name in self._kfz_setting_names() if name in vals]
        before = {(zone, name): zone._kfz_setting_text(name) for zone in self for name in names}
        result = super().write(vals)
        changes = [
            {
                "company_id": zone.id,
                "user_id": self.env.uid,
                "setting": name,
                "old_text": old,
                "new_text": new,
            }
            for (zone, name), old in before.items()
            if (new := zone._kfz_setting_text(name)) != old
        ]
        if changes:
            # sudo: whoever changes a setting may not write the log; who it was is the user of this call
            self.env["kfz.zone.setting.change"]._kfz_as_system().create(changes)
        return result

    def _kfz_confirm_settings(self):
        """Enter for zones whose settings nobody has changed or confirmed that they stay as they are: who, and when."""
        log = self.env["kfz.zone.setting.change"]
        # sudo: whether there is an entry, in zones whose settings the user decides
        entered = log.sudo().search([("company_id", "in", self.ids)]).company_id.ids
        values = [
            {"company_id": zone, "user_id": self.env.uid, "setting": CONFIRMED}
            for zone in self.ids
            if zone not in entered
        ]
        if values:
            # sudo: nobody writes the log; who it was is the user of this call
            log._kfz_as_system().create(values)

    def _kfz_setting_text(self, name):
        """A setting as the history shows it."""
        field, value = self._fields[name], self._kfz_settings()[name]
        if field.type == "boolean":
            return self.env._("yes") if value else self.env._("no")
        if field.type == "monetary":
            return self._kfz_amount_text(value)
        if field.type == "many2one":
            return value.display_name or ""
        return str(value or (0 if field.type == "integer" else ""))

    def _kfz_amount_text(self, amount):
        if amount % EXACT:
            return self.currency_id.format(amount)
        return format_wan(amount, self.env.lang or "", self.currency_id.name)
