import datetime

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestFigures(KfzCase):
    """Signed and landed are counted once, in their quarter, and the ledgers only grow."""

    def _sums(self, project, indicator="signed"):
        entries = self.env["kfz.figure.entry"].search(
            [("lead_id", "=", project.id), ("indicator", "=", indicator)]
        )
        return sum(entries.mapped("count")), sum(entries.mapped("amount"))

    def test_signed_is_the_first_formal_agreement_and_the_sum_in_force(self):
        project = self._project("signed")
        project.agreement_ids = [
            (
                0,
                0,
                self._agreement_values(
                    kind="supplementary", amount=250_000.5, signed_on=self._days_ago(5)
                ),
            )
        ]
        self.assertEqual(
            (project.signed_date, project.signed_amount), (self._days_ago(30), 1_250_000.5)
        )
        self.assertEqual(self._sums(project), (1, 1_250_000.5))

    def test_a_framework_agreement_and_a_draft_sign_nothing(self):
        project = self._project(
            "review",
            agreement_ids=[
                (0, 0, self._agreement_values(kind="framework")),
                (0, 0, self._agreement_values(state="draft")),
            ],
        )
        self.assertFalse(project.signed_date)
        self.assertEqual(self._sums(project), (0, 0))

    def test_an_amount_in_dollars_counts_at_the_rate_of_its_date(self):
        usd = self.env.ref("base.USD")
        self.env["res.currency.rate"].search([("currency_id", "=", usd.id)]).unlink()
        self.env["res.currency.rate"].create(
            [
                {"currency_id": usd.id, "company_id": self.zone_a.id, "name": day, "rate": rate}
                for day, rate in ((self._days_ago(400), 0.125), (self._days_ago(10), 0.2))
            ]
        )
        project = self._project(
            "signed", agreement_ids=[(0, 0, self._agreement_values(currency_id=usd.id, amount=100))]
        )
        self.assertEqual(project.signed_amount, 800)

    def test_a_corrected_date_reverses_and_books_anew(self):
        project = self._project("signed")
        project.agreement_ids.signed_on = self._days_ago(100)
        entries = self.env["kfz.figure.entry"].search([("lead_id", "=", project.id)], order="id")
        self.assertEqual(entries.mapped("count"), [1, -1, 1])
        self.assertEqual(
            entries.mapped("effective_date"),
            [self._days_ago(30), self._days_ago(30), self._days_ago(100)],
        )

    def test_a_terminated_project_stays_in_its_quarter(self):
        project = self._project("signed")
        self.env["kfz.lead.condition"].create(
            {
                "lead_ids": project.ids,
                "condition": "terminated",
                "lost_reason_id": self.env.ref("kfz_investment.lost_reason_capital").id,
            }
        ).action_apply()
        self.assertEqual(project.agreement_ids.state, "terminated")
        self.assertEqual(
            (project.condition, project.signed_date), ("terminated", self._days_ago(30))
        )
        self.assertEqual(self._sums(project), (1, 1_000_000))
        with self.assertRaises(ValidationError):
            project.write({"stage_id": self.stages["review"].id, "move_reason": "示例"})

    def test_a_signed_project_is_terminated_not_lost(self):
        project = self._project("signed")
        with self.assertRaises(UserError):
            project.action_set_lost(
                lost_reason_id=self.env.ref("kfz_investment.lost_reason_capital").id
            )

    def test_losing_needs_a_coded_reason(self):
        project = self._project("negotiation")
        with self.assertRaises(ValidationError), self.cr.savepoint():
            project.action_set_lost()
        project.action_set_lost(lost_reason_id=self.env.ref("kfz_investment.lost_reason_site").id)
        self.assertEqual(project.condition, "lost")
        project.action_resume()
        self.assertEqual(
            (project.condition, project.active, project.lost_reason_id.id), ("ongoing", True, False)
        )

    def test_dormant_needs_a_reason_and_a_review_date(self):
        project = self._project("negotiation")
        for values in ({"condition_reason": "示例"}, {"review_on": self.today}):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                project.write({"condition": "dormant", **values})
        project.write({"condition": "dormant", "condition_reason": "示例", "review_on": self.today})

    def test_capital_counts_with_the_landing_or_later(self):
        project = self._project(
            "signed", capital_ids=[(0, 0, {"received_on": self._days_ago(25), "amount": 300})]
        )
        self.assertEqual((project.landed_amount, project.capital_in_place), (0, 300))
        project.milestone_ids = [(0, 0, self._milestone_values())]
        project.capital_ids = [(0, 0, {"received_on": self._days_ago(3), "amount": 200})]
        self.assertEqual((project.landed_date, project.landed_amount), (self._days_ago(10), 500))
        entries = self.env["kfz.figure.entry"].search(
            [("lead_id", "=", project.id), ("indicator", "=", "landed")], order="id"
        )
        self.assertEqual(
            [(e.count, e.amount, e.effective_date) for e in entries],
            [(1, 0, self._days_ago(10)), (0, 300, self._days_ago(10)), (0, 200, self._days_ago(3))],
        )

    def test_a_landing_is_recognised_by_a_manager_with_evidence(self):
        project = self._project("signed", user=self.officer)
        draft = self._milestone_values(registered_on=False, ground=False, attachment_ids=[])
        # every milestone starts as a draft
        del draft["state"]
        landing = (
            self.env["kfz.milestone"]
            .with_user(self.officer)
            .create({**draft, "lead_id": project.id})
        )
        with self.assertRaises(UserError) as refusal, self.cr.savepoint():
            landing.with_user(self.manager).action_recognise()
        self.assertEqual(str(refusal.exception).count("•"), 4)
        evidence = (
            self.env["ir.attachment"]
            .with_user(self.officer)
            .create({"name": "示例证明.txt", "raw": b"evidence"})
        )
        landing.write(
            {
                "registered_on": self._days_ago(20),
                "ground": "site_contract",
                "project_company_ids": [(4, project.partner_id.id)],
                "attachment_ids": [(6, 0, evidence.ids)],
            }
        )
        for attempt in (
            lambda: landing.action_recognise(),
            lambda: landing.write({"state": "recognised"}),
            lambda: landing.copy({"state": "recognised"}),
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                attempt()
        landing.with_user(self.manager).action_recognise()
        self.assertEqual(
            (project.landed_date, landing.recognised_by_id), (self._days_ago(10), self.manager)
        )
        with self.assertRaises(UserError):
            landing.with_user(self.officer).effective_date = self._days_ago(11)

    def test_nothing_lands_before_it_is_signed_or_in_the_future(self):
        project = self._project("signed")
        for days in (31, -1):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                project.milestone_ids = [
                    (0, 0, self._milestone_values(effective_date=self._days_ago(days)))
                ]

    def test_transitions_carry_both_dates(self):
        project = self._project("landed")
        moves = project.transition_ids.sorted("id")
        self.assertEqual(moves.mapped("milestone"), ["signed", "landed"])
        self.assertEqual(moves.mapped("effective_date"), [self._days_ago(30), self._days_ago(10)])
        self.assertEqual(moves[1].from_stage_id, self.stages["signed"])
        self.assertLess(
            abs(moves[0].create_date - datetime.datetime.now()), datetime.timedelta(hours=1)
        )

    def test_ledgers_are_never_edited_or_deleted(self):
        project = self._project("signed")
        entries = self.env["kfz.figure.entry"].search([("lead_id", "=", project.id)])
        for ledger in (project.transition_ids, entries):
            with self.assertRaises(UserError):
                ledger.write({"create_date": "2020-01-01"})
            with self.assertRaises(UserError):
                ledger.unlink()

    def test_a_project_with_figures_is_never_deleted(self):
        with self.assertRaises(UserError):
            self._project("signed").unlink()
