import datetime

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...domain import calendar, owed
from ..guards.quiet import is_quiet


class KfzGateOverride(models.Model):
    """A manager lets one project pass a stage although its gate is not met: who, why, and when the items are due.

    What it leaves open is owed until ``valid_until``, the last day in Shanghai. A newer override sets a later date.
    """

    _name = "kfz.gate.override"
    _description = "Gate override"
    _order = "id desc"
    _rec_name = "stage_id"
    _check_company_auto = True

    lead_id = fields.Many2one(
        "crm.lead", "Project", required=True, index=True, ondelete="cascade", check_company=True
    )
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True, readonly=True)
    stage_id = fields.Many2one(
        "crm.stage",
        "Stage",
        required=True,
        ondelete="restrict",
        domain=[("milestone", "!=", False)],
    )
    check_code = fields.Selection(
        lambda self: self.env["kfz.gate.rule"]._fields["check_code"].selection,
        "Only this item",
        help="Empty: everything that the gate of this stage requires.",
    )
    covers_earlier = fields.Boolean(
        "And earlier stages", help="Covers what the gates of all stages up to this one require."
    )
    reason = fields.Char(required=True)
    user_id = fields.Many2one(
        "res.users", "Given by", required=True, readonly=True, default=lambda self: self.env.user
    )
    valid_until = fields.Date(
        "Due by",
        required=True,
        default=lambda self: self._kfz_proposed_date(),
        help="After this date the project keeps its stage but cannot move further until the items are provided.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        self._kfz_check_manager()
        for vals in vals_list:
            vals["user_id"] = self.env.uid
            # sudo: the zone of a project is written here, not shown; access to the project is checked below
            vals["company_id"] = (
                self.env["crm.lead"].sudo().browse(vals.get("lead_id") or ()).company_id.id
            )
        overrides = super().create(vals_list)
        for override in overrides if not is_quiet(self.env) else ():
            override.lead_id._kfz_note(override._kfz_told())
        return overrides

    @api.model
    def _kfz_create_evidence(self, rows):
        """Overrides of new projects as plain rows, which give their zone; nobody is told one by one."""
        self._kfz_check_manager()
        return self._kfz_create_plain([{**vals, "user_id": self.env.uid} for vals in rows])

    def action_open_project(self):
        """The page of the project, from the list across projects."""
        self.ensure_one()
        self.check_access("read")
        return self.lead_id._kfz_open_page()

    @api.model
    def _kfz_check_manager(self):
        if not self.env.su and not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(self.env._("Only a promotion manager can let a project pass a gate."))

    @api.model
    def _kfz_proposed_date(self):
        """The Shanghai date by which items are due where nobody says otherwise."""
        return calendar.today() + datetime.timedelta(days=owed.OVERRIDE_DAYS)

    def _kfz_told(self):
        """What the chatter says of the override: a gate opened, or more time for what a passed stage requires."""
        words = {
            "stage": self.stage_id.name,
            "user": self.user_id.name,
            "date": self.valid_until,
            "reason": self.reason,
        }
        if self.stage_id.sequence <= self.lead_id.stage_id.sequence:
            return self.env._(
                "What is owed up to “%(stage)s” is due by %(date)s, set by %(user)s: %(reason)s",
                **words,
            )
        return self.env._(
            "Gate “%(stage)s” opened by %(user)s, what is missing is due by %(date)s: %(reason)s",
            **words,
        )
