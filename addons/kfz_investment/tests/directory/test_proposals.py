from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from .directory_common import CODES, DirectoryCase


@tagged("post_install", "-at_install")
class ProposalCase(DirectoryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recognition = cls.env["kfz.recognition"].create({"name": "示例称号", "code": "PROP"})
        cls.common = cls._as(cls.officer_a).create(
            {
                "name": "示例企业有限公司",
                "is_enterprise": True,
                "company_id": False,
                "vat": CODES[0],
            }
        )

    def _wizard(self, user, record=None, **values):
        """The page, opened from the record, with some values changed."""
        action = self._as(user).browse((record or self.common).id).action_kfz_propose()
        Wizard = self.env["kfz.directory.propose"].with_user(user)
        Wizard = Wizard.with_context(allowed_company_ids=user.company_ids.ids, **action["context"])
        with Form(Wizard, "kfz_investment.kfz_directory_propose_view_form") as form:
            form.reason = "示例理由"
            for name, value in values.items():
                setattr(form, name, value)
        return form.record

    def _propose(self, user=None, record=None, **values):
        user = user or self.officer_a
        before = self.env["kfz.directory.proposal"].search([])
        self._wizard(user, record, **values).action_propose()
        return self.env["kfz.directory.proposal"].search([]) - before

    def _by(self, user, record):
        return record.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)


@tagged("post_install", "-at_install")
class TestProposals(ProposalCase):
    """Zones propose, the keeper decides; every change of a common record has a row, and a way back."""

    def test_a_proposal_holds_what_differs_and_changes_nothing(self):
        proposal = self._propose(name="新名有限公司", city="昆明")
        self.assertEqual(self.common.name, "示例企业有限公司")
        self.assertEqual((proposal.company_id, proposal.user_id), (self.zone_a, self.officer_a))
        self.assertEqual(
            [(line.name, line.old_value, line.new_value) for line in proposal.line_ids],
            [("name", "示例企业有限公司", "新名有限公司"), ("city", False, "昆明")],
        )
        mine = self._as(self.officer_a).browse(self.common.id)
        self.assertEqual((mine.kfz_proposal_count, mine.kfz_open_proposal_count), (1, 1))

    def test_what_no_enterprise_has_is_not_proposed(self):
        for values in (
            {"website": "javascript:alert(1)"},
            {"registered_capital": -5},
            {"established_date": "2099-01-01"},
            {"city": "长" * 300},
        ):
            with (
                self.subTest(values),
                self.assertRaisesRegex(UserError, "no plausible value"),
                self.cr.savepoint(),
            ):
                self._propose(**values)

    def test_archiving_tells_nobody_who_signs_in(self):
        agent = self.env["res.partner"].create({"name": "示例自然人", "is_intermediary": True})
        self.env["res.users"].create(
            {
                "login": "natural",
                "partner_id": agent.id,
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        proposal = self._propose(record=agent, is_archived=True)
        self.assertTrue(proposal)
        with self.assertRaisesRegex(UserError, "Somebody signs in"), self.cr.savepoint():
            self._by(self.joint, proposal).action_accept()

    def test_an_accepted_change_names_nobody_on_the_record(self):
        """Neither by the values themselves nor by what is computed from them, which core stores as whoever stores it."""
        proposal = self._by(self.joint, self._propose(name="新名有限公司", city="昆明"))
        for decide in (proposal.action_accept, proposal.action_undo):
            decide()
            proposal.env.flush_all()
            self.env.invalidate_all()
            self.assertTrue(self.common.write_uid._is_superuser())

    def test_each_kind_of_value_is_accepted_and_undone(self):
        values = {
            "name": "新名有限公司",
            "vat": CODES[1],
            "industry_id": self.env["res.partner.industry"].search(
                [("classification", "=", "gbt4754")], limit=1
            ),
            "ownership": "state",
            "established_date": "2020-05-06",
            "registered_capital": 1_000_000.0,
            "country_id": self.env.ref("base.cn"),
            "website": "https://example.com",
            "business_scope": "示例范围",
            "is_intermediary": True,
            "is_archived": True,
        }
        wizard = self._wizard(self.officer_a, **values)
        wizard.recognition_ids = self.recognition
        wizard.action_propose()
        proposal = self.env["kfz.directory.proposal"].search([], limit=1)
        before = self.common._kfz_identity()
        self._by(self.joint, proposal).action_accept()
        self.assertEqual((proposal.state, proposal.decided_by_id), ("accepted", self.joint))
        self.assertEqual((self.common.name, self.common.vat), ("新名有限公司", CODES[1]))
        self.assertEqual(self.common.recognition_ids, self.recognition)
        self.assertFalse(self.common.active)
        self._by(self.joint, proposal).action_undo()
        self.assertEqual(self.common._kfz_identity(), before)
        self.assertEqual((proposal.state, proposal.undone_by_id), ("undone", self.joint))

    def test_a_change_names_neither_zone_nor_person_to_the_others(self):
        proposal = self._propose(vat=CODES[1])
        messages = self.common.message_ids
        self._by(self.joint, proposal).action_accept()
        self.env.cr.precommit.run()
        self.env.flush_all()
        told = self.common.message_ids - messages
        self.assertFalse(told.author_id & (self.officer_a | self.joint).partner_id)
        self.assertNotIn(self.common.write_uid, self.officer_a | self.joint)
        others = self._as(self.officer_b).browse(self.common.id)
        self.assertEqual((others.kfz_proposal_count, others.vat), (0, CODES[1]))
        theirs = self._by(self.officer_b, proposal)
        self.assertFalse(theirs.search([]))
        for records in (theirs, self._by(self.officer_b, proposal.line_ids)):
            with self.assertRaises(AccessError):
                records.read(["display_name"])

    def test_only_the_keeper_decides_and_nobody_on_their_own_proposal(self):
        proposal = self._propose(city="昆明")
        for user in (self.officer_a, self.manager_all):
            for act in ("action_accept", "action_accept_anyway", "action_undo"):
                with self.assertRaises(AccessError), self.cr.savepoint():
                    getattr(self._by(user, proposal), act)()
            with self.assertRaises(AccessError), self.cr.savepoint():
                self._by(user, proposal).action_refuse("x")
        keeper = new_test_user(
            self.env,
            login="dir_keeper_officer",
            groups="kfz_investment.group_kfz_officer,kfz_investment.group_kfz_directory_keeper",
            company_id=self.zone_a.id,
            company_ids=[(6, 0, self.zone_a.ids)],
        )
        own = self._propose(keeper, city="大理")
        self.assertEqual((own.state, own.company_id), ("proposed", self.zone_a))
        with self.assertRaisesRegex(AccessError, "Another keeper"), self.cr.savepoint():
            self._by(keeper, own).action_accept()
        self._by(keeper, proposal).action_accept()
        self.assertEqual(self.common.city, "昆明")

    def test_a_keeper_of_no_zone_changes_at_once_and_can_undo(self):
        change = self._propose(self.joint, name="新名有限公司")
        self.assertEqual((change.state, change.company_id.id), ("accepted", False))
        self.assertEqual(self.common.name, "新名有限公司")
        self.assertFalse(self._by(self.officer_a, change).search([]))
        self._by(self.joint, change).action_undo()
        self.assertEqual(self.common.name, "示例企业有限公司")

    def test_what_changed_since_is_accepted_only_by_a_second_act(self):
        first, second = self._propose(city="昆明"), self._propose(city="大理", street="某路")
        self._by(self.joint, first).action_accept()
        with self.assertRaisesRegex(UserError, "has changed since"), self.cr.savepoint():
            self._by(self.joint, second).action_accept()
        self.assertTrue(second.is_stale)
        self._by(self.joint, second).action_accept_anyway()
        self.assertEqual(self.common.city, "大理")
        with self.assertRaisesRegex(UserError, "Nothing was undone"), self.cr.savepoint():
            self._by(self.joint, first).action_undo()
        self._by(self.joint, second).action_undo()
        self.assertEqual((self.common.city, self.common.street), ("昆明", False))

    def test_several_are_decided_together(self):
        proposals = self._propose(city="昆明") | self._propose(
            self.officer_b, website="https://example.com"
        )
        self._by(self.joint, proposals).action_accept()
        self.assertEqual(proposals.mapped("state"), ["accepted", "accepted"])
        others = self._propose(street="某路") | self._propose(self.officer_b, ownership="state")
        wizard = (
            self.env["kfz.directory.refuse"]
            .with_user(self.joint)
            .create({"proposal_ids": [(6, 0, others.ids)], "note": "依据不足"})
        )
        wizard.action_refuse()
        self.assertEqual(others.mapped("state"), ["refused", "refused"])
        self.assertEqual(set(others.mapped("note")), {"依据不足"})

    def test_a_zone_withdraws_its_own_and_decisions_are_final(self):
        proposal = self._propose(city="昆明")
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._by(self.joint, proposal).action_withdraw()
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._by(self.officer_b, proposal).action_withdraw()
        self._by(self.officer_a, proposal).action_withdraw()
        for act, given in (
            ("action_accept", ()),
            ("action_refuse", ("x",)),
            ("action_undo", ()),
        ):
            with self.assertRaisesRegex(UserError, "load the page again"), self.cr.savepoint():
                getattr(self._by(self.joint, proposal), act)(*given)

    def test_what_could_not_be_saved_is_not_proposed(self):
        other = self._common("另一企业有限公司", vat=CODES[1])
        for values, pattern in (
            ({"vat": other.vat}, "already has the unified social credit code"),
            ({"vat": "123"}, "must have 18"),
            ({}, "Nothing differs"),
        ):
            with (
                self.subTest(values=values),
                self.assertRaisesRegex((UserError, ValidationError), pattern),
                self.cr.savepoint(),
            ):
                self._propose(**values)
        self.assertEqual(self.common.vat, CODES[0])
        self.assertFalse(self.env["kfz.directory.proposal"].search([("state", "=", "proposed")]))

    def test_the_same_is_not_proposed_twice_by_a_zone(self):
        self._propose(city="昆明")
        with (
            self.assertRaisesRegex(UserError, "already proposed exactly this"),
            self.cr.savepoint(),
        ):
            self._propose(city="昆明")
        self.assertTrue(self._propose(self.officer_b, city="昆明"))

    def test_only_common_records_and_common_groups(self):
        own, group = self._own(self.officer_a, "自有企业"), self._common("示例集团有限公司")
        with self.assertRaisesRegex(UserError, "not in the common directory"):
            self._as(self.officer_a).browse(own.id).action_kfz_propose()
        with self.assertRaisesRegex(UserError, "not in the common directory"), self.cr.savepoint():
            self._propose(group_id=self._as(self.officer_a).browse(own.id))
        proposal = self._propose(group_id=self._as(self.officer_a).browse(group.id))
        self._by(self.joint, proposal).action_accept()
        self.assertEqual(self.common.group_id, group)

    def test_nothing_is_written_past_the_acts(self):
        proposal = self._propose(city="昆明")
        for user in (self.officer_a, self.joint, self.manager_all):
            for values in ({"state": "accepted"}, {"reason": "x"}, {"line_ids": [(5, 0, 0)]}):
                with self.assertRaises(AccessError), self.cr.savepoint():
                    self._by(user, proposal).write(values)
            with self.assertRaises(AccessError), self.cr.savepoint():
                self._by(user, proposal.line_ids).write({"new_value": "x"})
            with self.assertRaises(AccessError), self.cr.savepoint():
                self._by(user, proposal).unlink()

    def test_keepers_and_proposers_are_told(self):
        proposal = self._propose(city="昆明")
        notes = self.env["mail.notification"]
        self.assertTrue(notes.search_count([("res_partner_id", "=", self.joint.partner_id.id)]))
        before = notes.search_count([("res_partner_id", "=", self.officer_a.partner_id.id)])
        self._by(self.joint, proposal).action_refuse("依据不足")
        after = notes.search_count([("res_partner_id", "=", self.officer_a.partner_id.id)])
        self.assertEqual(after, before + 1)
        with self.assertRaisesRegex(UserError, "Enter why"):
            self._by(self.joint, self._propose(city="大理")).action_refuse(" ")
        with self.assertRaisesRegex(UserError, "is none"):
            self._by(self.joint, self._propose(city="曲靖")).action_refuse(["x"])

    def test_the_page_of_a_common_enterprise_is_read_only_with_the_button(self):
        page = self._as(self.officer_a).browse(self.common.id)
        with Form(page, "kfz_investment.res_partner_view_form_kfz") as form:
            for name in ("name", "vat", "city", "recognition_ids"):
                self.assertTrue(form._get_modifier(name, "readonly"), name)
        own = Form(
            self._own(self.officer_a, "自有企业"), "kfz_investment.res_partner_view_form_kfz"
        )
        self.assertFalse(own._get_modifier("name", "readonly"))

    def test_recognitions_are_the_keepers_words(self):
        mine = self._by(self.manager_all, self.recognition)
        with self.assertRaises(AccessError):
            mine.write({"name": "x"})
        self._by(self.joint, self.recognition).write({"name": "示例称号（新）"})
