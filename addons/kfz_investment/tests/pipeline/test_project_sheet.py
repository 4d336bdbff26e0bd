import io
from unittest.mock import patch

from lxml import html
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools.pdf import PdfFileReader

from ...domain import one_page
from ..common import KfzCase

MODULE = "odoo.addons.kfz_investment.models.base.kfz_export_log"


class SheetCase(KfzCase):
    """Projects with much to say of themselves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")

    @classmethod
    def _full(cls, long=1, **values):
        """A landed project with everything that has a place on the sheet, each text so many times as long."""
        lead = cls._project(
            "landed",
            name="示例冷链项目" * long,
            partner_id=cls._enterprise("示例冷链有限公司" * min(long, 6)).id,
            user_id=cls.officer.id,
            phone="13800000000",
            contact_name="示例联系人",
            email_from="example@example.com",
            expected_revenue=45_678_900,
            next_step="示例下一步" * long,
            **values,
        )
        official = cls._official("示例领导" * min(long, 6), user_id=cls.official.id)
        roles = [("lead_official", official)]
        roles += [("task_force_member", cls._official(f"示例{n}号" * long)) for n in range(long)]
        lead.write(
            {
                "agreement_ids": [
                    (0, 0, cls._agreement_values(kind="supplementary", number=f"示例{n}号" * long))
                    for n in range(long)
                ],
                "assignment_ids": [
                    (0, 0, {"official_id": person.id, "role": role}) for role, person in roles
                ],
                "interaction_ids": [
                    (0, 0, {"summary": f"示例纪要{n} " * 30 * long, "date": cls._days_ago(n)})
                    for n in range(4)
                ],
                "capital_ids": [
                    (
                        0,
                        0,
                        {"amount": 12_345_678, "attachment_ids": [(6, 0, cls._attachment().ids)]},
                    )
                ],
            }
        )
        return lead

    def _page(self, user, leads, lang="zh"):
        report = self.env["ir.actions.report"].with_user(user)
        return report._render_qweb_html(f"kfz_investment.project_sheet_{lang}", leads.ids)[
            0
        ].decode()

    def _words(self, user, leads, lang="zh"):
        return " ".join(html.fromstring(self._page(user, leads, lang)).text_content().split())


@tagged("post_install", "-at_install")
class TestProjectSheet(SheetCase):
    """One page says of a project what its reader reads on the project's pages, in Chinese or English."""

    def test_the_sheet_says_what_offices_ask_for(self):
        lead = self._full()
        words = self._words(self.officer, lead)
        for text in (
            lead.project_code,
            "示例冷链项目",
            "示例冷链有限公司",
            "4,567.89万元",
            "1,234.57万元",
            one_page.office_date(lead.landed_date, "zh_CN"),
            one_page.office_date(lead.signed_date, "zh_CN"),
            "示例领导",
            "示例下一步",
            "示例纪要0",
            self.officer.name,
            one_page.office_date(self.today, "zh_CN"),
        ):
            self.assertIn(text, words)

    def test_either_language_is_printed_whatever_the_readers_own_is(self):
        lead, codes = self._full(), {"zh": "zh_CN", "en": "en_US"}
        self.officer.lang = "zh_CN"
        for word, code in codes.items():
            label = self.env["kfz.assignment"].with_context(lang=code)
            expected = dict(label._fields["role"]._description_selection(label.env))
            self.assertIn(expected["lead_official"], self._words(self.officer, lead, word))
        self.assertIn("CNY 45.68 million", self._words(self.officer, lead, "en"))

    def test_the_button_prints_in_the_readers_language(self):
        lead = self._full().with_user(self.officer)
        for lang, word in (("zh_CN", "zh"), ("en_US", "en")):
            action = lead.with_context(lang=lang).action_print_sheet()
            self.assertEqual(action["report_name"], f"kfz_investment.project_sheet_{word}")

    def test_readers_of_a_project_print_it_and_nobody_else_does(self):
        lead = self._full()
        member = self._official("示例组员", user_id=self.taskforce.id)
        lead.assignment_ids = [(0, 0, {"official_id": member.id, "role": "task_force_member"})]
        for user in (self.officer, self.manager, self.official, self.taskforce):
            with self.subTest(user=user.login):
                self.assertIn(lead.project_code, self._words(user, lead))
        for user in (self.manager_b, self.joint, self.customs, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._page(user, lead)

    def test_the_sheet_carries_no_contacts(self):
        words = self._words(self.manager, self._full())
        for text in ("13800000000", "示例联系人", "example@example.com"):
            self.assertNotIn(text, words)

    def test_the_total_says_that_framework_agreements_are_not_in_it(self):
        without = "without framework agreements"
        lead = self._full()
        self.assertIn("Together, in yuan", self._words(self.officer, lead, "en"))
        self.assertNotIn(without, self._words(self.officer, lead, "en"))
        lead.agreement_ids = [(0, 0, self._agreement_values(kind="framework", amount=9_000_000))]
        self.assertIn(without, self._words(self.officer, lead, "en"))

    def test_what_is_missing_and_owed_is_on_the_sheet(self):
        lead = self._project("negotiation", user=self.officer)
        words = self._words(self.officer, lead)
        labels = lead.with_context(lang="zh_CN").gate_missing
        self.assertTrue(labels)
        for item in labels:
            self.assertIn(item["label"], words)

    def test_more_than_a_few_sheets_are_an_export_with_its_right_and_its_entry(self):
        leads = self._project(user=self.officer) | self._project(user=self.officer)
        log = self.env["kfz.export.log"]
        before = log.search_count([])
        self._page(self.manager, leads)
        self.assertEqual(log.search_count([]), before)
        with patch(f"{MODULE}.PRINT_FEW", 1):
            words = self._words(self.manager, leads)
            for lead in leads:
                self.assertIn(lead.project_code, words)
            entry = log.search([], limit=1)
            self.assertEqual(
                (entry.kind, entry.count, entry.user_id, entry.company_id),
                ("print", 2, self.manager, self.zone_a),
            )
            self._page(self.officer, leads[0])
            with self.assertRaisesRegex(AccessError, "export"):
                self._page(self.officer, leads)

    def test_no_print_is_a_copy_of_the_database_and_none_of_a_sales_lead(self):
        Report = self.env["report.kfz_investment.project_sheet_zh"]
        leads = self._project() | self._project()
        with patch(f"{MODULE}.PRINT_MOST", 1), self.assertRaisesRegex(UserError, "at most 1 are"):
            Report.with_user(self.manager)._get_report_values(leads.ids)
        sale = self.env["crm.lead"].create({"name": "Sales", "user_id": self.salesman.id})
        with self.assertRaisesRegex(UserError, "not a promotion project"):
            Report.with_user(self.salesman)._get_report_values(sale.ids)

    def test_a_number_that_no_project_has_is_refused_like_a_hidden_one(self):
        report = self.env["report.kfz_investment.project_sheet_zh"].with_user(self.officer)
        hidden = self._project(user=self.manager)
        said = set()
        for number in (hidden.id, hidden.id + 10_000):
            with self.assertRaises(AccessError) as refused:
                report._get_report_values([number])
            said.add(str(refused.exception))
        self.assertEqual(len(said), 1)

    def test_the_other_zones_are_on_the_sheet(self):
        lead = self._project("negotiation", user=self.officer)
        share = self.env["kfz.share"].create(
            {
                "lead_id": lead.id,
                "level_id": self.env["kfz.share.level"].search([], limit=1).id,
                "recipient_ids": [(6, 0, self.zone_b.ids)],
            }
        )
        self.assertNotIn(self.zone_b.display_name, self._words(self.officer, lead, "en"))
        share.with_user(self.manager).action_publish()
        self.assertIn(self.zone_b.display_name, self._words(self.officer, lead, "en"))
        official = self._official(user_id=self.official.id)
        lead.assignment_ids = [(0, 0, {"official_id": official.id, "role": "lead_official"})]
        self.assertNotIn(self.zone_b.display_name, self._words(self.official, lead, "en"))

    def test_a_further_sheet_costs_two_queries_at_most(self):
        def count(leads):
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            self._page(self.manager, leads)
            return self.env.cr.sql_log_count - start

        few = self.env["crm.lead"].union(*(self._full() for _n in range(2)))
        many = few.union(*(self._full() for _n in range(3)))
        count(few)
        self.assertLessEqual(count(many) - count(few), 2 * 3)


@tagged("post_install", "-at_install")
class TestProjectSheetPdf(SheetCase, HttpCase):
    """Whatever is entered, the sheet is one page."""

    def _stand(self, lead):
        """Both lights red, a pause and a triage."""
        light = {"light": "red", "light_progress": "red", "light_record": "red"}
        lead.write(light)
        pause = {"date_from": self.today, "date_until": self.today, "reason": "示例原因" * 40}
        self.env["kfz.pause"].create({"lead_id": lead.id, **pause})
        signer = lead.lead_official_id.id
        triage = {"verdict": "pursue", "reason": "示例理由" * 40, "signer_id": signer}
        self.env["kfz.triage"].create({"lead_id": lead.id, **triage})
        self.assertEqual(len(lead._kfz_sheet_standing()), 4)

    def test_a_project_with_long_texts_is_one_page(self):
        lead = self._full(long=9)
        lead.site_need = "示例" * 500
        self._stand(lead)
        Report = self.env["ir.actions.report"].with_user(self.officer)
        Report = Report.with_context(force_report_rendering=True)
        for lang in ("zh", "en"):
            content, kind = Report._render_qweb_pdf(
                f"kfz_investment.project_sheet_{lang}", lead.ids
            )
            self.assertEqual(kind, "pdf")
            pages = PdfFileReader(io.BytesIO(content)).getNumPages()
            self.assertEqual(pages, 1, lang)
        self.assertIn("…", self._words(self.officer, lead))
