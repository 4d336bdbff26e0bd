import datetime

import psycopg2
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...domain import award
from ...models.base.period_words import day_text
from .award_common import AwardCase


@tagged("post_install", "-at_install")
class TestAwardOpening(AwardCase):
    """An award opens at landing, once a project, ever."""

    def test_an_award_opens_when_the_landing_of_a_referred_project_is_recognised(self):
        partner = self._enterprise("示例引荐企业有限公司")
        project = self._project(
            "signed",
            partner_id=partner.id,
            agreement_ids=[(0, 0, self._agreement_values(signed_on=self._days_ago(60)))],
        )
        referral = self._referral(partner)
        referral.lead_id, project.referral_id = project, referral
        self.assertFalse(project.award_id)
        self.env["kfz.milestone"].create({**self._milestone_values(), "lead_id": project.id})
        record = project.award_id
        self.assertEqual(
            (record.state, record.landed_on, record.scheme_id),
            ("accruing", project.landed_date, self.scheme),
        )
        self.assertEqual(record.intermediary_id, self.intermediary)
        self.assertEqual(self._steps(record), ["opened"])

    def test_an_award_opens_when_the_referral_is_accepted_after_the_landing(self):
        project = self._landed(referred=False)
        self.assertFalse(project.award_id)
        self.assertIs(project.award_missing, False, "a reason is a sentence or none")
        referral = self._referral(project.partner_id)
        referral.lead_id, project.referral_id = project, referral
        self.assertTrue(project.award_id)

    def test_a_referral_registered_after_the_signing_earns_no_award(self):
        project = self._landed(referred=False)
        referral = self._referral(project.partner_id, registered_on=datetime.datetime.now())
        referral.lead_id, project.referral_id = project, referral
        self.assertFalse(project.award_id)
        self.assertIn(day_text(self.env, project.signed_date), project.award_missing)
        with self.assertRaisesRegex(UserError, "after"):
            project.with_user(self.manager).action_open_award()

    def test_no_award_without_an_accepted_referral_or_a_scheme(self):
        project = self._landed(referred=False)
        with self.assertRaisesRegex(UserError, "no accepted referral"):
            project.with_user(self.manager).action_open_award()
        self.scheme.active = False
        late = self._landed()
        self.assertFalse(late.award_id)
        self.assertIn("No award scheme", late.award_missing)
        self.scheme.active = True
        late.with_user(self.manager).action_open_award()
        self.assertEqual(late.award_id.scheme_id, self.scheme)

    def test_only_a_manager_opens_an_award_by_hand(self):
        self.scheme.active = False
        project = self._landed(user_id=self.officer.id)
        self.scheme.active = True
        with self.assertRaises(AccessError):
            project.with_user(self.officer).action_open_award()
        with self.assertRaises(AccessError):
            self.env["kfz.award"].with_user(self.officer).create({"lead_id": project.id})

    def test_a_project_has_one_award_ever_guaranteed_by_a_unique_index(self):
        record = self._award()
        self.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'kfz_award' AND indexname = 'kfz_award_once'"
        )
        self.assertIn("UNIQUE INDEX", self.cr.fetchone()[0])
        record.with_user(self.manager)._kfz_refuse("示例")
        self.assertEqual(record.state, "refused")
        with (
            self.assertRaises(psycopg2.errors.UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.env["kfz.award"].create({"lead_id": record.lead_id.id})

    def test_an_award_is_never_deleted_or_copied(self):
        record = self._award()
        for method in (record.unlink, record.copy):
            with self.assertRaises(UserError), self.cr.savepoint():
                method()

    def test_awards_of_the_same_kind_do_not_stack(self):
        record = self._award()
        record.referral_id.sudo().state = "withdrawn"
        self.env.flush_all()
        second = self._landed(partner=record.partner_id)
        self.assertFalse(second.award_id)
        self.assertIn(record.name, second.award_missing)

    def test_a_month_counts_for_one_award_when_the_scheme_allows_several(self):
        self.scheme.write({"stacking": "trade_once", "first_year_basis": "twelve_months"})
        record = self._award()
        record.referral_id.sudo().state = "withdrawn"
        self.env.flush_all()
        later = award.add_months(self.landed_on, 6)
        second = self._landed(landed_on=later, partner=record.partner_id).award_id
        self.assertEqual(record.base_amount, 12_000_000)
        self.assertEqual(second.base_amount, 0)
        reasons = [month.reason for month in second._kfz_live()[second.id][0]]
        self.assertEqual(reasons[:6], ["elsewhere"] * 6)

    def test_trade_of_a_refused_award_counts_for_the_next_one_of_its_investor(self):
        self.scheme.stacking = "trade_once"
        record = self._award([1_000_000] * 12)
        record.referral_id.sudo().state = "withdrawn"
        self.env.flush_all()
        second = self._landed(partner=record.partner_id).award_id
        self.assertEqual(second.base_amount, 0)
        record.with_user(self.manager)._kfz_refuse("示例")
        self.assertEqual(second.base_amount, 12_000_000)

    def test_trade_of_a_clawed_back_award_counts_for_an_earlier_landing_of_its_investor(self):
        self.scheme.stacking = "trade_once"
        record = self._confirmed()
        record.with_user(self.manager).action_mark_paid("示例")
        record.referral_id.sudo().state = "withdrawn"
        self.env.flush_all()
        day = self.landed_on - datetime.timedelta(days=1)
        earlier = self._landed(landed_on=day, partner=record.partner_id).award_id
        self.assertEqual(earlier.base_amount, 0)
        record.with_user(self.manager)._kfz_claw_back("示例", record.amount)
        self.assertEqual(earlier.base_amount, 12_000_000)

    def test_an_award_that_was_confirmed_without_the_trade_of_a_refused_one_is_reopened(self):
        self.scheme.stacking = "trade_once"
        record = self._award([1_000_000] * 12)
        record.referral_id.sudo().state = "withdrawn"
        self.env.flush_all()
        second = self._landed(partner=record.partner_id).award_id
        second.with_user(self.customs).action_confirm_customs()
        record.with_user(self.manager)._kfz_refuse("示例")
        self.assertEqual((second.state, second.base_amount), ("claimable", 12_000_000))
        self.assertIn(f"{record.name}, which had counted trade", second.reason)

    def test_a_natural_person_receives_an_award_only_if_the_scheme_says_so(self):
        self.zone_a.kfz_person_intermediaries = True
        self.intermediary.write({"is_company": False})
        project = self._landed()
        self.assertIn("natural person", project.award_missing)
        self.scheme.persons_allowed = True
        project.with_user(self.manager).action_open_award()
        self.assertTrue(project.award_id)

    def test_the_enterprise_of_a_project_with_an_award_stays(self):
        record = self._award()
        with self.assertRaisesRegex(UserError, "cannot change"):
            record.lead_id.partner_id = self._enterprise("示例别家")


@tagged("post_install", "-at_install")
class TestAwardFigures(AwardCase):
    """Base and amount follow confirmed trade, month by month."""

    def test_base_and_amount_follow_confirmed_trade(self):
        record = self._award([1_000_000] * 12)
        self.assertEqual(record.base_amount, 12_000_000)
        # 1,000,000 at 1‰, 9,000,000 at 2‰, 2,000,000 at 3‰
        self.assertEqual(record.amount, 1_000 + 18_000 + 6_000)
        self.assertIn("9,000,000.00 × 2‰", record.explanation)

    def test_drafts_count_only_when_confirmed(self):
        project = self._landed()
        drafts = self._trade(project.partner_id, [500_000, 300_000.55], confirmed=False)
        record = project.award_id
        self.assertEqual(record.base_amount, 0)
        self._confirm_trade(drafts)
        self.assertEqual((record.base_amount, record.amount), (800_000.55, 800))

    def test_a_reversed_month_changes_the_forecast(self):
        record = self._award([1_000_000] * 3)
        trade = self.env["kfz.trade.record"].search(
            [("partner_id", "=", record.partner_id.id)], limit=1, order="month"
        )
        self._reverse(trade, 400_000)
        self.assertEqual(record.base_amount, 2_400_000)
        self.assertEqual(record.state, "accruing")

    def test_trade_outside_the_first_year_or_of_others_does_not_count(self):
        record = self._award([100] * 2)
        self._trade(record.partner_id, [7_000_000], first=award.add_months(self.first_month, 12))
        self._trade(record.partner_id, [7_000_000], first=award.add_months(self.first_month, -1))
        self._trade(self._enterprise("示例别家有限公司"), [7_000_000])
        self.assertEqual(record.base_amount, 200)

    def test_each_month_tells_why_it_does_not_count(self):
        self.env["kfz.trade.mode"].search([("code", "=", "0110")]).is_bonded = False
        project = self._landed()
        self._trade(project.partner_id, [100, 0, 0])
        self._trade(project.partner_id, [0, 100], mode="0110")
        self._trade(project.partner_id, [0, 0, 100], confirmed=False)
        record = project.award_id
        reasons = [month.reason for month in record._kfz_live()[record.id][0]]
        self.assertEqual(reasons[:4], ["counted", "not_bonded", "draft", "no_record"])
        for words in ("no confirmed trade record", "waits for confirmation", "not bonded trade"):
            self.assertIn(words, record.month_table)
        self.assertEqual(record.base_amount, 100)

    def test_a_running_first_year_forecasts_and_says_how_many_months_are_missing(self):
        record = self._award([1_000_000] * 2, landed_on=award.add_months(self.today, -1))
        self.assertFalse(record._kfz_is_over())
        self.assertIn("not over yet", record.forecast)
        with self.assertRaisesRegex(
            UserError, day_text(self.env, award.window_end(record.month_last))
        ):
            record.with_user(self.manager).action_claimable()

    def test_many_awards_take_the_queries_of_one(self):
        records = [self._award([100] * 12) for _ in range(6)]
        awards = self.env["kfz.award"].union(*records)
        counts = []
        for some in (awards[:1], awards):
            self.env.flush_all()
            self.env.invalidate_all()
            some.mapped("name")
            before = self.cr.sql_log_count
            some._kfz_live()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def test_many_awards_are_confirmed_as_each_alone_would_be(self):
        source = '示例“资金”\\, {"NULL"}'
        self.scheme.fund_ids = [(0, 0, {"source": source})]
        cases = [[100] * 12, [0] * 12, [5, 0, 7], [2_000_000.01] * 12]
        alone, together = ([self._award(amounts) for amounts in cases] for _ in range(2))
        # several records a month, one of them taken back
        for record in (alone[2], together[2]):
            again = self._trade(record.partner_id, [70, 30], mode="1239")
            self._reverse(again[:1])
        for record in alone:
            record.with_user(self.customs).action_confirm_customs()
        self.env["kfz.award"].union(*together).with_user(self.customs).action_confirm_customs()
        for one, other in zip(alone, together, strict=True):
            for name in ("base_amount", "amount", "fund_source", "state", "customs_user_id"):
                self.assertEqual(one[name], other[name], name)
            for record in (one, other):
                self.assertEqual(
                    record.statement["companies"], [[record.partner_id.name, None]], "of its own"
                )
            self.assertEqual(
                {**one.statement, "companies": None}, {**other.statement, "companies": None}
            )
        self.assertEqual([record.base_amount for record in together], [1200, 0, 42, 24_000_000.12])
        self.assertEqual(together[0].fund_source, source)

    def test_confirming_many_awards_takes_the_queries_of_few(self):
        def confirm(count):
            awards = self.env["kfz.award"].union(*[self._award([100] * 12) for _ in range(count)])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            awards.with_user(self.customs).with_context(
                tracking_disable=True
            ).action_confirm_customs()
            return self.cr.sql_log_count - before

        confirm(1)
        self.assertLessEqual(abs(confirm(2) - confirm(7)), 2)


@tagged("post_install", "-at_install")
class TestAwardScheme(AwardCase):
    """Schemes are data; one in use is never edited."""

    def test_a_scheme_in_use_is_never_edited(self):
        self._award()
        for values in (
            {"cap": 1},
            {"tier_mode": "whole"},
            {"tier_ids": [(0, 0, {"base_from": 5, "rate": 1})]},
        ):
            with self.assertRaisesRegex(UserError, "new version"), self.cr.savepoint():
                self.scheme.with_user(self.manager).write(values)
        with self.assertRaisesRegex(UserError, "new version"), self.cr.savepoint():
            self.scheme.tier_ids[0].with_user(self.manager).rate = 9
        with self.assertRaises(UserError), self.cr.savepoint():
            self.scheme.tier_ids[0].unlink()
        with self.assertRaises(UserError), self.cr.savepoint():
            self.scheme.unlink()

    def test_a_new_version_copies_and_ends_the_old_one_the_day_before(self):
        self._award()
        action = self.scheme.with_user(self.manager).action_new_version()
        new = self.env["kfz.award.scheme"].browse(action["res_id"])
        self.assertEqual((new.version, new.previous_id), (2, self.scheme))
        self.assertEqual(new.date_from - self.scheme.date_to, datetime.timedelta(days=1))
        self.assertEqual(new.tier_ids.mapped("rate"), self.scheme.tier_ids.mapped("rate"))
        new.tier_ids[0].rate = 7
        self.assertEqual(self.scheme.tier_ids[0].rate, 1)
        with self.assertRaisesRegex(UserError, "newer version"):
            self.scheme.action_new_version()

    def test_a_scheme_cannot_end_before_a_landing_that_it_was_used_for(self):
        record = self._award()
        with self.assertRaisesRegex(ValidationError, day_text(self.env, record.landed_on)):
            self.scheme.date_to = record.landed_on - datetime.timedelta(days=1)

    def test_two_schemes_of_a_zone_never_overlap(self):
        with self.assertRaisesRegex(ValidationError, "overlaps"):
            self._scheme(date_from="2026-01-01")
        self.assertTrue(self._scheme(zone=self.zone_b))

    def test_no_constraint_tells_another_zone_of_a_scheme(self):
        with self.assertRaises(AccessError) as refused:
            self.env["kfz.award.scheme"].with_user(self.manager_b).create(
                {"name": "示例", "company_id": self.zone_a.id, "date_from": "2026-01-01"}
            )
        self.assertNotIn(self.scheme.name, str(refused.exception))

    def test_a_simulation_is_shown_line_by_line_and_kept_nowhere(self):
        form = self.scheme.with_user(self.manager)
        answer = form.onchange(
            {"simulated_base": 12_000_000},
            ["simulated_base"],
            {"simulated_amount": {}, "simulation": {}},
        )
        self.assertEqual(answer["value"]["simulated_amount"], 25_000)
        self.assertIn("9,000,000.00 × 2‰", answer["value"]["simulation"])

    def test_the_calendar_year_counts_january_to_december_of_the_landing(self):
        self.scheme.first_year_basis = "calendar_year"
        record = self._award([])
        self.assertEqual(
            (record.month_first, record.month_last),
            (datetime.date(self.landed_on.year, 1, 1), datetime.date(self.landed_on.year, 12, 1)),
        )

    def test_the_fund_source_follows_the_area(self):
        self.scheme.write(
            {
                "fund_ids": [
                    (0, 0, {"area_id": self.area.id, "source": "示例留存"}),
                    (0, 0, {"source": "示例其他"}),
                ]
            }
        )
        other = self.env.ref("kfz_investment.area_etdz")
        self.assertEqual(self.scheme._kfz_fund(self.area), "示例留存")
        self.assertEqual(self.scheme._kfz_fund(other), "示例其他")
        self.scheme.fund_ids.unlink()
        self.assertEqual(self.scheme._kfz_fund(other), other.fund_source)

    def test_production_has_no_scheme_because_the_plan_gives_no_rates(self):
        mine = self.env["ir.model.data"].search(
            [("module", "=", "kfz_investment"), ("model", "=", "kfz.award.scheme")]
        )
        self.assertFalse(
            [
                scheme
                for scheme in self.env["kfz.award.scheme"].browse(mine.mapped("res_id"))
                if "示例" not in scheme.name
            ]
        )
