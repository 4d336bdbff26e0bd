from odoo import api, models

from ..guards.quiet import is_quiet


class KfzAward(models.Model):
    """Activities that ask a verifier for the next step, or the managers for a decision."""

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

    @api.model
    def _kfz_questions(self):
        """What managers are asked to decide."""
        return {
            "claim": self.env._("Claim the award again, or refuse it?"),
            "companies": self.env._("Return the award, or keep the confirmed trade?"),
            "paid": self.env._("Claim back or keep the payment?"),
        }

    def _kfz_ask_managers(self, question, note):
        """Ask managers of the award's zone, three at most, by activities.

        :param question: key of one of ``_kfz_questions``
        """
        self.ensure_one()
        summary = self._kfz_questions()[question]
        for user in self.env["kfz.notice.mixin"]._kfz_managers_of(self.company_id)[:3]:
            self.activity_schedule(
                "mail.mail_activity_data_todo", summary=summary, note=note, user_id=user.id
            )

    def _kfz_decided(self, *questions):
        """Close the activities that asked managers what is decided now; those of the others, too. Run by the system.

        An activity keeps no more of its question than the summary, in the language of whoever caused it.
        """
        asked = {
            self.with_context(lang=code)._kfz_questions()[question]
            for code, _name in self.env["res.lang"].get_installed()
            for question in questions
        }
        self.activity_ids.filtered(
            lambda each: each.automated and each.summary in asked
        ).action_done()

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
