from odoo import api, fields, models
from odoo.tools import SQL

from ...domain.attention import horizon
from ...domain.digest import Item, lateness
from ..base.period_words import day_text


class KfzDigest(models.Model):
    """Contacts that are due, for whoever stands for the official or unit, and leads to answer, for the user of their activity."""

    _inherit = "kfz.digest"

    @api.model
    def _kfz_items(self, users, today, only=None):
        items = super()._kfz_items(users, today, only)
        return [*items, *self._kfz_contacts(users, today), *self._kfz_answers(users, today)]

    @api.model
    def _kfz_contacts(self, users, today):
        """Duties of contact; a project whose clocks are paused waits."""
        Duty = self.env["kfz.duty"]
        due = Duty.search_fetch(
            [
                ("official_id.user_id", "in", users.ids),
                ("state", "!=", "paused"),
                ("due_on", "<=", horizon(today)),
            ],
            ["lead_id", "company_id", "official_id", "role", "due_on"],
        )
        items = []
        for duty in due:
            rank, level = lateness(duty.due_on, today)
            lead = duty.lead_id.id
            about = ("duty", "crm.lead", lead, duty.role, duty.company_id.id, lead)
            items.append((duty.official_id.user_id.id, Item(*about, duty.due_on, rank, level)))
        return items

    @api.model
    def _kfz_answers(self, users, today):
        """Steps of response clocks."""
        self.env["mail.activity"].flush_model()
        self.env["kfz.response"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT activity.user_id, response.id, response.step, response.company_id, lead.id, response.date_due
                     FROM mail_activity activity
                     JOIN kfz_response response ON response.id = activity.kfz_due_id
                     JOIN crm_lead lead ON lead.id = response.lead_id AND lead.active
                    WHERE activity.kfz_due_model = 'kfz.response' AND activity.active AND NOT response.is_closed
                      AND activity.user_id IN %s AND response.date_due <= %s""",
                tuple(users.ids),
                horizon(today),
            )
        )
        items = []
        for user, response, step, zone, lead, day in rows:
            about = ("response", "kfz.response", response, step, zone, lead)
            items.append((user, Item(*about, day, *lateness(day, today))))
        return items


class KfzDigestWordsMixin(models.AbstractModel):
    """The sentences of duties."""

    _inherit = "kfz.digest.words.mixin"

    source = fields.Selection(
        selection_add=[("duty", "Duty of contact"), ("response", "Lead to answer")],
        ondelete={"duty": "cascade", "response": "cascade"},
    )

    def _kfz_sentence(self, record, figures):
        if self.source == "response":
            return {
                "acknowledge": self.env._("Acknowledge the lead"),
                "triage": self.env._("Triage the lead"),
                "answer": self.env._("Answer the lead"),
            }[self.code]
        if self.source != "duty":
            return super()._kfz_sentence(record, figures)
        roles = dict(self.env["kfz.duty"]._fields["role"]._description_selection(self.env))
        return self.env._(
            "Meet the enterprise by %(day)s, as %(role)s",
            day=day_text(self.env, self.date_due),
            role=roles[self.code],
        )


class KfzDigestLine(models.Model):
    """A contact is recorded, and a lead answered, on the page of the project."""

    _inherit = "kfz.digest.line"

    def _kfz_page(self):
        if self.source in ("duty", "response"):
            return self._kfz_form("crm.lead", self.lead_number)
        return super()._kfz_page()
