"""Random changes by SQL of all that the ledgers keep beside the award ledger."""

import collections
import random
import time

import harness
import ledger_lawful
import psycopg2

#: the untouched ledgers are checked once per this many changes
CALM = 50
#: {table: (condition of the rows that count, {column: SQL of another value})}
COLUMNS = {
    "kfz_award": (
        "TRUE",
        {
            "payee": "COALESCE(payee, '') || 'x'",
            "whose_trade": "CASE whose_trade WHEN 'investor' THEN 'companies' ELSE 'investor' END",
            "payee_id": "COALESCE(payee_id, 1) + 1",
            "payment_reference": "COALESCE(payment_reference, '') || '1'",
            "paid_on": "COALESCE(paid_on, CURRENT_DATE) - 1",
            "paid_by_id": "COALESCE(paid_by_id, 1) + 1",
            "customs_on": "COALESCE(customs_on, now()) - interval '1 second'",
            "customs_user_id": "COALESCE(customs_user_id, 1) + 1",
            "committee_on": "COALESCE(committee_on, now()) - interval '1 second'",
            "committee_user_id": "COALESCE(committee_user_id, 1) + 1",
            "claimed_on": "COALESCE(claimed_on, now()) - interval '1 second'",
            "landed_on": "landed_on - 1",
            "month_first": "month_first - 31",
            "month_last": "month_last + 31",
            "scheme_id": "scheme_id + 1",
            "referral_id": "referral_id + 1",
            "intermediary_id": "intermediary_id + 1",
            "partner_id": "partner_id + 1",
            "lead_id": "-lead_id",
            "reason": "COALESCE(reason, '') || 'x'",
            "question": "COALESCE(question, '') || 'x'",
            "clawed_amount": "COALESCE(clawed_amount, 0) + 0.01",
            "name": "name || 'x'",
            "state": "CASE state WHEN 'paid' THEN 'payable' ELSE 'paid' END",
        },
    ),
    "kfz_trade_record": (
        "state = 'confirmed'",
        {
            "amount": "amount + 0.01 * sign(amount)",
            "month": "month - interval '10 years'",
            "partner_id": "partner_id + 1000000",
            "direction": "CASE direction WHEN 'import' THEN 'export' ELSE 'import' END",
            "mode": "CASE mode WHEN '0110' THEN '1210' ELSE '0110' END",
            "is_bonded": "is_bonded IS NOT TRUE",
            "is_reversed": "is_reversed IS NOT TRUE",
            "confirmed_on": "confirmed_on - interval '1 second'",
            "confirmed_by_id": "confirmed_by_id + 1",
            "entered_by_id": "entered_by_id + 1",
            "number": "number || 'x'",
            "note": "COALESCE(note, '') || 'x'",
            "state": "'draft'",
        },
    ),
    "kfz_figure_entry": (
        "TRUE",
        {
            "amount": "amount + 0.01",
            "count": "count + 1",
            "effective_date": "effective_date - 1",
            "create_date": "create_date - interval '1 second'",
            "indicator": "CASE indicator WHEN 'capital' THEN 'signed' ELSE 'capital' END",
            "source": "source || '0'",
            "lead_id": "lead_id + 1",
            "user_id": "user_id + 1",
        },
    ),
    "kfz_stage_transition": (
        "TRUE",
        {
            "effective_date": "effective_date - 1",
            "create_date": "create_date - interval '1 second'",
            "to_stage_id": "to_stage_id + 1",
            "milestone": "CASE milestone WHEN 'review' THEN 'signed' ELSE 'review' END",
            "lead_id": "lead_id + 1",
            "user_id": "user_id + 1",
            "reason": "COALESCE(reason, '') || 'x'",
        },
    ),
    "kfz_condition_change": (
        "TRUE",
        {
            "condition": "CASE condition WHEN 'delayed' THEN 'ongoing' ELSE 'delayed' END",
            "create_date": "create_date - interval '1 second'",
            "reason": "COALESCE(reason, '') || 'x'",
        },
    ),
    "kfz_correction": (
        "TRUE",
        {
            "old_value": "COALESCE(old_value, '') || 'x'",
            "new_value": "COALESCE(new_value, '') || 'x'",
            "reason": "reason || 'x'",
            "user_id": "user_id + 1",
            "create_date": "create_date - interval '1 second'",
        },
    ),
    "kfz_ledger_seal": (
        "TRUE",
        {
            "content": "content || ' '",
            "hash": "reverse(hash)",
            "previous_hash": "'x' || previous_hash",
            "row_id": "row_id + 1",
            "ledger": "ledger || 'x'",
            "user_id": "user_id + 1",
            "moment": "moment || '0'",
            "sequence": "sequence + 100000",
            "chain": "chain + 10000000",
        },
    ),
    "kfz_intermediary_account": (
        "TRUE",
        {
            "account_number": "account_number || '1'",
            "holder": "holder || '1'",
            "usable_from": "COALESCE(usable_from, now()::date) - 1",
        },
    ),
    "kfz_ledger_head": (
        "TRUE",
        {"count": "count + 1", "hash": "reverse(hash)", "chain": "chain + 10000000"},
    ),
}
#: facts that the figures rest on, and where a project stands
FACTS = {
    "kfz_agreement": (
        "state <> 'draft'",
        {"amount_cny": "amount_cny + 0.01", "signed_on": "signed_on - 1"},
    ),
    "kfz_capital_record": (
        "state = 'recorded'",
        {"amount_cny": "amount_cny + 0.01", "received_on": "received_on - 1"},
    ),
    "crm_lead": (
        "is_promotion",
        {
            "stage_id": "stage_id + 1",
            "signed_date": "COALESCE(signed_date, now()::date) - 1",
            "landed_date": "COALESCE(landed_date, now()::date) - 1",
            "signed_amount": "COALESCE(signed_amount, 0) + 1",
        },
    ),
}


class Tamperer:
    """One change past the guards; each method returns (way, what it did)."""

    def __init__(self, cr, zone, rng):
        self.cr, self.zone, self.rng = cr, zone, rng
        self.rows = {}
        for table, (condition, _columns) in {**COLUMNS, **FACTS}.items():
            cr.execute(
                f"SELECT id FROM {table} WHERE ({condition}) AND company_id = %s ORDER BY id",
                [zone],
            )
            self.rows[table] = [row[0] for row in cr.fetchall()]

    def change(self):
        """Mostly a column; also rows that go, come, or move to another zone."""
        way = self.rng.choice(
            (*["column"] * 12, "fact", "gone", "gone", "added", "moved", "company")
        )
        return getattr(self, f"_{way}")()

    def _column(self, tables=COLUMNS):
        table = self.rng.choice(sorted(tables))
        column, value = self.rng.choice(sorted(tables[table][1].items()))
        ident = self.rng.choice(self.rows[table])
        self.cr.execute(f"UPDATE {table} SET {column} = {value} WHERE id = %s", [ident])
        return table, f"{table}.{column} of {ident}"

    def _fact(self):
        _table, words = self._column(FACTS)
        return "fact", words

    def _gone(self):
        table = self.rng.choice(sorted(COLUMNS))
        ident = self.rng.choice([self.rows[table][-1], self.rng.choice(self.rows[table])])
        self.cr.execute(f"DELETE FROM {table} WHERE id = %s", [ident])
        return "deleted", f"delete {table} {ident}"

    def _company(self):
        """An award counts the trade of another company, or of one more, or of one less."""
        ident = self.rng.choice(self.rows["kfz_award"])
        other = "(SELECT p.id FROM res_partner p WHERE p.id NOT IN (SELECT partner_id FROM kfz_award_company_rel WHERE award_id = %(award)s) ORDER BY p.id LIMIT 1)"
        change = self.rng.choice(
            (
                f"UPDATE kfz_award_company_rel SET partner_id = {other} WHERE award_id = %(award)s",
                f"INSERT INTO kfz_award_company_rel (award_id, partner_id) VALUES (%(award)s, {other})",
                "DELETE FROM kfz_award_company_rel WHERE award_id = %(award)s",
            )
        )
        self.cr.execute(change, {"award": ident})
        return "company", f"companies of award {ident}"

    def _added(self):
        table = self.rng.choice(
            (
                "kfz_figure_entry",
                "kfz_stage_transition",
                "kfz_condition_change",
                "kfz_correction",
                "kfz_ledger_seal",
            )
        )
        self.cr.execute(
            "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns WHERE table_name = %s AND column_name <> 'id'",
            [table],
        )
        columns = self.cr.fetchone()[0]
        values = columns.replace("sequence", "sequence + 1000")
        ident = self.rng.choice(self.rows[table])
        self.cr.execute(
            f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE id = %s", [ident]
        )
        return "added", f"copy of {table} {ident}"

    def _moved(self):
        table = self.rng.choice(sorted(COLUMNS))
        ident = self.rng.choice(self.rows[table])
        self.cr.execute(
            f"UPDATE {table} SET company_id = (SELECT id FROM res_company WHERE zone_code IS NOT NULL AND id <> %s ORDER BY id LIMIT 1) WHERE id = %s",
            [self.zone, ident],
        )
        return "moved", f"{table} {ident} to another zone"


def unguarded(cr):
    """Switch triggers, foreign keys, checks and unique indexes off that would stop a change before the check sees it."""
    for table in {**COLUMNS, **FACTS, "kfz_award_entry": None}:
        cr.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")


def tamper(database, edits):
    """Change, check, undo; then lawful work, checked after each act."""
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, 1, {"tracking_disable": True})
        ledger_lawful.furnish(env, env.ref("kfz_investment.zone_kcbz"))
    started = time.monotonic()
    with registry.cursor() as cr:
        env = api.Environment(cr, 1, {})
        unguarded(cr)
        result = tampered(env, env.ref("kfz_investment.zone_kcbz"), edits)
        cr.rollback()
    result["lawful"] = ledger_lawful.after_each(registry, api)
    return {**result, "edits": edits, "seconds": time.monotonic() - started}


def tampered(env, zone, edits):
    """What the check found of so many changes, each undone."""
    check = env["kfz.award.entry"]._kfz_verify_all
    tamperer = Tamperer(env.cr, zone.id, random.Random("tampering"))
    found, missed, alarms, refused, ways = 0, [], [], 0, collections.Counter()
    while sum(ways.values()) < edits:
        if not sum(ways.values()) % CALM:
            alarms += check(zone)
        env.cr.execute("SAVEPOINT tamper")
        try:
            way, words = tamperer.change()
            env.invalidate_all(flush=False)
            findings = check(zone)
            ways[way] += 1
            found += bool(findings)
            missed += [] if findings else [words]
        except psycopg2.IntegrityError:  # a constraint that even this does not pass
            refused += 1
        env.cr.execute("ROLLBACK TO SAVEPOINT tamper")
        env.invalidate_all(flush=False)
    return {
        "found": found,
        "missed": missed,
        "alarms": alarms,
        "checks": -(-edits // CALM),
        "refused": refused,
        "ways": ways,
        "rows": {table: len(rows) for table, rows in tamperer.rows.items()},
    }
