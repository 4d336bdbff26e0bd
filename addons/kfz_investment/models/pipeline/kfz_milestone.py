from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ...domain import calendar
from ..base.documents import Documents


class KfzMilestone(models.Model):
    """A milestone from landing on: its date, its evidence, and who recognised it.

    A landing is recognised by a manager: the project company is registered in the zone, and at least one of a site
    contract, first capital in place or started construction (design §4). Dates are Shanghai calendar dates.
    """

    _name = "kfz.milestone"
    _description = "Project milestone"
    _inherit = ["kfz.evidence.mixin"]
    _order = "effective_date, id"
    _rec_name = "milestone"

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
        [("draft", "To be recognised"), ("recognised", "Recognised")],
        required=True,
        default="draft",
        copy=False,
    )
    project_company = fields.Char(
        "Project company",
        help="Name of the company that the investor registered in the zone for this project.",
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
    note = fields.Char()

    _once = models.UniqueIndex(
        "(lead_id, milestone) WHERE state = 'recognised'",
        "This milestone of the project is already recognised.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if any(
            vals.get("state") == "recognised" and vals.get("milestone", "landed") == "landed"
            for vals in vals_list
        ):
            self._kfz_check_may_recognise()
        for vals in vals_list:
            if vals.get("state") == "recognised":
                vals["recognised_by_id"] = self.env.uid
        return super().create(vals_list)

    def write(self, vals):
        guarded = {
            "state",
            "milestone",
            "effective_date",
            "ground",
            "registered_on",
            "lead_id",
        } & set(vals)
        landings = self.filtered(
            lambda m: m.milestone == "landed" or vals.get("milestone") == "landed"
        )
        if (
            guarded
            and landings
            and (
                vals.get("state") == "recognised" or any(m.state == "recognised" for m in landings)
            )
        ):
            self._kfz_check_may_recognise()
        if vals.get("state") == "recognised":
            vals = dict(vals, recognised_by_id=self.env.uid)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_by_manager(self):
        if self.filtered(lambda m: m.milestone == "landed" and m.state == "recognised"):
            self._kfz_check_may_recognise()

    def _kfz_check_may_recognise(self):
        if not self.env.su and not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(
                self.env._(
                    "Only a promotion manager can recognise a landing or change a recognised one."
                )
            )

    @api.constrains("effective_date", "milestone", "state", "registered_on")
    def _check_effective_date(self):
        today = calendar.today()
        for milestone in self:
            if milestone.effective_date > today:
                raise ValidationError(
                    self.env._(
                        "A milestone cannot have happened on a future date (%(date)s).",
                        date=milestone.effective_date,
                    )
                )
            signed = milestone.lead_id.signed_date
            if signed and milestone.effective_date < signed:
                raise ValidationError(
                    self.env._(
                        "A milestone of “%(project)s” cannot have happened on %(date)s, before the project was signed on %(signed)s.",
                        project=milestone.lead_id.name,
                        date=milestone.effective_date,
                        signed=signed,
                    )
                )

    def action_recognise(self):
        """Recognise the milestones, with everything that shows them at hand.

        :raises UserError: naming each thing that is not there
        :raises AccessError: for a landing, when the user is not a manager
        """
        for milestone in self.filtered(lambda m: m.state == "draft"):
            absent = milestone._kfz_absent()
            if absent:
                raise UserError(
                    self.env._(
                        "“%(milestone)s” of “%(project)s” cannot be recognised yet. Still needed:\n%(items)s",
                        milestone=milestone._kfz_label(),
                        project=milestone.lead_id.name,
                        items="\n".join(f"• {item}" for item in absent),
                    )
                )
            milestone.state = "recognised"
            if not self.env.context.get("tracking_disable"):
                milestone.lead_id.message_post(
                    body=self.env._(
                        "“%(milestone)s” recognised, effective %(date)s.",
                        milestone=milestone._kfz_label(),
                        date=milestone.effective_date,
                    )
                )

    def _kfz_label(self):
        return dict(self._fields["milestone"]._description_selection(self.env))[self.milestone]

    def _kfz_absent(self):
        """What is missing before the milestone can be recognised, in words."""
        self.ensure_one()
        absent = []
        if self.milestone == "landed":
            if not self.registered_on:
                absent.append(
                    self.env._("the date on which the project company was registered in the zone")
                )
            if not self.ground:
                absent.append(
                    self.env._("a site contract, first capital in place or started construction")
                )
            elif self.ground == "first_capital" and not self.lead_id.capital_ids:
                absent.append(self.env._("the record of the first capital in place"))
        if not self.attachment_ids:
            absent.append(self.env._("a document as evidence"))
        return absent
