"""Steps of the measurement of lights, each in its own process: `lights_worker.py STEP DATABASE …`; prints JSON."""

import datetime
import json
import resource
import statistics
import sys
import time
from unittest.mock import patch

import harness

#: the starter rules, by hand: what each project's lights are on a day
SQL = """
WITH facts AS (
    SELECT lead.id, lead.is_major, lead.signed_date AS signed, lead.landed_date AS landed, lead.date_deadline AS expected,
           lead.owed_until AS owed, round(lead.signed_amount * 100) AS agreed,
           GREATEST((lead.create_date AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Shanghai')::date, lead.light_edit_on,
                    lead.last_interaction_date) AS touched,
           (SELECT min(effective_date) FROM kfz_milestone WHERE lead_id = lead.id AND state = 'recognised'
               AND milestone IN ('construction', 'production', 'full_production')) AS started,
           COALESCE((SELECT round(sum(amount_cny) * 100) FROM kfz_capital_record WHERE lead_id = lead.id AND state = 'recorded'), 0) AS capital,
           (SELECT min(date_due) FROM kfz_issue WHERE lead_id = lead.id AND NOT is_closed) AS issue,
           (SELECT min(planned_on) FROM kfz_ladder_step WHERE lead_id = lead.id AND done_on IS NULL
               AND COALESCE(not_needed_reason, '') = '') AS late,
           EXISTS (SELECT FROM kfz_ladder_step WHERE lead_id = lead.id AND done_on > planned_on
               AND date_trunc('month', done_on) = date_trunc('month', %(today)s::date)) AS made_good,
           (SELECT GREATEST(
                (SELECT max(date_from) FROM kfz_assignment WHERE lead_id = lead.id AND role = 'lead_official'
                    AND official_id = lead.lead_official_id),
                (SELECT max(met.date) FROM kfz_interaction met
                   JOIN kfz_interaction_kfz_official_rel who ON who.kfz_interaction_id = met.id
                  WHERE met.lead_id = lead.id AND who.kfz_official_id = lead.lead_official_id))
             WHERE lead.lead_official_id IS NOT NULL) AS led
      FROM crm_lead lead
     WHERE lead.is_promotion AND lead.condition NOT IN ('lost', 'terminated', 'transferred')
       AND NOT (lead.condition = 'dormant' AND COALESCE(lead.review_on >= %(today)s, FALSE))
)
SELECT id,
       CASE WHEN late + interval '1 month' < %(today)s
              OR (started IS NULL AND signed + interval '12 months' < %(today)s)
              OR (capital <= 0 AND started + interval '3 months' < %(today)s)
              OR (agreed > 0 AND capital * 100 < 15 * agreed AND started + interval '6 months' < %(today)s)
              OR (landed IS NULL AND signed + 365 < %(today)s)
              OR issue < %(issue)s
              OR (signed IS NULL AND expected + 60 < %(today)s) THEN 'red'
            WHEN late < %(today)s OR made_good
              OR (started IS NULL AND signed + interval '9 months' < %(today)s)
              OR (capital <= 0 AND started + interval '1 month' < %(today)s)
              OR (agreed > 0 AND capital * 100 < 30 * agreed AND started + interval '6 months' < %(today)s)
              OR (landed IS NULL AND signed + 180 < %(today)s)
              OR issue < %(today)s
              OR (signed IS NULL AND expected < %(today)s) THEN 'amber' ELSE 'green' END AS progress,
       CASE WHEN touched + 90 < %(today)s OR (is_major AND led + 120 < %(today)s) OR owed + 30 < %(today)s THEN 'red'
            WHEN touched + 30 < %(today)s OR (is_major AND led + 60 < %(today)s) OR owed < %(today)s THEN 'amber'
            ELSE 'green' END AS record
  FROM facts
"""


def memory():
    """Peak resident memory of the process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def night(env):
    """One nightly run with its commits: seconds, projects, queries of each batch, and memory above that before it."""
    Lead, Cron = type(env["crm.lead"]), type(env["ir.cron"])
    looked, queries, peaks, start = [], [], [], memory()
    again = Lead._kfz_light_again

    def batch(leads, *args):
        before = env.cr.sql_log_count
        again(leads, *args)
        queries.append(env.cr.sql_log_count - before)
        looked.append(len(leads))

    def commit(_cron, processed=0, **_options):
        if processed:
            env.cr.commit()
            peaks.append(memory() - start)
        return float("inf")

    env["kfz.light.rule"]._kfz_rules()
    started = time.perf_counter()
    with (
        patch.object(Lead, "_kfz_light_again", batch),
        patch.object(Cron, "_commit_progress", commit),
    ):
        env["crm.lead"]._cron_lights()
    return {
        "seconds": time.perf_counter() - started,
        "looked": sum(looked),
        "queries": sorted(set(queries)),
        "memory": peaks[0] if peaks else 0,
        "memory_end": peaks[-1] if peaks else 0,
    }


def change(env):
    """Seconds to save a change of the common rules, after which every project is due."""
    started = time.perf_counter()
    env["kfz.light.rule"].search([("company_id", "=", False)]).enforce_from = False
    env.cr.commit()
    return time.perf_counter() - started


def by_hand(env, day, rounds):
    """({id: (progress, record)}, median seconds) of the hand-written SQL."""
    back = env["kfz.calendar.day"]._kfz_workdays().add(day, -10)
    times, rows = [], []
    for _round in range(int(rounds)):
        started = time.perf_counter()
        env.cr.execute(SQL, {"today": day, "issue": back})
        rows = env.cr.fetchall()
        times.append(time.perf_counter() - started)
    return {ident: (progress, record) for ident, progress, record in rows}, statistics.median(times)


def written_by_hand(env, day):
    """Seconds of statements that find the same lights and also keep them, with a row of the ledger for each amber or red one."""
    back = env["kfz.calendar.day"]._kfz_workdays().add(day, -10)
    started = time.perf_counter()
    env.cr.execute(
        f"""WITH found AS ({SQL})
            UPDATE crm_lead SET light_progress = found.progress, light_record = found.record, light_next = %(today)s,
                   light_progress_since = %(today)s, light_record_since = %(today)s
              FROM found WHERE found.id = crm_lead.id""",
        {"today": day, "issue": back},
    )
    env.cr.execute(
        """INSERT INTO kfz_light_change (lead_id, company_id, kind, light, since, known_on, data, is_worse, create_uid, create_date)
           SELECT lead.id, lead.company_id, kind.name, kind.light, %(today)s, %(today)s, '{"why": "stale"}', TRUE, 1, now()
             FROM crm_lead lead
             JOIN LATERAL (VALUES ('progress', lead.light_progress), ('record', lead.light_record)) AS kind (name, light) ON TRUE
            WHERE lead.is_promotion AND kind.light IN ('amber', 'red')""",
        {"today": day},
    )
    seconds = time.perf_counter() - started
    env.cr.rollback()
    return seconds


def save(env):
    """Queries that one save costs more with lights than without."""
    Lead, counts = env["crm.lead"], []
    leads = Lead.search([("is_promotion", "=", True), ("condition", "=", "ongoing")], limit=3)
    for lead, is_off in zip(leads, (True, True, False), strict=True):
        env.invalidate_all()
        before = env.cr.sql_log_count
        with patch.object(
            type(Lead),
            "_kfz_light_queue",
            (lambda *_a: None) if is_off else Lead.__class__._kfz_light_queue,
        ):
            lead.write({"expected_revenue": 7_654_321})
            env.cr.flush()
        counts.append(env.cr.sql_log_count - before)
    env.cr.rollback()
    return counts[2] - counts[1]


def nights(database, rounds):
    """The first night, a later one, and what the SQL finds on the same day."""
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, 1, {})
        calendar = sys.modules["odoo.addons.kfz_investment.domain.calendar"]
        change(env)
        result = {"first": night(env)}
        day = calendar.today() + datetime.timedelta(days=1)
        with calendar.showing(day):
            result["later"] = night(env)
            found, result["sql"] = by_hand(env, day, rounds)
        cr.execute(
            "SELECT id, light_progress, light_record FROM crm_lead WHERE id = ANY(%s)",
            [list(found)],
        )
        result["different"] = sum(
            found[ident] != (one, other) for ident, one, other in cr.fetchall()
        )
        result["going"], result["batch"] = len(found), 1000
        result["save"] = save(env)
        result["change"], result["again"] = change(env), night(env)
        result["written"] = written_by_hand(env, day)
    return result


if __name__ == "__main__":
    step, database, *rest = sys.argv[1:]
    print(json.dumps({"nights": nights}[step](database, *rest)))
