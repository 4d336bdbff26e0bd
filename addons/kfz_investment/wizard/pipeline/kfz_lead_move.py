from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar
from ...models.guards.link_values import identifiers


class KfzLeadMove(models.TransientModel):
    """Move a project back with its reason, let it pass a gate with a manager's override, or give it more time for what it owes."""

    _name = "kfz.lead.move"
    _description = "Move a project"

    lead_id = fields.Many2one("crm.lead", "Project", required=True)
    lead_ids = fields.Many2many(
        "crm.lead", string="Projects", help="Projects of a list that get more time at once."
    )
    from_stage_id = fields.Many2one(related="lead_id.stage_id", string="Current stage")
    stage_id = fields.Many2one(
        "crm.stage",
        "Move to",
        required=True,
        domain="[('milestone', '!=', False), ('id', '!=', from_stage_id)]",
    )
    is_override = fields.Boolean(
        "Override gate", help="A manager lets the project pass although items are missing."
    )
    is_extension = fields.Boolean(
        "Extend the date", help="The project stays where it is; what it owes is due later."
    )
    missing = fields.Char(related="lead_id.gate_missing_text")
    owed_text = fields.Char(related="lead_id.owed_text")
    owed_until = fields.Date(related="lead_id.owed_until")
    reason = fields.Char(required=True)
    valid_until = fields.Date(
        "Due by",
        default=lambda self: self.env["kfz.gate.override"]._kfz_proposed_date(),
        help="The last day on which the missing items can be provided. Until then they are shown as owed; after it, the "
        "project keeps its stage but cannot move forward until they are provided or a later date is set.",
    )

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        if values.get("is_extension") and not values.get("lead_id"):
            values["lead_id"] = min(identifiers(values.get("lead_ids")), default=False)
        lead = self.env["crm.lead"].browse(values.get("lead_id"))
        if lead and "stage_id" in fields_list and not values.get("stage_id"):
            stages = self.env["crm.stage"]._kfz_pipeline()
            if values.get("is_extension"):
                target = lead.stage_id
            elif values.get("is_override"):
                target = lead.next_stage_id
            else:
                target = stages.filtered(lambda s: s.sequence < lead.stage_id.sequence)[-1:]
            values["stage_id"] = target.id
        return values

    def action_apply(self):
        """Write the override, if one is given, and the move, together.

        :raises UserError: for an override that is due before today
        :raises AccessError: for an override that is not a manager's
        """
        self.ensure_one()
        self._check_date()
        if self.is_extension:
            self._extend()
        else:
            if self.is_override:
                self._give_time(self.lead_id, self.stage_id)
            self.lead_id.write({"stage_id": self.stage_id.id, "move_reason": self.reason})
        return {"type": "ir.actions.act_window_close"}

    def _check_date(self):
        if not (self.is_override or self.is_extension):
            return
        if not self.valid_until or self.valid_until < calendar.today():
            raise UserError(
                self.env._(
                    "Set the date by which “%(project)s” has to provide what is missing: today or later.",
                    project=self.lead_id.name,
                )
            )

    def _extend(self):
        """More time, for each of the projects that owes something, up to the stage at which it is.

        Of several projects nobody sees each date, so those that have more time already keep it.
        """
        owing = (self.lead_ids | self.lead_id).filtered("owed_count")
        if not owing:
            raise UserError(
                self.env._("None of these projects owes evidence, so there is no date to extend.")
            )
        if self.lead_ids:
            given, owing = owing, owing.filtered(lambda lead: lead.owed_until < self.valid_until)
            if not owing:
                raise UserError(
                    self.env._(
                        "Each of these projects has until %(date)s or longer already. Choose a later date.",
                        date=min(given.mapped("owed_until")),
                    )
                )
        for lead in owing:
            self._give_time(lead, lead.stage_id)

    def _give_time(self, lead, stage):
        """An override up to the stage: a new row, so that what was agreed before stays on record."""
        self.env["kfz.gate.override"].create(
            {
                "lead_id": lead.id,
                "stage_id": stage.id,
                "covers_earlier": True,
                "reason": self.reason,
                "valid_until": self.valid_until,
            }
        )
