"""Confirm and compute many awards by our code and by handwritten SQL for just that; both are rolled back."""

import cProfile
import gc
import os
import pstats
import sys
import time

import award_data
import harness

FLOOR = """
    WITH base AS (
        SELECT a.id, a.scheme_id, COALESCE(SUM(t.amount), 0) AS base
          FROM kfz_award a
          LEFT JOIN kfz_trade_record t ON t.company_id = a.company_id AND t.partner_id = a.partner_id AND t.state = 'confirmed'
           AND t.is_bonded AND t.month BETWEEN a.month_first AND a.month_last
         WHERE a.id = ANY(%(ids)s::int[]) AND a.state = 'claimable'
      GROUP BY a.id, a.scheme_id),
    tier AS (
        SELECT scheme_id, base_from, rate, fixed_amount, LEAD(base_from) OVER (PARTITION BY scheme_id ORDER BY base_from) AS base_to
          FROM kfz_award_tier),
    raw AS (
        SELECT b.id, b.base, SUM((LEAST(b.base, COALESCE(t.base_to, b.base)) - t.base_from) * t.rate::numeric / 1000
                                 + COALESCE(t.fixed_amount, 0)) AS amount
          FROM base b JOIN tier t ON t.scheme_id = b.scheme_id AND b.base >= t.base_from
      GROUP BY b.id, b.base),
    result AS (
        SELECT r.id, r.base, CASE WHEN r.base <= 0 OR r.base < COALESCE(s.min_base, 0) THEN 0 ELSE LEAST(
                   GREATEST(ROUND(r.amount, 2), COALESCE(s.min_amount, 0)), COALESCE(NULLIF(s.cap, 0), 'Infinity'::numeric)) END AS amount
          FROM raw r JOIN kfz_award a ON a.id = r.id JOIN kfz_award_scheme s ON s.id = a.scheme_id)
    UPDATE kfz_award a SET base_amount = r.base, amount = r.amount, state = 'customs_confirmed', customs_user_id = %(uid)s,
           customs_on = now() AT TIME ZONE 'UTC', write_uid = %(uid)s, write_date = now() AT TIME ZONE 'UTC'
      FROM result r WHERE a.id = r.id
    RETURNING a.id, a.base_amount, a.amount"""
#: also the ledger's rows, one per step: content and hash each, unchained, because a chain needs a loop
LEDGER = """
    INSERT INTO kfz_award_entry (company_id, sequence, award_id, step, user_id, moment, content, previous_hash, hash)
    SELECT company_id, place, id, 'customs_confirmed', %(uid)s, now()::text, content, repeat('0', 64), encode(sha256(content::bytea), 'hex')
      FROM (SELECT a.id, a.company_id, (SELECT MAX(sequence) FROM kfz_award_entry) + row_number() OVER (ORDER BY a.id) AS place,
                   json_build_object('award', a.id, 'number', a.name, 'state', a.state, 'base', a.base_amount, 'amount', a.amount,
                                     'months', (SELECT json_agg(t.amount ORDER BY t.month) FROM kfz_trade_record t
                                                 WHERE t.company_id = a.company_id AND t.partner_id = a.partner_id
                                                   AND t.month BETWEEN a.month_first AND a.month_last))::text AS content
              FROM kfz_award a WHERE a.id = ANY(%(ids)s::int[])) entries"""
FIGURES = (
    "SELECT id, base_amount, amount FROM kfz_award WHERE state = 'customs_confirmed' ORDER BY id"
)


def speed(database, rounds):
    """Seconds and queries of all sides, in turn, and how many figures differ."""
    registry, api = harness.environment(database)
    result = {"ours": [], "floor": [], "ledger": []}
    figures = {}
    for number in range(rounds + 1):
        for side, run in (("ours", ours), ("floor", floor), ("ledger", floor_with_ledger)):
            with registry.cursor() as cr:
                awards = claimable_awards(api, cr)
                if side == "ours" and not number and os.environ.get("KFZ_BENCH_PROFILE"):
                    run = profiled(run)
                before, started = cr.sql_log_count, time.perf_counter()
                run(awards.env, awards)
                if number:  # the first round warms up
                    result[side].append(time.perf_counter() - started)
                result[f"{side}_queries"] = cr.sql_log_count - before
                cr.execute(FIGURES)
                figures[side] = cr.fetchall()
                cr.rollback()
            harness.with_connection(database, "VACUUM kfz_award, kfz_award_entry")
    trade = harness.with_connection(database, "SELECT count(*) FROM kfz_trade_record")[0][0]
    pairs = zip(figures["ours"], figures["floor"], strict=True)
    return {
        **result,
        "awards": len(figures["ours"]),
        "trade": trade,
        "differences": sum(one != other for one, other in pairs),
    }


def claimable_awards(api, cr):
    """All awards that wait for the customs verifier, as that user, with nothing cached."""
    user = api.Environment(cr, 1, {})["res.users"].search([("login", "=", "customs1")])
    env = api.Environment(
        cr, user.id, {"allowed_company_ids": user.company_ids.ids, "lang": "en_US"}
    )
    awards = env["kfz.award"].search([("state", "=", "claimable")])
    env.invalidate_all()
    gc.collect()
    return awards


def profiled(run):
    """The same function, printing a profile of its run."""

    def with_profile(env, awards):
        profile = cProfile.Profile()
        profile.runcall(run, env, awards)
        pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(45)

    return with_profile


def ours(env, awards):
    """The customs verifier confirms all awards by the button's method, with all checks, statements and ledger entries."""
    awards.action_confirm_customs()
    env.cr.flush()


def floor(env, awards):
    """One statement that sums, calculates and updates."""
    env.cr.execute(FLOOR, {"ids": award_data.array(awards._ids), "uid": env.uid})
    env.cr.fetchall()


def floor_with_ledger(env, awards):
    """The same, with the ledger's rows."""
    floor(env, awards)
    env.cr.execute(LEDGER, {"ids": award_data.array(awards._ids), "uid": env.uid})
