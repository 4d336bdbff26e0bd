import contextlib
import random
import threading

import psycopg2
import psycopg2.errors
from odoo import SUPERUSER_ID, api
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.table_guard import passing
from .report_common import DAY, ENTRY, CommittedCase, ReportCase

KEPT = "SELECT signed_date, landed_date FROM kfz_figure_first WHERE lead_id = %s"


@tagged("post_install", "-at_install")
class TestFirstDates(ReportCase):
    """The dates that are kept of first signings and landings are those of the ledger, whatever happens to it."""

    def _kept(self, lead):
        self.env.cr.execute(KEPT, [lead.id])
        return self.env.cr.fetchone()

    def _wrong(self):
        return self.env["kfz.figure.entry"]._kfz_wrong_first_dates()

    def test_they_follow_signing_landing_reversal_and_termination(self):
        lead = self._signed("2023-02-01")
        self.assertEqual(self._kept(lead), (DAY("2023-02-01"), None))
        lead.milestone_ids = [
            (
                0,
                0,
                self._milestone_values(
                    effective_date=DAY("2023-05-01"), registered_on=DAY("2023-05-01")
                ),
            )
        ]
        self.assertEqual(self._kept(lead), (DAY("2023-02-01"), DAY("2023-05-01")))
        self.assertFalse(self._wrong())

    def test_after_random_entries_they_equal_the_ledger_added_up(self):
        leads = self._signed("2023-02-01") | self._signed("2023-03-01", zone=self.zone_b)
        draw = random.Random(17)
        for _number in range(150):
            lead = draw.choice(leads)
            day = DAY(f"2023-0{draw.randint(1, 4)}-01")
            kind = draw.choice(("signed", "landed"))
            self.env.cr.execute(ENTRY, [kind, draw.choice((1, 1, -1, 0)), day, lead.id])
            with contextlib.suppress(ZeroDivisionError), self.env.cr.savepoint():
                self.env.cr.execute(ENTRY, [kind, -9, day, lead.id])
                _fail()
            self.assertEqual(self._kept(lead), self._added_up(lead))
        self.assertFalse(self._wrong())

    def _added_up(self, lead):
        self.env.cr.execute(
            "SELECT indicator, effective_date, count FROM kfz_figure_entry WHERE lead_id = %s",
            [lead.id],
        )
        sums = {}
        for kind, day, count in self.env.cr.fetchall():
            sums[kind, day] = sums.get((kind, day), 0) + count
        return tuple(
            min(
                (day for (one, day), count in sums.items() if one == kind and count > 0),
                default=None,
            )
            for kind in ("signed", "landed")
        )

    def test_what_an_update_or_deletion_let_past_the_guard_changes_is_followed(self):
        lead, other = self._signed("2023-02-01"), self._signed("2023-03-01")
        with passing(self.env.cr, "test"):
            self.env.cr.execute(
                "UPDATE kfz_figure_entry SET effective_date = '2023-01-15', lead_id = %s WHERE lead_id = %s",
                [other.id, lead.id],
            )
            self.assertEqual(self._kept(lead), (None, None))
            self.assertEqual(self._kept(other), (DAY("2023-01-15"), None))
            self.env.cr.execute("DELETE FROM kfz_figure_entry WHERE lead_id = %s", [other.id])
        self.assertEqual(self._kept(other), (None, None))

    @mute_logger("odoo.addons.kfz_investment.models.base.kfz_ledger_seal")
    def test_the_check_of_the_ledgers_finds_a_date_that_is_not_theirs_and_an_update_mends_it(self):
        lead, theirs = self._signed("2023-02-01"), self._signed("2023-02-01", zone=self.zone_b)
        seal = self.env["kfz.ledger.seal"]
        for change in (
            "UPDATE kfz_figure_first SET signed_date = '2022-01-01' WHERE lead_id = %s",
            "DELETE FROM kfz_figure_first WHERE lead_id = %s",
        ):
            with self.subTest(change):
                self.env.cr.execute(change, [lead.id])
                found = [
                    text
                    for text in seal._kfz_verify_facts(self.zone_a)
                    if text.startswith(f"{lead.project_code}: the dates kept")
                ]
                self.assertTrue(found)
                self.assertNotIn(theirs.project_code, "".join(seal._kfz_verify_facts(self.zone_a)))
                self.env["kfz.figure.entry"]._kfz_fill_first_dates()
                self.assertFalse(self._wrong())
                self.assertEqual(self._kept(lead), (DAY("2023-02-01"), None))

    def test_no_model_reads_them(self):
        self.assertNotIn("kfz_figure_first", [model._table for model in self.env.registry.values()])

    def test_many_entries_at_once_are_followed_at_once(self):
        lead = self._signed("2023-02-01")
        values = {"lead_id": lead.id, "company_id": self.zone_a.id, "indicator": "signed"}
        values |= {"source": "agreement:0", "count": 0, "amount": 1.0, "user_id": 1}
        self.env.flush_all()
        with self.assertQueryCount(6):
            self.env["kfz.figure.entry"].create(
                [{**values, "effective_date": DAY("2022-01-01")} for _number in range(40)]
            )


@tagged("post_install", "-at_install")
class TestFirstDatesTogether(CommittedCase):
    """Two writers of one project, really committed: neither leaves dates that forget the other."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self._clean)

    def _clean(self):
        with self.registry.cursor() as cr, passing(cr, "test"):
            self._take_away(cr)

    def _agree(self):
        with self.registry.cursor() as cr:
            wrong = api.Environment(cr, SUPERUSER_ID, {})["kfz.figure.entry"]
            self.assertNotIn(self.lead, wrong._kfz_wrong_first_dates())
            cr.execute(KEPT, [self.lead])
            return cr.fetchone()

    @mute_logger("odoo.sql_db")
    def test_the_second_starts_over_and_then_both_count(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            # from here on the second sees what there is now
            second.execute("SELECT count(*) FROM kfz_figure_entry")
            self._enter(first, "2023-03-01")
            first.commit()
            with self.assertRaises(psycopg2.errors.SerializationFailure):
                self._enter(second, "2023-02-01")
            second.rollback()
            self._enter(second, "2023-02-01")
            second.commit()
        self.assertEqual(self._agree(), (DAY("2023-02-01"), None))

    def test_a_writer_that_waits_in_the_database_s_own_isolation_reads_what_the_first_left(self):
        with self.registry.cursor() as first:
            self._enter(first, "2023-03-01")
            waiting = threading.Thread(target=self._enter_read_committed, args=("2023-04-01", -1))
            waiting.start()
            self._enter(first, "2023-04-01")
            first.commit()
            waiting.join(20)
        self.assertEqual(self._agree(), (DAY("2023-03-01"), None))

    def _enter_read_committed(self, day, count):
        with self.registry.cursor() as cr:
            cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            self._enter(cr, day, count)

    @mute_logger("odoo.sql_db")
    def test_a_rolled_back_or_killed_writer_leaves_nothing(self):
        with self.registry.cursor() as cr:
            self._enter(cr, "2023-03-01")
            cr.rollback()
        self.assertIsNone(self._agree())
        with contextlib.suppress(psycopg2.Error), self.registry.cursor() as cr:
            self._enter(cr, "2023-03-01")
            cr.execute("SELECT pg_backend_pid()")
            [pid] = cr.fetchone()
            with self.registry.cursor() as other:
                other.execute("SELECT pg_terminate_backend(%s)", [pid])
            cr.execute("SELECT 1")
        self.assertIsNone(self._agree())


def _fail():
    raise ZeroDivisionError
