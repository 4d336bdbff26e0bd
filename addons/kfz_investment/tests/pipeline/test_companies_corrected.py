from odoo.exceptions import UserError
from odoo.tests import tagged

from .acts_common import ActsCase


@tagged("post_install", "-at_install")
class TestCompaniesCorrected(ActsCase):
    """A correction of a landing says only what it changes: companies neither go unseen nor by a chosen date."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project("signed", user=cls.officer)
        cls.company = cls._enterprise("示例项目公司甲")
        cls.later = cls._enterprise("示例项目公司乙")

    def _recognised(self, *companies):
        landing = self._landing(
            self.project, self.officer, project_company_ids=[(4, each.id) for each in companies]
        ).with_user(self.manager)
        landing.action_recognise()
        return landing

    def _traced(self):
        return {
            row.field_name: (row.old_value, row.new_value)
            for row in self.env["kfz.correction"].search([("lead_id", "=", self.project.id)])
        }

    def _lose(self, company):
        """Give a company to another zone, as no user may."""
        self.env.flush_all()
        self.cr.execute(
            "UPDATE res_partner SET company_id = %s WHERE id = %s", [self.zone_b.id, company.id]
        )
        self.env.invalidate_all()

    # what the manager does not see

    def test_a_company_that_another_zone_holds_is_not_dropped_without_a_word(self):
        landing = self._recognised(self.company, self.later)
        self._lose(self.later)
        self.assertEqual(landing.project_company_ids, self.company)
        with (
            self.assertRaisesRegex(UserError, "示例项目公司乙.*does not hold"),
            self.cr.savepoint(),
        ):
            landing._kfz_reverse("示例理由", {"ground": "construction"})
        self.assertEqual(landing.state, "recognised")
        new = landing._kfz_reverse("示例理由", {"project_company_ids": [(6, 0, self.company.ids)]})
        self.assertEqual(new.sudo().project_company_ids, self.company)
        self.assertEqual(
            self._traced()["project_company_ids"],
            ("示例项目公司甲, 示例项目公司乙", "示例项目公司甲"),
        )

    def test_an_archived_company_stays_and_the_trace_names_only_what_differs(self):
        landing = self._recognised(self.company, self.later)
        landing.attachment_ids = [
            (4, self._upload(self.manager, raw=each, name=name).id)
            for each, name in ((b"2", "示例乙.txt"), (b"1", "示例甲.txt"))
        ]
        self.later.active = False
        new = landing._kfz_reverse("示例理由", {"ground": "construction"})
        self.assertEqual(new.project_company_ids, self.company | self.later)
        self.assertEqual(len(new.attachment_ids), 3)
        self.assertEqual(set(self._traced()), {"state", "ground"})

    # from which day they are asked for

    def test_a_correction_does_not_leave_out_the_companies_by_an_earlier_date(self):
        self.zone_a.kfz_companies_from = self._days_ago(10)
        landing = self._recognised(self.company)
        for values in (
            {"project_company_ids": [(5,)]},
            {"project_company_ids": [(5,)], "effective_date": self._days_ago(11)},
        ):
            with (
                self.subTest(values=values),
                self.assertRaisesRegex(UserError, "the project company"),
                self.cr.savepoint(),
            ):
                landing._kfz_reverse("示例理由", values)
        self.assertEqual(landing.state, "recognised")

    def test_a_landing_recognised_without_companies_is_corrected_without(self):
        self.zone_a.kfz_companies_from = self._in_future()
        landing = self._recognised()
        self.zone_a.kfz_companies_from = self._days_ago(9)
        with self.assertRaisesRegex(UserError, "the project company"), self.cr.savepoint():
            landing._kfz_reverse("示例理由", {"effective_date": self._days_ago(8)})
        new = landing._kfz_reverse("示例理由", {"ground": "construction"})
        self.assertEqual((new.state, new.ground), ("recognised", "construction"))

    def test_a_new_landing_names_its_companies_however_early_it_happened(self):
        self.zone_a.kfz_companies_from = self.today
        with self.assertRaisesRegex(UserError, "the project company"):
            self._recognised()

    @classmethod
    def _in_future(cls):
        return cls._days_ago(-1)
