import io
import os
import pathlib
import shutil

import openpyxl
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .award_common import AwardCase


@tagged("post_install", "-at_install")
class TestAwardStatement(AwardCase):
    """The statement says everything that it takes to redo the award by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.record = cls._confirmed()
        cls.partner_name = '=HYPERLINK("http://example.com")'

    def _html(self, user, record=None):
        report = self.env["ir.actions.report"].with_user(user)
        return report._render_qweb_html(
            "kfz_investment.award_statement", (record or self.record).ids
        )[0].decode()

    def test_the_page_shows_base_arithmetic_confirmations_and_ledger(self):
        html = self._html(self.manager)
        for words in (
            "12,000,000.00",
            "9,000,000.00 × 2‰",
            "25,000.00",
            self.customs.name,
            self.committee.name,
            self.record.entry_ids.sorted("sequence")[-1].hash,
            self.env["kfz.award.head"].search([]).hash,
        ):
            self.assertIn(words, html)
        self.assertNotIn("Forecast", html)

    def test_before_the_confirmation_the_page_says_that_it_is_a_forecast(self):
        self.assertIn("Forecast", self._html(self.manager, self._award([100])))

    def test_users_without_access_to_the_award_get_no_statement(self):
        for user in (self.manager_b, self.joint, self.employee):
            with self.assertRaises(AccessError):
                self._html(user)

    def test_the_workbook_holds_the_same_as_text(self):
        self.record.partner_id.sudo().name = self.partner_name
        action = self.record.with_user(self.customs).action_workbook()
        entry = self.env["kfz.export.log"].search([], limit=1)
        self.assertEqual((entry.kind, entry.user_id), ("document", self.customs))
        self.assertIn(self.record.name, entry.list_name)
        self.assertEqual(action["type"], "ir.actions.act_url")
        book = openpyxl.load_workbook(
            io.BytesIO(self.record.with_user(self.customs)._kfz_workbook())
        )
        cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
        values = [cell.value for cell in cells]
        for words in (self.partner_name, "25,000.00", "9,000,000.00 × 2‰"):
            self.assertIn(words, values)
        self.assertEqual({cell.data_type for cell in cells}, {"s"})

    def test_an_award_that_is_claimed_says_so_in_words(self):
        record = self._award([100] * 12)
        record.with_user(self.manager).action_claimable()
        self.assertEqual(record.state_label, "Claimable")
        record.claimed_on = "2026-01-02 03:04:05"
        self.assertEqual((record.state, record.state_label), ("claimable", "Claimed"))

    def test_the_portal_gets_plain_values_without_any_persons_name(self):
        values = self.record.sudo()._kfz_portal_values()
        self.assertEqual(
            (values["state"], values["amount_words"], len(values["months"])),
            ("committee_confirmed", "CNY 25,000.00", 12),
        )
        text = repr(values)
        for user in (self.customs, self.customs2, self.committee):
            self.assertNotIn(user.name, text)
        self.assertNotIn("kfz.award(", text)

    def test_the_joint_office_sees_figures_without_names(self):
        rows = (
            self.env["kfz.award.report"]
            .with_user(self.joint)
            .formatted_read_group(
                [("company_id", "=", self.zone_a.id)], ["state"], ["amount:sum", "award_count:sum"]
            )
        )
        self.assertEqual(rows[0]["award_count:sum"], 1)
        self.assertFalse(self.env["kfz.award"].with_user(self.joint).has_access("read"))
        relations = {
            field.comodel_name
            for field in self.env["kfz.award.report"]._fields.values()
            if field.relational
        }
        self.assertLessEqual(relations, {"res.company", "kfz.area", "res.currency", "res.users"})
        self.assertFalse(self.env["kfz.award.report"].with_user(self.manager_b).search([]))

    def test_amounts_in_figures_are_what_was_paid(self):
        self.record.with_user(self.manager).action_mark_paid("示例")
        self.env.flush_all()
        row = self.env["kfz.award.report"].with_user(self.joint).search([])
        self.assertEqual((row.paid_amount, row.base_amount), (25_000, 12_000_000))


@tagged("post_install", "-at_install")
class TestAwardPdf(AwardCase, HttpCase):
    """With wkhtmltopdf the statement is a PDF; without it core tells the browser, which shows the page."""

    def test_the_statement_is_a_pdf_where_it_can_be(self):
        record = self._confirmed()
        Report = self.env["ir.actions.report"].with_user(self.manager)
        if not shutil.which("wkhtmltopdf"):
            self.assertEqual(
                Report.get_wkhtmltopdf_state(),
                "install",
                "core tells the browser, which shows the page instead",
            )
            return
        content, kind = Report.with_context(force_report_rendering=True)._render_qweb_pdf(
            "kfz_investment.award_statement", record.ids
        )
        self.assertEqual(kind, "pdf")
        self.assertTrue(content.startswith(b"%PDF"))
        if folder := os.environ.get("KFZ_KEEP_PDF"):
            pathlib.Path(folder, "statement.pdf").write_bytes(content)
