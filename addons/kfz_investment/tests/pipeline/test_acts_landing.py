from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .acts_common import ActsCase


@tagged("post_install", "-at_install")
class TestLandingActs(ActsCase):
    """A milestone is recognised by its act, and reversed by another; capital is corrected or withdrawn."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project("signed", user=cls.officer)
        cls.silent = {"tracking_disable": True, "mail_notrack": True}

    def _recognised(self):
        landing = self._landing(self.project, self.officer).with_user(self.manager)
        landing.with_context(**self.silent).action_recognise()
        return landing

    def test_nobody_writes_that_a_landing_is_recognised(self):
        landing = self._landing(self.project, self.officer, attachment_ids=[])
        values = {"lead_id": self.project.id}
        for user in (self.officer, self.manager):
            Milestone = self.env["kfz.milestone"].with_user(user)
            for attempt in (
                lambda u=user: landing.with_user(u).write({"state": "recognised"}),
                lambda u=user: landing.with_user(u).write({"recognised_by_id": u.id}),
                lambda m=Milestone: m.create({**values, "state": "recognised"}),
                lambda m=Milestone: m.create({**values, "recognised_by_id": self.manager.id}),
                lambda m=Milestone: m.create(
                    {**values, "milestone": "production", "state": "recognised"}
                ),
                lambda u=user: self.project.with_user(u).write(
                    {"milestone_ids": [(0, 0, {"state": "recognised"})]}
                ),
            ):
                with self.assertRaises(AccessError), self.cr.savepoint():
                    attempt()
            # a default of the context fills no such field
            made = Milestone.with_context(default_state="recognised").create(values)
            self.assertEqual(made.state, "draft")
        with self.assertRaisesRegex(UserError, "a document as evidence"):
            landing.with_user(self.manager).action_recognise()
        self.assertFalse(self.project.landed_date)

    def test_nothing_lands_before_it_is_signed(self):
        lead = self._project("lead", user=self.officer)
        landing = self._landing(lead, self.officer)
        with self.assertRaisesRegex(UserError, "the signing of the project"):
            landing.with_user(self.manager).action_recognise()
        self.assertFalse(lead.landed_date)

    def test_an_emptied_file_shows_no_landing(self):
        empty = self._upload(self.officer, raw=b"")
        landing = self._landing(self.project, self.officer, attachment_ids=[(4, empty.id)])
        with self.assertRaisesRegex(UserError, "a document as evidence"):
            landing.with_user(self.manager).action_recognise()

    def test_recognising_always_tells_the_project(self):
        landing = self._recognised()
        self.assertIn("recognised", self.project.message_ids[0].body)
        self.assertEqual(landing.recognised_by_id, self.manager)

    def test_who_does_not_work_on_the_project_recognises_nothing(self):
        milestone = self._landing(self.project, self.officer, milestone="construction")
        for user in (self.officer2, self.official, self.manager_b):
            with self.assertRaises(AccessError), self.cr.savepoint():
                milestone.with_user(user).action_recognise()
        milestone.action_recognise()
        self.assertEqual(milestone.recognised_by_id, self.officer)

    def test_a_recognised_milestone_never_changes(self):
        landing = self._recognised()
        document = landing.attachment_ids
        other = self._upload(self.manager, raw=b"other")
        for vals in (
            {"effective_date": self._days_ago(9)},
            {"registered_on": self._days_ago(21)},
            {"ground": "construction"},
            {"project_company_ids": [(4, self._enterprise("示例公司").id)]},
            {"note": "示例"},
            {"milestone": "production"},
            {"recognised_by_id": self.officer.id},
            {"state": "draft"},
            {"attachment_ids": [(6, 0, other.ids)]},
            {"attachment_ids": [(3, document.id)]},
            {"attachment_ids": [(1, document.id, {"raw": b"other"})]},
        ):
            for user in (self.officer, self.manager):
                with self.subTest(vals=vals), self.assertRaises(UserError), self.cr.savepoint():
                    landing.with_user(user).with_context(**self.silent).write(vals)
        for attempt in (
            landing.unlink,
            lambda: document.with_user(self.officer).write({"raw": b"other"}),
            lambda: document.with_user(self.officer).unlink(),
        ):
            with self.assertRaises(UserError), self.cr.savepoint():
                attempt()
        # a past ledger owes documents: they can come later
        landing.write({"attachment_ids": [(4, other.id)]})
        self.assertIn(other, landing.attachment_ids)

    def test_a_reversal_replaces_the_landing_in_one_step_and_figures_follow(self):
        landing = self._recognised()
        self.project.stage_id = self.stages["landed"]
        new = landing.with_context(**self.silent)._kfz_reverse(
            "示例理由", {"effective_date": self._days_ago(4)}
        )
        self.assertEqual(
            (landing.state, landing.reversed_by_id, landing.reversed_on, landing.reversal_reason),
            ("reversed", self.manager, self.today, "示例理由"),
        )
        self.assertEqual((new.state, new.recognised_by_id), ("recognised", self.manager))
        self.assertEqual(new.attachment_ids.res_id, new.id)
        self.assertEqual(self.project.landed_date, self._days_ago(4))
        entries = self.env["kfz.figure.entry"].search(
            [("lead_id", "=", self.project.id), ("indicator", "=", "landed")], order="id"
        )
        self.assertEqual(entries.mapped("count"), [1, -1, 1])
        self.assertEqual(entries[-1].effective_date, self._days_ago(4))
        self._assert_traced(
            self.project, "reverse", "state", "Recognised", "Recognition reversed", self.manager
        )
        dates = [str(self._days_ago(days)) for days in (10, 4)]
        self._assert_traced(self.project, "reverse", "effective_date", *dates, self.manager)
        with self.assertRaisesRegex(UserError, "is not recognised"):
            landing._kfz_reverse("示例理由")
        with self.assertRaises(UserError):
            landing.write({"note": "示例"})

    def test_without_a_replacement_the_project_is_moved_back_first(self):
        landing = self._recognised()
        self.project.stage_id = self.stages["landed"]
        with self.assertRaisesRegex(ValidationError, "must keep"), self.cr.savepoint():
            landing._kfz_reverse("示例理由")
        self.project.write({"stage_id": self.stages["signed"].id, "move_reason": "示例"})
        landing._kfz_reverse("示例理由")
        self.assertFalse(self.project.landed_date)
        self.assertEqual(self._figures(self.project, "landed"), (0, 0))

    def test_a_reversal_is_a_managers_with_a_reason_and_all_that_shows_the_new_one(self):
        landing = self._recognised()
        for user in (self.officer, self.manager_b):
            with self.assertRaises(AccessError), self.cr.savepoint():
                landing.with_user(user)._kfz_reverse("示例理由")
        for reason, values in (
            ("", {}),
            ("示例理由", {"attachment_ids": [(5,)]}),
            ("示例理由", {"registered_on": False}),
            ("示例理由", {"effective_date": self._days_ago(-1)}),
            ("示例理由", {"recognised_by_id": self.officer.id}),
        ):
            with self.subTest(values=values), self.assertRaises(UserError), self.cr.savepoint():
                landing._kfz_reverse(reason, values)
        self.assertEqual(landing.state, "recognised")

    # capital

    def _capital(self, **values):
        proof = [(4, self._upload(self.officer).id)]
        values = {
            "lead_id": self.project.id,
            "amount": 300,
            "attachment_ids": proof,
            **values,
        }
        return self.env["kfz.capital.record"].with_user(self.officer).create(values)

    def test_capital_is_corrected_with_a_trace(self):
        record = self._capital(attachment_ids=[(4, self._upload(self.officer).id)])
        for vals in (
            {"amount": 3000},
            {"received_on": self._days_ago(400)},
            {"currency_id": self.env.ref("base.USD").id},
            {"state": "withdrawn"},
            {"attachment_ids": [(5,)]},
        ):
            for user in (self.officer, self.manager):
                with self.subTest(vals=vals), self.assertRaises(UserError), self.cr.savepoint():
                    record.with_user(user).write(vals)
        record.with_context(**self.silent)._kfz_correct({"amount": 200}, "示例理由")
        self.assertEqual(self.project.capital_in_place, 200)
        self.assertEqual(self._figures(self.project, "capital"), (0, 200))
        self._assert_traced(
            self.project, "correct", "amount", "CNY 300.00", "CNY 200.00", self.officer
        )

    def test_withdrawn_capital_is_in_no_sum_and_stays_in_the_list(self):
        landing = self._recognised()
        record, other = self._capital(), self._capital(amount=50)
        with self.assertRaises(UserError), self.cr.savepoint():
            record.with_user(self.manager).unlink()
        record._kfz_withdraw("示例理由")
        self.assertEqual((self.project.capital_in_place, self.project.landed_amount), (50, 50))
        self.assertEqual(self._figures(self.project, "capital"), (0, 50))
        self.assertEqual(self._figures(self.project, "landed"), (1, 50))
        self.assertEqual(self.project.capital_ids, record | other)
        self._assert_traced(
            self.project, "withdraw", "state", "Recorded", "Withdrawn", self.officer
        )
        for attempt in (record._kfz_withdraw, lambda reason: record._kfz_correct({}, reason)):
            with self.assertRaisesRegex(UserError, "withdrawn"), self.cr.savepoint():
                attempt("示例理由")
        with self.assertRaises(UserError):
            self._capital(state="withdrawn")
        self.assertTrue(landing)

    def test_capital_counts_with_its_proof(self):
        for documents in ([], [(4, self._upload(self.officer, raw=b"").id)]):
            with self.assertRaisesRegex(UserError, "Attach the proof"), self.cr.savepoint():
                self._capital(attachment_ids=documents)
        with self.assertRaisesRegex(UserError, "Attach the proof"), self.cr.savepoint():
            self.project.with_user(self.officer).write({"capital_ids": [(0, 0, {"amount": 300})]})
        self.assertFalse(self.project.capital_in_place)

    def test_a_currency_without_a_rate_is_refused(self):
        usd = self.env.ref("base.USD")
        self.env["res.currency.rate"].search([("currency_id", "=", usd.id)]).unlink()
        with (
            self.assertRaisesRegex(ValidationError, "no exchange rate of USD"),
            self.cr.savepoint(),
        ):
            self._capital(currency_id=usd.id)
        self.env["res.currency.rate"].create(
            {
                "currency_id": usd.id,
                "company_id": self.zone_a.id,
                "name": self._days_ago(3),
                "rate": 0.125,
            }
        )
        with (
            self.assertRaisesRegex(ValidationError, "no exchange rate of USD"),
            self.cr.savepoint(),
        ):
            self._capital(currency_id=usd.id, received_on=self._days_ago(4))
        self.assertEqual(self._capital(currency_id=usd.id).amount_cny, 2400)

    def test_withdrawn_capital_shows_no_landing(self):
        self._capital()._kfz_withdraw("示例理由")
        landing = self._landing(self.project, self.officer, ground="first_capital")
        with self.assertRaisesRegex(UserError, "first capital in place"):
            landing.with_user(self.manager).action_recognise()
