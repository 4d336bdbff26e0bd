from odoo import api, models
from odoo.tools import SQL

from ...domain.attention import horizon
from ...domain.digest import Item, lateness
from ...domain.follow_up import GOING


class KfzDigest(models.Model):
    """Steps of ladders: for the person in charge, whoever stands for the unit in charge, the account manager, and the task
    force of the project, which brings them about.
    """

    _inherit = "kfz.digest"

    @api.model
    def _kfz_items(self, users, today, only=None):
        items = super()._kfz_items(users, today, only)
        asked = SQL("TRUE")
        if only is not None:
            asked = SQL("step.id = ANY(%s)", list(only.get("kfz.ladder.step", ())))
        for model in ("kfz.ladder.step", "crm.lead", "kfz.official", "kfz.assignment"):
            self.env[model].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT reader.id, step.id, step.company_id, lead.id, step.planned_on
                     FROM kfz_ladder_step step
                     JOIN crm_lead lead ON lead.id = step.lead_id
                     LEFT JOIN kfz_official person ON person.id = step.official_id
                     LEFT JOIN kfz_official unit ON unit.id = step.unit_id
                     JOIN LATERAL (
                         VALUES (person.user_id), (unit.user_id), (lead.user_id)
                          UNION
                         SELECT member.user_id
                           FROM kfz_assignment assigned JOIN kfz_official member ON member.id = assigned.official_id
                          WHERE assigned.lead_id = lead.id AND assigned.role IN ('task_force_lead', 'task_force_member')
                            AND assigned.date_from <= %(today)s
                            AND (assigned.date_to IS NULL OR assigned.date_to > %(today)s)
                     ) AS reader (id) ON TRUE
                    WHERE lead.active AND lead.is_promotion AND lead.condition IN %(going)s
                      AND step.planned_on <= %(horizon)s AND step.done_on IS NULL
                      AND coalesce(step.not_needed_reason, '') = '' AND reader.id IN %(users)s AND %(asked)s""",
                going=GOING,
                today=today,
                asked=asked,
                horizon=horizon(today),
                users=tuple(users.ids),
            )
        )
        for user, step, zone, lead, day in rows:
            rank, level = lateness(day, today)
            item = Item("ladder", "kfz.ladder.step", step, "step", zone, lead, day, rank, level)
            items.append((user, item))
        return items


class KfzDigestWordsMixin(models.AbstractModel):
    """The sentence of a step."""

    _inherit = "kfz.digest.words.mixin"

    def _kfz_sentence(self, record, figures):
        if self.source != "ladder":
            return super()._kfz_sentence(record, figures)
        return self.env._("Bring about the step: %(step)s", step=record._kfz_word("step"))
