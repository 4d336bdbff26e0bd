"""Steps of the award measurements, each in its own process: `award_worker.py STEP DATABASE …`; prints JSON."""

import json
import sys

import award_data
import award_speed
import award_tamper
import harness
import ledger_tamper


def unpaid(database):
    """Projects whose award is not paid."""
    return [
        row[0]
        for row in harness.with_connection(
            database,
            """
        SELECT l.id FROM crm_lead l LEFT JOIN kfz_award a ON a.lead_id = l.id
         WHERE l.project_code LIKE 'BENCH-%%' AND a.state IS DISTINCT FROM 'paid' ORDER BY l.id""",
            (),
        )
    ]


def verify(database):
    """What the database holds, counted by SQL, and what the check of the ledger says."""
    steps = dict(
        harness.with_connection(
            database, "SELECT step, count(*) FROM kfz_award_entry GROUP BY step"
        )
    )
    twice = harness.with_connection(
        database,
        "SELECT count(*) FROM (SELECT FROM kfz_award_entry GROUP BY award_id, step HAVING count(*) > 1) doubles",
    )[0][0]
    states = dict(
        harness.with_connection(database, "SELECT state, count(*) FROM kfz_award GROUP BY state")
    )
    index = harness.with_connection(
        database, "SELECT indexdef FROM pg_indexes WHERE indexname = 'kfz_award_once'"
    )
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, 1, {})
        findings = env["kfz.award.entry"]._kfz_verify_all(env.ref("kfz_investment.zone_kcbz"))
    return {
        "awards": sum(states.values()),
        "paid": states.get("paid", 0),
        "states": states,
        "steps": steps,
        "twice": twice,
        "entries": sum(steps.values()),
        "findings": findings,
        "is_unique": bool(index and "UNIQUE" in index[0][0]),
    }


def steps_taken(database):
    """Take the awards through their steps, a few less at each: some are left in each state."""
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, 1, {})
        awards = env["kfz.award"].search([], order="id")
        people = {user.login: user for user in env["res.users"].search([])}
        awards[2:].with_user(people["customs1"]).action_confirm_customs()
        awards[5:].with_user(people["committee1"]).action_confirm_committee()
        awards[10:25].with_user(people["manager1"]).action_mark_paid("示例付款")
        awards[:1].with_user(people["manager1"])._kfz_refuse("示例")
        awards[10:12].with_user(people["manager1"])._kfz_claw_back("示例", 1)
    return len(awards)


def done_steps(database):
    """[[award id, step]] of the ledger."""
    return harness.with_connection(database, "SELECT award_id, step FROM kfz_award_entry")


def main():
    """Dispatch by the first argument and print the answer as JSON."""
    what, database, *rest = sys.argv[1:]
    steps = {
        "prepare": award_data.prepare,
        "unpaid": unpaid,
        "verify": verify,
        "steps": done_steps,
        "steps_taken": steps_taken,
        "tamper": award_tamper.tamper,
        "tamper_all": ledger_tamper.tamper,
        "speed": award_speed.speed,
    }
    print(json.dumps(steps[what](database, *map(int, rest))))


if __name__ == "__main__":
    main()
