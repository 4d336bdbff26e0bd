import datetime

from odoo import api, models
from odoo.tools import SQL

from ...domain.calendar import SHANGHAI
from ...domain.ladder import STARTED
from ...domain.light_facts import Facts, Step

#: facts that are columns of a row as they are
_NAMES = tuple(name for name in Facts.__slots__ if name != "steps")


class CrmLead(models.Model):
    """What the rules of lights know of many projects: one query, however many they are."""

    _inherit = "crm.lead"

    @api.model
    def _kfz_light_rows(self, ids):
        """The facts of projects and the lights that they have, one row per project.

        Read past all rules: a project has the same lights whoever changes it. What is pending is flushed by the caller.
        """
        return self.env.execute_query_dict(
            SQL(
                "%s %s WHERE lead.id = ANY(%s) AND lead.is_promotion",
                self._kfz_light_select(),
                self._kfz_light_from(),
                list(ids),
            )
        )

    @api.model
    def _kfz_light_select(self):
        return SQL(
            """
            SELECT lead.id, lead.company_id, COALESCE(stage.milestone, '') AS milestone, lead.condition,
                   COALESCE(lead.is_major, FALSE) AS is_major,
                   (lead.create_date AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS created_on,
                   lead.review_on, lead.signed_date AS signed_on, lead.landed_date AS landed_on,
                   lead.date_deadline AS expected_signing, lead.owed_until,
                   round(COALESCE(lead.expected_revenue, 0) * 100)::bigint AS planned_amount,
                   round(COALESCE(lead.signed_amount, 0) * 100)::bigint AS signed_amount,
                   lead.last_interaction_date AS contact_on, lead.light_edit_on AS edited_on,
                   done.construction_on, COALESCE(money.capital, 0) AS capital, ladder.steps,
                   official.since AS official_since, visit.day AS official_contact_on, issue.due AS issue_due,
                   GREATEST(moved.day, done.day, money.day, ladder.day, agreed.day) AS moved_on,
                   lead.light, lead.light_progress, lead.light_progress_since, lead.light_progress_rule_id,
                   lead.light_progress_data, lead.light_record, lead.light_record_since, lead.light_record_rule_id,
                   lead.light_record_data, lead.light_next, lead.light_moved_on
            """,
            zone=SHANGHAI.key,
        )

    @api.model
    def _kfz_light_from(self):
        """One row per project: what hangs on it is summed up beside it."""
        people = self.env["kfz.interaction"]._fields["official_ids"]
        return SQL(
            """
                  FROM crm_lead lead
                  LEFT JOIN crm_stage stage ON stage.id = lead.stage_id
                  LEFT JOIN LATERAL (
                      SELECT min(effective_date) FILTER (WHERE milestone IN %(started)s) AS construction_on, max(effective_date) AS day
                        FROM kfz_milestone WHERE lead_id = lead.id AND state = 'recognised') done ON TRUE
                  LEFT JOIN LATERAL (
                      SELECT round(sum(amount_cny) * 100)::bigint AS capital, max(received_on) AS day
                        FROM kfz_capital_record WHERE lead_id = lead.id AND state = 'recorded') money ON TRUE
                  LEFT JOIN LATERAL (
                      SELECT jsonb_agg(jsonb_build_array(step, planned_on, done_on) ORDER BY sequence)
                                 FILTER (WHERE planned_on IS NOT NULL AND (done_on IS NOT NULL OR COALESCE(not_needed_reason, '') = '')) AS steps,
                             max(done_on) AS day
                        FROM kfz_ladder_step WHERE lead_id = lead.id) ladder ON TRUE
                  LEFT JOIN LATERAL (
                      SELECT max(effective_date) AS day FROM kfz_stage_transition WHERE lead_id = lead.id) moved ON TRUE
                  LEFT JOIN LATERAL (
                      SELECT max(signed_on) AS day FROM kfz_agreement WHERE lead_id = lead.id AND state = 'in_force') agreed ON TRUE
                  LEFT JOIN LATERAL (
                      SELECT max(date_from) AS since FROM kfz_assignment
                       WHERE lead_id = lead.id AND role = 'lead_official' AND official_id = lead.lead_official_id) official ON TRUE
                  LEFT JOIN LATERAL (
                      SELECT max(met.date) AS day FROM kfz_interaction met JOIN %(people)s who ON who.%(met)s = met.id
                       WHERE met.lead_id = lead.id AND who.%(person)s = lead.lead_official_id) visit ON TRUE
                  LEFT JOIN LATERAL (
                      SELECT min(date_due) AS due FROM kfz_issue WHERE lead_id = lead.id AND NOT is_closed) issue ON TRUE
            """,
            started=STARTED,
            people=SQL.identifier(people.relation),
            met=SQL.identifier(people.column1),
            person=SQL.identifier(people.column2),
        )

    @api.model
    def _kfz_light_facts(self, row):
        """The ``light_facts.Facts`` of a row."""
        day = datetime.date.fromisoformat
        steps = tuple(
            Step(word, day(planned), day(done) if done else None)
            for word, planned, done in row["steps"] or ()
        )
        return Facts(steps=steps, **{name: row[name] for name in _NAMES})
