from markupsafe import Markup
from odoo import api, models

from ..base.period_words import day_text, moment_text

#: core's kinds of messages on leads, which a project never sends
SALES = (
    "crm.mt_lead_create",
    "crm.mt_lead_stage",
    "crm.mt_lead_won",
    "crm.mt_lead_lost",
    "crm.mt_lead_restored",
)


class CrmLead(models.Model):
    """The chatter of a project uses the words of investment promotion instead of those of sales."""

    _inherit = "crm.lead"

    def _kfz_note(self, body):
        """A note in the chatter that no key in the context of a client keeps back."""
        self.ensure_one()
        kept = {
            name: self.env.context[name]
            for name in ("lang", "tz", "allowed_company_ids")
            if name in self.env.context
        }
        # the whole context, since keys are taken out of it
        plain = self.with_context(kept)  # pylint: disable=context-overridden
        return plain.message_post(body=body)

    def log_meeting(self, meeting):
        """The note of a meeting on a project says its day as our pages do, and names it."""
        if not self.is_promotion:
            return super().log_meeting(meeting)
        if meeting.allday:
            moment = day_text(self.env, meeting.start_date)
        else:
            moment = moment_text(self.env, meeting.start)
        text = self.env._("Meeting on %(moment)s:", moment=moment)
        return self.message_post(body=Markup("<p>%s %s</p>") % (text, meeting._get_html_link()))

    def _creation_subtype(self):
        if self.is_promotion:
            return self._kfz_subtype("kfz_investment.mt_project_create")
        return super()._creation_subtype()

    def _creation_message(self):
        self.ensure_one()
        if self.is_promotion:
            return self.env._("Project %(code)s created", code=self.project_code)
        return super()._creation_message()

    def _mail_track(self, tracked_fields, initial_values):
        """Whether a project is a lead or an opportunity is core's business: a project that leaves its first stage becomes one."""
        if self.is_promotion:
            tracked_fields = {name: each for name, each in tracked_fields.items() if name != "type"}
        return super()._mail_track(tracked_fields, initial_values)

    def _track_subtype(self, init_values):
        """A move through the pipeline is announced as such, not as an opportunity won."""
        self.ensure_one()
        if self.is_promotion:
            if {"stage_id", "condition", "active"} & set(init_values):
                return self._kfz_subtype("kfz_investment.mt_project_stage")
            # anything else is logged, as core does, and announced to nobody
            return self.env["mail.message.subtype"]
        return super()._track_subtype(init_values)

    @api.model
    def _kfz_subtype(self, xmlid):
        """A kind of message by its external id, without asking each time whether it is still there."""
        subtypes = self.env["mail.message.subtype"]
        return subtypes.browse(self.env["ir.model.data"]._xmlid_to_res_id(xmlid))

    def _mail_get_message_subtypes(self):
        """What a follower chooses from: on projects, without the subtypes of sales."""
        result = super()._mail_get_message_subtypes()
        if self and all(self.mapped("is_promotion")):
            lookup = self.env["ir.model.data"]._xmlid_to_res_id
            sales = {lookup(name, raise_if_not_found=False) for name in SALES}
            result = result.filtered(lambda subtype: subtype.id not in sales)
        return result
