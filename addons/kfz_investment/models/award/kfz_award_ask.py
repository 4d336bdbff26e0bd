from odoo import models

from ..guards.quiet import is_quiet


class KfzAward(models.Model):
    """Activities that ask a verifier for the next step."""

    _inherit = "kfz.award"

    def _kfz_ask(self, group, summary):
        """Ask the one verifier of the zone by an activity; several verifiers, or those of a batch, find the awards in their list."""
        if is_quiet(self.env) or len(self) > 20:
            return
        # sudo: the verifiers of a zone are looked up to tell them
        users = self.env.ref(f"kfz_investment.{group}").sudo().all_user_ids
        for zone, records in self.grouped("company_id").items():
            verifiers = users.filtered(
                lambda user, zone=zone: zone in user.company_ids and user.active
            )
            for record in records if len(verifiers) == 1 else ():
                record.activity_schedule(
                    "mail.mail_activity_data_todo", summary=summary, user_id=verifiers.id
                )

    def _kfz_ask_managers(self, summary, note):
        """Ask managers of the award's zone, three at most, by activities."""
        self.ensure_one()
        # sudo: the zone's managers are looked up to tell them
        managers = self.env.ref("kfz_investment.group_kfz_manager").sudo().all_user_ids
        for user in managers.filtered(lambda user: self.company_id in user.company_ids)[:3]:
            self.activity_schedule(
                "mail.mail_activity_data_todo", summary=summary, note=note, user_id=user.id
            )

    def _kfz_done_asking(self):
        """Close the activities that asked this user for the step."""
        # sudo: the verification closes the activity that asked for it
        mine = (
            self.env["mail.activity"]
            .sudo()
            .search([("res_model", "=", self._name), ("user_id", "=", self.env.uid)])
        )
        chosen = set(self._ids)
        mine.filtered(lambda activity: activity.res_id in chosen).action_done()
