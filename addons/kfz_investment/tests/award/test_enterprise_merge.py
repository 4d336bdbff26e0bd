import datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..directory.directory_common import CODES
from .award_common import AwardCase


@tagged("post_install", "-at_install")
class TestMerge(AwardCase):
    """A zone's manager merges the zone's duplicates, and takes own enterprises into the common record."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kept = cls._enterprise("示例双录企业有限公司")
        cls.gone = cls._enterprise(
            "示例双录企业公司",
            vat=CODES[0],
            phone="0871-1234",
            registered_capital=5_000_000,
            city="昆明",
        )

    def _mine(self, record, user=None):
        user = user or self.manager
        return record.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)

    def _merge(self, kept=None, gone=None, user=None):
        gone = gone or self.gone
        self._mine(gone, user)._kfz_merge_into(self._mine(kept or self.kept, user))
        self.env.flush_all()
        self.env.invalidate_all()

    def _refused(self, pattern, kind=UserError, **records):
        with self.assertRaisesRegex(kind, pattern), self.cr.savepoint():
            self._merge(**records)
        self.assertTrue(self.gone.exists())

    def _visit(self, partner, zone=None):
        return self.env["kfz.interaction"].create(
            {
                "partner_id": partner.id,
                "company_id": (zone or self.zone_a).id,
                "date": self.today,
                "kind": "online_meeting",
                "summary": "示例洽谈",
            }
        )

    def _claim(self, partner, zone=None):
        return self.env["kfz.first.contact"].create(
            {
                "name": partner.name,
                "partner_id": partner.id,
                "company_id": (zone or self.zone_a).id,
                "claimed_from": self.today,
                "protected_until": self.today,
            }
        )

    # own into own

    def test_everything_moves_to_the_one_that_is_kept(self):
        project = self._project("negotiation", partner_id=self.gone.id)
        trade = self._trade(self.gone, [100, 200])
        contact = self.gone.create({"name": "示例联系人", "parent_id": self.gone.id})
        note = self.env["kfz.enterprise.note"].create(
            {"partner_id": self.gone.id, "company_id": self.zone_a.id, "body": "示例情况"}
        )
        member = self._enterprise("示例下属有限公司", group_id=self.gone.id)
        file = self.env["ir.attachment"].create(
            {"name": "示例.txt", "raw": b"x", "res_model": "res.partner", "res_id": self.gone.id}
        )
        passes = self.env["kfz.guard.pass"].search_count([])
        gone, ident = self.gone, self.gone.id
        self._merge()
        self.assertFalse(gone.exists())
        self.assertEqual(project.partner_name, self.kept.name, "what follows from it hears of it")
        for record in (project, trade, note):
            self.assertEqual(record.partner_id, self.kept, record._name)
        self.assertEqual(contact.parent_id, self.kept)
        self.assertEqual(member.group_id, self.kept)
        self.assertEqual(file.res_id, self.kept.id)
        self.assertEqual(
            (self.kept.vat, self.kept.phone, self.kept.city, self.kept.registered_capital),
            (CODES[0], "0871-1234", "昆明", 5_000_000),
        )
        trace = self.kept.message_ids[0]
        self.assertEqual(trace.author_id, self.manager.partner_id)
        self.assertEqual(trace.subtype_id, self.env.ref("mail.mt_note"))
        for text in ("示例双录企业公司", CODES[0], self.manager.name):
            self.assertIn(text, trace.body)
        self.assertGreater(self.env["kfz.guard.pass"].search_count([]), passes)
        self.assertIn(
            f"res_partner:{ident}>{self.kept.id}",
            str(self.env["kfz.guard.pass"].search([]).mapped("reason")),
        )

    def test_what_is_not_kept_is_said_in_the_trace(self):
        self.kept.write({"phone": "0871-9999", "comment": "<p>甲</p>"})
        self.gone.comment = "<p>乙</p>"
        self._merge()
        self.assertEqual(self.kept.phone, "0871-9999")
        self.assertIn("0871-1234", self.kept.message_ids[0].body)
        self.assertEqual(self.kept.kfz_note_ids.mapped("body"), ["乙"])

    def test_a_member_of_the_other_one_does_not_become_its_own_group(self):
        self.kept.group_id = self.gone
        self._merge()
        self.assertFalse(self.kept.group_id)

    def test_no_circle_of_groups_comes_of_a_merge(self):
        between = self._enterprise("示例中间企业", group_id=self.gone.id)
        for above, below in ((self.kept, self.gone), (self.gone, self.kept)):
            with self.subTest(above.name), self.cr.savepoint() as savepoint:
                below.group_id = False
                between.group_id = above
                below.group_id = between
                self._merge()
                self.assertEqual(between.group_id, self.kept)
                self.assertFalse(self.kept.group_id)
                savepoint.rollback()

    def test_a_capital_comes_with_its_currency(self):
        usd = self.env.ref("base.USD")
        usd.active = True
        abroad = self._enterprise("示例双录企业", paid_in_capital=700, kfz_currency_id=usd.id)
        self._merge(gone=self.gone | abroad)
        self.assertEqual((self.kept.registered_capital, self.kept.paid_in_capital), (5_000_000, 0))
        self.assertEqual(self.kept.kfz_currency_id, self.env.ref("base.CNY"))
        bare = self._enterprise("示例双录公司")
        abroad = self._enterprise("示例双录企业", paid_in_capital=700, kfz_currency_id=usd.id)
        self._merge(kept=bare, gone=abroad)
        self.assertEqual((bare.paid_in_capital, bare.kfz_currency_id), (700, usd))

    def test_two_codes_are_two_enterprises(self):
        self.kept.vat = CODES[1]
        self._refused("two codes are two enterprises")

    def test_the_same_trade_twice_is_said_before(self):
        self._trade(self.kept, [100, 200])
        [record, _more] = self._trade(self.gone, [300, 400])
        self._refused(f"{record.number}.*in 2 months")
        # what no room foresees stops the merge, too, and core deletes nothing for it
        self.patch(type(self.gone), "_kfz_merge_problems", lambda *_args: [])
        self._refused("both have a record of which an enterprise has only one")
        self.assertEqual(record.partner_id, self.gone)

    def test_two_claims_two_accepted_referrals_and_two_awards_stay_apart(self):
        claims = [self._claim(partner) for partner in (self.kept, self.gone)]
        self._refused("active first-contact claim")
        claims[1].state = "released"
        first, second = (self._landed(partner=each).referral_id for each in (self.kept, self.gone))
        self._refused("has accepted a referral")
        self.assertTrue(second.award_ids)
        self._refused("have awards of their own")
        self.assertTrue(first.award_ids)

    def test_an_award_counts_the_trade_that_came(self):
        award = self._landed(partner=self.kept).award_id
        self._trade(self.kept, [100])
        self._trade(self.gone, [50], first=self.first_month + datetime.timedelta(days=40))
        self.assertEqual(award.base_amount, 100)
        self._merge()
        self.assertEqual(award.base_amount, 150)
        self.env.cr.flush()
        self.assertFalse(self.env["kfz.award.entry"]._kfz_verify_all(self.zone_a))

    def test_a_confirmed_award_that_moves_with_its_trade_stays_confirmed(self):
        award = self._landed(partner=self.gone).award_id
        self._trade(self.gone, [100] * 12)
        award._kfz_refresh()
        award.with_user(self.customs).action_confirm_customs()
        self._merge()
        self.assertEqual(award.partner_id, self.kept)
        self.assertEqual(award.state, "customs_confirmed")

    # who

    def test_managers_merge_what_is_their_zones_own(self):
        self._refused("Only a promotion manager", AccessError, user=self.officer)
        theirs = self._enterprise("乙区示例企业", self.zone_b)
        self._refused(".{6}", AccessError, kept=theirs)
        self._refused(".{6}", AccessError, user=self.manager_b)
        self._refused("different zones", kept=theirs, user=self.manager_all)
        common = self.env.ref("kfz_investment.enterprise_bswl")
        self._refused("is in the common directory and stays", gone=common)
        self._refused("at least two", kept=self.gone)
        person = self.gone.create({"name": "示例联系人", "company_id": self.zone_a.id})
        self._refused("is no enterprise", gone=self.gone | person)
        many = self.gone.union(*(self._enterprise(f"示例企业{number}") for number in range(5)))
        self._refused("merge at most 5", gone=many)

    def test_who_signs_in_is_not_merged_away(self):
        self.portal.partner_id = self.gone
        self._refused("Somebody signs in")

    # own into common

    def test_the_common_record_takes_what_the_zone_has_and_stays_as_it_is(self):
        common = self._enterprise("示例共同企业", company_id=False)
        before = (common.write_date, common.message_ids, common._kfz_identity())
        project = self._project("negotiation", partner_id=self.gone.id)
        self.gone.message_post(body="示例内部情况")
        theirs = self.env["kfz.directory.proposal"].with_user(self.manager_b)
        self._merge(kept=common)
        self.assertEqual(project.partner_id, common)
        told = [(each.body, each.message_type, each.author_id.name) for each in common.message_ids]
        self.assertEqual(common.message_ids, before[1], told)
        self.assertEqual((common.write_date, common.message_ids, common._kfz_identity()), before)
        contact = common.child_ids
        self.assertEqual((contact.phone, contact.company_id), ("0871-1234", self.zone_a))
        self.assertIn("示例内部情况", "".join(contact.message_ids.mapped("body")))
        proposal = self.env["kfz.directory.proposal"].search([("partner_id", "=", common.id)])
        self.assertEqual(
            proposal.line_ids._kfz_new_values(),
            {
                "name": "示例双录企业公司",
                "vat": CODES[0],
                "registered_capital": 5_000_000,
                "city": "昆明",
            },
        )
        self.assertEqual(proposal.company_id, self.zone_a)
        self.assertFalse(theirs.search([]))
        [note] = common.kfz_note_ids
        self.assertIn(CODES[0], note.body)
        self.assertEqual(note.company_id, self.zone_a)
        # what another zone reads is read in another transaction
        self.env.invalidate_all()
        page = self._mine(common, self.manager_b)
        self.assertFalse(page.child_ids or page.kfz_note_ids or page.kfz_project_ids)

    def test_what_other_zones_have_on_the_common_record_stops_nothing(self):
        common = self._enterprise("示例共同企业", company_id=False)
        theirs, ours = self._claim(common, self.zone_b), self._claim(self.gone)
        broker = self._enterprise("示例共同中介", company_id=False, is_intermediary=True)
        for partner, zone in ((common, self.zone_b), (self.gone, self.zone_a)):
            self._referral(partner, zone, intermediary_id=broker.id)
            self._trade(partner, [100], zone=zone, confirmed=False)
        self._merge(kept=common)
        self.assertEqual((theirs | ours).partner_id, common)

    def test_what_is_the_zones_alone_is_not_proposed(self):
        common = self._enterprise("示例共同企业", company_id=False)
        self.gone.write({"vat": False, "group_id": self._enterprise("示例自有集团").id})
        self._merge(kept=common)
        proposal = self.env["kfz.directory.proposal"].search([("partner_id", "=", common.id)])
        told = set(proposal.line_ids.mapped("name"))
        self.assertEqual(told, {"registered_capital", "city"}, "neither name nor group")

    def test_the_administrator_merges_common_ones_without_a_message(self):
        kept, gone = (self._enterprise("示例共同企业", company_id=False) for _each in range(2))
        admin = self.env.ref("base.user_admin")
        before = kept.message_ids | gone.message_ids
        Wizard = self.env["base.partner.merge.automatic.wizard"].with_user(admin)
        Wizard._merge((kept | gone).ids, kept.with_user(admin), extra_checks=False)
        self.env.invalidate_all()
        self.assertFalse(gone.exists())
        self.assertEqual(set(kept.message_ids), set(before))

    def test_bank_accounts_do_not_become_everybodys(self):
        common = self._enterprise("示例共同企业", company_id=False)
        self.env["res.partner.bank"].create(
            {"acc_number": "6222000000000001", "partner_id": self.gone.id}
        )
        self._refused("has bank accounts", kept=common)

    # the page

    def test_the_page_previews_and_merges(self):
        self._project("negotiation", partner_id=self.gone.id)
        Wizard = self._mine(self.env["kfz.enterprise.merge"]).with_context(
            default_enterprise_ids=(self.gone | self.kept).ids
        )
        with Form(Wizard, "kfz_investment.kfz_enterprise_merge_view_form") as form:
            self.assertEqual(form.kept_id, self.gone, "the one with a code")
            form.kept_id = self.kept
            self.assertFalse(form.problems)
            self.assertIn("Projects: 1", form.moves)
            self.assertIn("Visits and meetings: 1", form.moves)
            self.assertNotIn("Awards", form.moves)
        action = form.record.action_merge()
        self.assertEqual(action["res_id"], self.kept.id)
        self.assertFalse(self.gone.exists())

    def test_the_page_says_what_stands_against_it(self):
        self.kept.vat = CODES[1]
        context = self._mine(self.kept).action_kfz_merge()["context"]
        self.assertEqual(context["default_enterprise_ids"], [(6, 0, (self.kept | self.gone).ids)])
        Wizard = self._mine(self.env["kfz.enterprise.merge"]).with_context(**context)
        with Form(Wizard, "kfz_investment.kfz_enterprise_merge_view_form") as form:
            self.assertIn("two codes", form.problems)
        with self.assertRaisesRegex(UserError, "two codes"):
            form.record.action_merge()
