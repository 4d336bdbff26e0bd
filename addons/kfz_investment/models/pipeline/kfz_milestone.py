from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...domain import calendar
from ..base.documents import Documents
from ..base.ledger_seal import Seal
from ..base.period_words import day_text
from ..base.table_guard import TableGuard


class KfzMilestone(models.Model):
    """A milestone from landing on: its date, its evidence, and who recognised it.

    A landing is recognised by a manager: the project company is registered in the zone, and at least one of a site
    contract, first capital in place or started construction (design §4). Dates are Shanghai calendar dates.
    A recognised milestone never changes: a manager reverses it, and recognises the right one in the same step.
    """

    _name = "kfz.milestone"
    _description = "Project milestone"
    _inherit = ["kfz.settled.mixin"]
    _order = "effective_date, id"
    _rec_name = "milestone"
    _kfz_seal = Seal(
        (
            "lead_id",
            "company_id",
            "milestone",
            "effective_date",
            "state",
            "companies_recognised",
            "registered_on",
            "ground",
            "recognised_by_id",
            "reversed_by_id",
            "reversed_on",
            "reversal_reason",
        ),
        chain="lead_id",
        when="t.state <> 'draft'",
    )
    _kfz_table_guards = (
        TableGuard(
            when="OLD.state <> 'draft'",
            may_change=dict.fromkeys(
                ("state", "reversed_by_id", "reversed_on", "reversal_reason"),
                "a manager, reversing it",
            ),
        ),
        TableGuard(when="OLD.state = 'recognised' AND NEW.state = 'draft'", on="UPDATE"),
        TableGuard(when="OLD.state = 'reversed'", on="UPDATE"),
    )

    milestone = fields.Selection(
        [
            ("landed", "Landed"),
            ("construction", "Construction"),
            ("production", "Production"),
            ("full_production", "Full production"),
        ],
        required=True,
        default="landed",
    )
    effective_date = fields.Date(
        "Happened on", required=True, default=lambda self: calendar.today()
    )
    state = fields.Selection(
        [
            ("draft", "To be recognised"),
            ("recognised", "Recognised"),
            ("reversed", "Recognition reversed"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
    )
    project_company_ids = fields.Many2many(
        "res.partner",
        "kfz_milestone_company_rel",
        "milestone_id",
        "partner_id",
        "Project companies",
        domain=[("is_enterprise", "=", True)],
        context={"active_test": False},
        check_company=True,
        ondelete="restrict",
        help="The companies that the investor registered in the zone for this project. Their confirmed trade counts as the project's.",
    )
    registered_on = fields.Date(
        "Registered on", help="Date of the project company's registration in the zone."
    )
    ground = fields.Selection(
        [
            ("site_contract", "Site contract"),
            ("first_capital", "First capital in place"),
            ("construction", "Construction started"),
        ],
        help="What shows that the project has landed, besides the registered project company.",
    )
    attachment_ids = Documents(
        "ir.attachment", "kfz_milestone_attachment_rel", "milestone_id", "attachment_id", "Evidence"
    )
    recognised_by_id = fields.Many2one("res.users", "Recognised by", readonly=True, copy=False)
    reversed_by_id = fields.Many2one("res.users", "Who reversed it", readonly=True, copy=False)
    reversed_on = fields.Date("Reversed on", readonly=True, copy=False)
    reversal_reason = fields.Char("Reason for the reversal", readonly=True, copy=False)
    note = fields.Char()

    _once = models.UniqueIndex(
        "(lead_id, milestone) WHERE state = 'recognised'",
        "This milestone of the project is already recognised.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        self._kfz_prepare_recognised(vals_list)
        return super().create(vals_list)

    @api.model
    def _kfz_create_evidence(self, rows):
        self._kfz_prepare_recognised(rows)
        return super()._kfz_create_evidence(rows)

    @api.model
    def _kfz_prepare_recognised(self, vals_list):
        """Say in rows of milestones that count at once who recognised them."""
        recognised = [vals for vals in vals_list if vals.get("state") == "recognised"]
        for vals in recognised:
            vals.setdefault("recognised_by_id", self.env.uid)
        if any(vals.get("milestone", "landed") == "landed" for vals in recognised):
            # a past ledger brings landings that are recognised; it is a manager's, too
            self._kfz_check_may_recognise()

    @api.constrains("effective_date", "milestone", "state", "registered_on")
    def _check_effective_date(self):
        today = calendar.today()
        for milestone in self:
            if milestone.effective_date > today:
                raise ValidationError(
                    self.env._(
                        "A milestone cannot have happened on a future date (%(date)s).",
                        date=day_text(self.env, milestone.effective_date),
                    )
                )
            signed = milestone.lead_id.signed_date
            if signed and milestone.effective_date < signed:
                raise ValidationError(
                    self.env._(
                        "A milestone of “%(project)s” cannot have happened on %(date)s, before the project was signed on %(signed)s.",
                        project=milestone.lead_id.name,
                        date=day_text(self.env, milestone.effective_date),
                        signed=day_text(self.env, signed),
                    )
                )
