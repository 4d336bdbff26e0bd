import io

import openpyxl
from odoo.tests import tagged

from .report_common import DAY, ReportCase

MEASURES = ("signed_count", "signed_unproven_count", "landed_count", "landed_unproven_count")


@tagged("post_install", "-at_install")
class TestReportUnproven(ReportCase):
    """Beside each number of projects signed or landed stands how many of them have no document on file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.proven = cls._signed("2023-04-20", landed_on="2023-05-20")
        cls.bare = cls._signed("2023-04-21", landed_on="2023-07-20")
        cls.projects = cls.proven | cls.bare
        # past the guards: as an opening import leaves them
        cls.bare._kfz_may_set("attachment_ids")
        cls.env["kfz.gate.override"].create(
            {
                "lead_id": cls.bare.id,
                "stage_id": cls.stages["signed"].id,
                "covers_earlier": True,
                "reason": "示例",
            }
        )
        for record in (cls.bare.agreement_ids, cls.bare.milestone_ids):
            record._kfz_may_set("attachment_ids").attachment_ids = [(5,)]

    def _figures(self, as_of=None):
        return self._sums(self.projects, as_of, measures=MEASURES)

    def test_signed_and_landed_without_document_are_counted_in_their_quarters(self):
        self.assertEqual(self._figures(), {"2023-Q2": (2, 1, 1, 0), "2023-Q3": (0, 0, 1, 1)})

    def test_a_document_counts_at_once(self):
        self.bare.agreement_ids.attachment_ids = self._attachment()
        self.bare.milestone_ids.attachment_ids = self._attachment()
        self.assertEqual(self._figures(), {"2023-Q2": (2, 0, 1, 0), "2023-Q3": (0, 0, 1, 0)})

    def test_as_of_a_past_moment_a_later_document_was_not_there(self):
        self._recorded(self.projects, "2023-08-01 00:00:00")
        documents = self.projects.agreement_ids.attachment_ids
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ir_attachment SET create_date = '2023-08-01' WHERE id IN %s",
            [tuple(documents.ids)],
        )
        self.bare.agreement_ids.attachment_ids = self._attachment()
        self.assertEqual(self._figures()["2023-Q2"][1], 0)
        self.assertEqual(self._figures("2023-08-02")["2023-Q2"][1], 1)

    def test_a_terminated_agreement_had_its_document_and_a_framework_is_none(self):
        reason = self.env.ref("kfz_investment.lost_reason_site")
        self.proven.write({"condition": "terminated", "lost_reason_id": reason.id})
        self.proven.agreement_ids.with_user(self.manager)._kfz_terminate("示例原因")
        framework = self._agreement_values(kind="framework", signed_on=DAY("2023-04-01"))
        self.bare.agreement_ids = [(0, 0, framework)]
        self.assertTrue(self.bare.agreement_ids.attachment_ids)
        self.assertEqual(self._figures()["2023-Q2"], (2, 1, 1, 0))

    def test_an_empty_file_is_no_document(self):
        self.proven.agreement_ids.attachment_ids.sudo()._write({"file_size": 0})
        self.env.invalidate_all()
        self.assertEqual(self._figures()["2023-Q2"][1], 2)

    def test_a_reversed_landing_takes_its_count_back(self):
        self.bare.with_user(self.manager).milestone_ids._kfz_reverse("示例原因")
        self.assertEqual(self._figures(), {"2023-Q2": (2, 1, 1, 0)})

    def test_as_of_a_moment_before_its_reversal_a_landing_had_its_evidence(self):
        self._recorded(self.projects, "2023-08-01 00:00:00")
        self.env.cr.execute(
            "UPDATE ir_attachment SET create_date = '2023-08-01' WHERE id IN %s",
            [tuple(self.proven.milestone_ids.attachment_ids.ids)],
        )
        before = self._figures("2023-08-02")
        self.assertEqual(before["2023-Q2"][2:], (1, 0))
        self.proven.milestone_ids.with_user(self.manager)._kfz_reverse("示例原因")
        self.assertEqual(self._figures("2023-08-02"), before)
        self.assertEqual(self._figures()["2023-Q2"][2:], (0, 0))

    def test_the_workbook_shows_it_beside_the_figures(self):
        report = self._report(user=self.manager)
        book = openpyxl.load_workbook(io.BytesIO(report.kfz_export_workbook("2023Q2")))
        rows = {row[0].value: row[1].value for row in book["Overview"].iter_rows()}
        signed = report._read_group(
            [("quarter", "=", "2023-Q2")], [], ["signed_unproven_count:sum"]
        )
        self.assertEqual(rows["Signed, without document"], signed[0][0])
        self.assertIn("Landed, without evidence", rows)
        heads = [cell.value for cell in book["Quarter × zone"][3]]
        self.assertIn("Signed, without document", heads)

    def test_amounts_are_summed_in_the_currency_of_their_rows(self):
        aggregates = [
            "signed_amount:sum",
            "signed_amount:sum_currency",
            "currency_id:array_agg_distinct",
        ]
        report = self._report(user=self.manager)
        [row] = report._read_group([("indicator", "=", "signed")], [], aggregates)
        self.assertTrue(row[0])
        self.assertEqual(row, (row[0], row[0], self.zone_a.currency_id.ids))
        [nothing] = report._read_group([("id", "=", 0)], [], aggregates)
        self.assertFalse(any(nothing))
