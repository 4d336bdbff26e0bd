from odoo import api, models
from odoo.tools import SQL

from ...domain.attention import horizon
from ...domain.digest import Item, lateness
from ..pipeline.crm_lead_watch import REVIEW, SIGNING

NEXT_STEP = "kfz_investment.activity_next_step"


class KfzDigest(models.Model):
    """The dates of a project that somebody keeps: next steps, reviews, expected signings; for the users of their activities."""

    _inherit = "kfz.digest"

    @api.model
    def _kfz_items(self, users, today, only=None):
        items = super()._kfz_items(users, today, only)
        lookup = self.env["ir.model.data"]._xmlid_to_res_id
        kinds = {
            lookup(REVIEW): "review",
            lookup(SIGNING): "signing",
            lookup(NEXT_STEP): "next_step",
        }
        self.env["mail.activity"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT activity.user_id, activity.activity_type_id, activity.kfz_interaction_id,
                          lead.id, lead.company_id, activity.kfz_watched_on
                     FROM mail_activity activity
                     JOIN crm_lead lead ON lead.id = activity.res_id AND lead.active AND lead.is_promotion
                    WHERE activity.res_model = 'crm.lead' AND activity.active
                      AND activity.user_id IN %s AND activity.activity_type_id IN %s
                      AND activity.kfz_watched_on <= %s AND activity.kfz_due_model IS NULL""",
                tuple(users.ids),
                tuple(kinds),
                horizon(today),
            )
        )
        for user, kind, visit, lead, zone, day in rows:
            rank, level = lateness(day, today)
            source = kinds[kind]
            about = ("kfz.interaction", visit) if visit else ("crm.lead", lead)
            items.append((user, Item(source, *about, source, zone, lead, day, rank, level)))
        return items


class KfzDigestWordsMixin(models.AbstractModel):
    """The sentences of dates."""

    _inherit = "kfz.digest.words.mixin"

    def _kfz_sentence(self, record, figures):
        if self.source == "next_step":
            name = record.next_step or ""
            return self.env._("Next step: %(name)s", name=name)
        if self.source == "review":
            return self.env._("Review: go on, close, or set another date")
        if self.source == "signing":
            return self.env._("Expected signing has passed: sign, or set another date")
        return super()._kfz_sentence(record, figures)


class KfzDigestLine(models.Model):
    """A date of a project is kept on the page of the project."""

    _inherit = "kfz.digest.line"

    def _kfz_page(self):
        if self.source in ("next_step", "review", "signing"):
            return self._kfz_form("crm.lead", self.lead_number)
        return super()._kfz_page()
