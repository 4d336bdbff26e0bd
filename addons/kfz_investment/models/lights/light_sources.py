"""What the lights of a project rest on: a change of any of it lets the project be evaluated before the commit.

Constraints see every way in, recomputation included; deletions have their own word.
"""

from odoo import SUPERUSER_ID, api, models

from ...domain import calendar


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads.filtered("is_promotion")._kfz_lights_changed()
        return leads

    def write(self, vals):
        """Whatever a user changes on a project is work on its record; what is written as it was is none."""
        edited = self.browse()
        if self.env.uid != SUPERUSER_ID and vals:
            today = calendar.today()
            # the second edit of a day tells the lights nothing: what they rest on has a constraint of its own
            # with the user's rights: what the system reads stays in the cache of whoever may not read it
            edited = self.filtered(
                lambda lead: (
                    lead.is_promotion and lead.light_edit_on != today and lead._kfz_differs(vals)
                )
            )
        result = super().write(vals)
        edited._kfz_lights_changed()
        return result

    def _kfz_differs(self, vals):
        """Whether values change anything; of lists of records it is taken for granted."""
        for name, value in vals.items():
            field = self._fields.get(name)
            if not field:
                continue
            if field.type in ("one2many", "many2many", "properties", "binary"):
                return True
            new = field.convert_to_record(field.convert_to_cache(value, self, validate=False), self)
            if new != self[name]:
                return True
        return False

    @api.constrains(
        "stage_id",
        "condition",
        "review_on",
        "active",
        "is_major",
        "signed_date",
        "landed_date",
        "signed_amount",
        "expected_revenue",
        "date_deadline",
        "owed_until",
        "lead_official_id",
        "last_interaction_date",
    )
    def _check_lights(self):
        self.filtered("is_promotion")._kfz_lights_changed(is_edit=False)

    def _kfz_lights_changed(self, is_edit=True):
        self.env["crm.lead"]._kfz_light_queue(self.ids, is_edit)


class KfzMilestone(models.Model):
    _inherit = "kfz.milestone"

    @api.constrains("milestone", "state", "effective_date", "lead_id")
    def _check_lights(self):
        self.lead_id._kfz_lights_changed()

    def unlink(self):
        self.lead_id._kfz_lights_changed()
        return super().unlink()


class KfzCapitalRecord(models.Model):
    _inherit = "kfz.capital.record"

    @api.constrains("amount", "amount_cny", "received_on", "state", "lead_id")
    def _check_lights(self):
        self.lead_id._kfz_lights_changed()


class KfzAgreement(models.Model):
    _inherit = "kfz.agreement"

    @api.constrains("signed_on", "state", "amount", "lead_id")
    def _check_lights(self):
        self.lead_id._kfz_lights_changed()


class KfzLadderStep(models.Model):
    _inherit = "kfz.ladder.step"

    @api.constrains("step", "planned_on", "done_on", "not_needed_reason", "lead_id")
    def _check_lights(self):
        self.lead_id._kfz_lights_changed()

    def unlink(self):
        self.lead_id._kfz_lights_changed()
        return super().unlink()


class KfzInteraction(models.Model):
    _inherit = "kfz.interaction"

    @api.constrains("date", "official_ids", "lead_id")
    def _check_lights(self):
        self.lead_id._kfz_lights_changed()

    def unlink(self):
        self.lead_id._kfz_lights_changed()
        return super().unlink()


class KfzIssue(models.Model):
    _inherit = "kfz.issue"

    @api.constrains("date_due", "is_closed", "state", "lead_id")
    def _check_lights(self):
        self.lead_id._kfz_lights_changed()

    def unlink(self):
        self.lead_id._kfz_lights_changed()
        return super().unlink()


class KfzAssignment(models.Model):
    _inherit = "kfz.assignment"

    @api.constrains("official_id", "role", "date_from", "date_to", "lead_id")
    def _check_lights(self):
        self.lead_id._kfz_lights_changed(is_edit=False)

    def unlink(self):
        self.lead_id._kfz_lights_changed(is_edit=False)
        return super().unlink()


class KfzCalendarDay(models.Model):
    """Working days count in the rules; a zone's own day in those of its projects alone."""

    _inherit = "kfz.calendar.day"

    @api.constrains("date", "kind", "state", "company_id")
    def _check_lights(self):
        is_common = any(not day.company_id for day in self)
        self.env["kfz.light.rule"]._kfz_look_again(self.company_id, everywhere=is_common)
