import datetime
import random

import psycopg2.errors
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.table_guard import passing
from .report_common import DAY, CommittedCase, ReportCase

KEPT = "SELECT agreed_since, landing_since FROM kfz_figure_first WHERE lead_id = %s"
#: what may happen to a document past the ORM and its guards
CHANGES = (
    "UPDATE ir_attachment SET file_size = 0 WHERE id = %s",
    "UPDATE ir_attachment SET file_size = 9 WHERE id = %s",
    "UPDATE ir_attachment SET type = 'url', url = 'https://example.com/a' WHERE id = %s",
    "UPDATE ir_attachment SET type = 'url', url = 'nowhere' WHERE id = %s",
    "UPDATE ir_attachment SET type = 'binary' WHERE id = %s",
    "UPDATE ir_attachment SET create_date = create_date - interval '3 days' WHERE id = %s",
    "DELETE FROM kfz_agreement_attachment_rel WHERE attachment_id = %s",
    "DELETE FROM kfz_milestone_attachment_rel WHERE attachment_id = %s",
    "DELETE FROM ir_attachment WHERE id = %s",
)
#: and to the facts
FACTS = (
    "UPDATE kfz_agreement SET state = 'draft' WHERE lead_id = %s",
    "UPDATE kfz_agreement SET state = 'in_force' WHERE lead_id = %s",
    "UPDATE kfz_agreement SET kind = 'framework' WHERE lead_id = %s",
    "UPDATE kfz_agreement SET kind = 'formal' WHERE lead_id = %s",
    "UPDATE kfz_milestone SET state = 'reversed', reversed_on = current_date WHERE lead_id = %s",
    "UPDATE kfz_milestone SET state = 'recognised', reversed_on = NULL WHERE lead_id = %s",
)


@tagged("post_install", "-at_install")
class TestProofs(ReportCase):
    """Since when a project has a document behind its signing and landing is kept as its documents have it, whatever happens to them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._signed("2023-04-20", landed_on="2023-05-20")
        cls.other = cls._signed("2023-04-21", landed_on="2023-07-20")
        cls.leads = cls.lead | cls.other

    def _kept(self, lead):
        self.env.flush_all()
        self.env.cr.execute(KEPT, [lead.id])
        return self.env.cr.fetchone()

    def _by_hand(self, lead):
        """The same from the records."""
        self.env.invalidate_all()
        facts = (
            lead.agreement_ids.filtered(lambda a: a.kind == "formal" and a.state != "draft"),
            lead.milestone_ids.filtered(
                lambda m: m.milestone == "landed" and m.state == "recognised"
            ),
        )
        moments = [each.attachment_ids._kfz_with_content().mapped("create_date") for each in facts]
        return tuple(min(found, default=None) for found in moments)

    def _check(self, because):
        for lead in self.leads:
            self.assertEqual(self._kept(lead), self._by_hand(lead), because)
        wrong = self.env["kfz.figure.entry"]._kfz_wrong_first_dates()
        self.assertFalse(set(wrong) & set(self.leads.ids), because)

    def _change(self, draw):
        """One of all that may happen, by chance."""
        lead = draw.choice(self.leads)
        documents = lead.agreement_ids.attachment_ids | lead.milestone_ids.attachment_ids
        kind = draw.choice(("file", "file", "fact", "link", "link"))
        if kind == "fact":
            change, ident = draw.choice(FACTS), lead.id
        elif kind == "link" or not documents:
            fact = draw.choice([*lead.agreement_ids, *lead.milestone_ids])
            self._link(fact, self._attachment())
            return f"link to {fact}"
        else:
            change, ident = draw.choice(CHANGES), draw.choice(documents.ids)
        with passing(self.env.cr, "test"):
            self.env.cr.execute(change, [ident])
        return change

    def test_after_random_changes_they_are_those_of_the_documents(self):
        self._check("as made")
        draw = random.Random(17)
        for _number in range(60):
            savepoint = draw.random() < 0.2
            if savepoint:
                self.env.cr.execute("SAVEPOINT back")
            because = self._change(draw)
            self._check(because)
            if savepoint:
                self.env.cr.execute("ROLLBACK TO SAVEPOINT back")
                self.env.invalidate_all()
                self._check("after a rollback")

    def test_the_check_of_the_ledgers_finds_a_moment_that_is_not_theirs_and_an_update_mends_it(
        self,
    ):
        entries = self.env["kfz.figure.entry"]
        before = self._kept(self.lead)
        for column in ("agreed_since", "landing_since"):
            self.env.cr.execute(
                f"UPDATE kfz_figure_first SET {column} = NULL WHERE lead_id = %s", [self.lead.id]
            )
            self.assertIn(self.lead.id, entries._kfz_wrong_first_dates(self.zone_a))
            self.assertNotIn(self.lead.id, entries._kfz_wrong_first_dates(self.zone_b))
            entries._kfz_fill_first_dates()
            self.assertEqual(self._kept(self.lead), before)

    def test_a_project_goes_with_its_documents(self):
        lead = self._project("signed")
        self.env.flush_all()
        with passing(self.env.cr, "test"):
            for table in ("kfz_figure_entry", "kfz_agreement", "kfz_stage_transition"):
                self.env.cr.execute(f"DELETE FROM {table} WHERE lead_id = %s", [lead.id])
        self.assertEqual(self._kept(lead), (None, None))

    def test_figures_of_now_read_no_documents(self):
        report = self._report(user=self.manager)
        query = report._search([("indicator", "!=", "trade")])
        measures = ("signed_unproven_count:sum", "landed_unproven_count:sum")
        asked = query.select(*[report._read_group_select(each, query) for each in measures])
        self.env.cr.execute("EXPLAIN " + self.env.cr.mogrify(asked.code, asked.params).decode())
        plan = "\n".join(row[0] for row in self.env.cr.fetchall())
        self.assertIn("kfz_figure_first", plan)
        for table in ("ir_attachment", "kfz_agreement", "kfz_milestone"):
            self.assertNotIn(table, plan)

    def test_as_of_a_moment_each_moment_counts_by_itself(self):
        """Reversed landings with several documents, at all moments around theirs."""
        landing = self.lead.milestone_ids
        self._link(landing, self._attachment())
        documents = landing.attachment_ids.sorted("id")
        for document, moment in zip(documents, ("2023-08-05", "2023-08-03"), strict=True):
            self.env.cr.execute(
                "UPDATE ir_attachment SET create_date = %s WHERE id = %s", [moment, document.id]
            )
        self._recorded(self.leads, "2023-08-01 00:00:00")
        for reversed_on in (None, "2023-08-04"):
            with passing(self.env.cr, "test"):
                self.env.cr.execute(
                    "UPDATE kfz_milestone SET state = %s, reversed_on = %s WHERE id = %s",
                    ["reversed" if reversed_on else "recognised", reversed_on, landing.id],
                )
            self.env.invalidate_all()
            for day in range(1, 8):
                known = DAY(f"2023-08-0{day}")
                counts = not reversed_on or DAY(reversed_on) > known
                there = counts and known >= DAY("2023-08-03")
                sums = self._sums(self.lead, known.isoformat(), measures=("landed_unproven_count",))
                with self.subTest(day=day, reversed_on=reversed_on):
                    self.assertEqual(sums.get("2023-Q2", (0,)), (0 if there else 1,))


@tagged("post_install", "-at_install")
class TestProofsTogether(CommittedCase):
    """One enters the first figure of a project while another attaches its document, really committed: neither is forgotten."""

    @classmethod
    def _add(cls, env, zone):
        cls.document = env["ir.attachment"].create({"name": "示例.txt", "raw": b"x"}).id
        env.cr.execute(
            """INSERT INTO kfz_agreement (lead_id, company_id, kind, state, signed_on, amount, currency_id)
               VALUES (%s, %s, 'formal', 'in_force', '2023-02-01', 1, %s) RETURNING id""",
            [cls.lead, zone.id, zone.currency_id.id],
        )
        [cls.agreement] = env.cr.fetchone()

    @classmethod
    def _take_away(cls, cr):
        super()._take_away(cr)
        cr.execute("DELETE FROM kfz_agreement WHERE lead_id = %s", [cls.lead])
        cr.execute("DELETE FROM kfz_figure_first WHERE lead_id = %s", [cls.lead])
        cr.execute("DELETE FROM ir_attachment WHERE id = %s", [cls.document])

    def _attach(self, cr):
        cr.execute(
            "INSERT INTO kfz_agreement_attachment_rel (agreement_id, attachment_id) VALUES (%s, %s)",
            [self.agreement, self.document],
        )

    @mute_logger("odoo.sql_db")
    def test_the_second_starts_over_and_then_both_count(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            second.execute("SELECT count(*) FROM kfz_figure_entry")
            self._attach(first)
            first.commit()
            with self.assertRaises(psycopg2.errors.SerializationFailure):
                self._enter(second, "2023-02-01")
            second.rollback()
            self._enter(second, "2023-02-01")
            second.commit()
        with self.registry.cursor() as cr:
            cr.execute(
                "SELECT signed_date, agreed_since FROM kfz_figure_first WHERE lead_id = %s",
                [self.lead],
            )
            signed, agreed = cr.fetchone()
        self.assertEqual(signed, DAY("2023-02-01"))
        self.assertIsInstance(agreed, datetime.datetime)
