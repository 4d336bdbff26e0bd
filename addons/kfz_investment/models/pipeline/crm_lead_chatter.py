from odoo import models


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

    def _creation_subtype(self):
        if self.is_promotion:
            return self.env.ref("kfz_investment.mt_project_create")
        return super()._creation_subtype()

    def _creation_message(self):
        self.ensure_one()
        if self.is_promotion:
            return self.env._("Project %(code)s created", code=self.project_code)
        return super()._creation_message()

    def _track_subtype(self, init_values):
        """A move through the pipeline is announced as such, not as an opportunity won."""
        self.ensure_one()
        if self.is_promotion:
            if {"stage_id", "condition", "active"} & set(init_values):
                return self.env.ref("kfz_investment.mt_project_stage")
            return self.env.ref("mail.mt_note")
        return super()._track_subtype(init_values)
