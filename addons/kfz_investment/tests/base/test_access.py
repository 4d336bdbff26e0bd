import itertools

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import KfzCase
from ..referral.referral_common import make_access
from .access_matrix import MATRIX, ROLES

#: models whose records belong to one zone and cannot be read outside it
PRIVATE = (
    "crm.lead",
    "kfz.agreement",
    "kfz.assignment",
    "kfz.capital.record",
    "kfz.channel",
    "kfz.enterprise.note",
    "kfz.export.log",
    "kfz.figure.entry",
    "kfz.gate.override",
    "kfz.interaction",
    "kfz.duty",
    "kfz.issue.climb",
    "kfz.ladder.change",
    "kfz.ladder.rate",
    "kfz.ladder.step",
    "kfz.light.change",
    "kfz.light.reason",
    "kfz.milestone",
    "kfz.official",
    "kfz.stage.transition",
    "kfz.condition.change",
    "kfz.correction",
    "kfz.share",
    "kfz.signed.landed.report",
    "kfz.trade.record",
    "kfz.trade.report",
    "kfz.trade.target",
    "kfz.workload",
    "kfz.zone.setting.change",
    "kfz.referral",
    "kfz.referral.member",
    "kfz.intermediary.agreement",
    "kfz.intermediary.account",
    "kfz.portal.access",
    "kfz.award",
    "kfz.award.entry",
    "kfz.award.fund",
    "kfz.award.objection",
    "kfz.award.report",
    "kfz.award.scheme",
    "kfz.award.tier",
    "kfz.policy",
    "kfz.policy.clause",
    "kfz.first.contact",
    "kfz.first.contact.check",
    "kfz.first.contact.evidence",
    "kfz.first.contact.extension",
)
OPERATIONS = (("r", "read"), ("w", "write"), ("c", "create"), ("u", "unlink"))


@tagged("post_install", "-at_install")
class TestAccess(KfzCase):
    """The access matrix of design §10, as far as it is built: role × model × operation, and zone against zone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project("landed", user=cls.officer)
        cls.project.capital_ids = [(0, 0, {"received_on": cls._days_ago(5), "amount": 100})]
        cls.project.agreement_ids._kfz_correct({"number": "示例-1"}, "示例")
        cls.project.write({"condition": "delayed", "condition_reason": "示例"})
        cls.env["kfz.gate.override"].create(
            {"lead_id": cls.project.id, "stage_id": cls.stages["construction"].id, "reason": "示例"}
        )
        step = {"lead_id": cls.project.id, "step": "customs", "planned_on": cls.today}
        cls.env["kfz.ladder.step"].create(step)._kfz_move(cls._days_ago(-9), "示例")
        cls._climbed_issue(cls.project)
        cls._lights()
        cls.env["kfz.enterprise.note"].create(
            {"partner_id": cls.project.partner_id.id, "company_id": cls.zone_a.id, "body": "示例"}
        )
        cls.env["kfz.share"].create(
            {
                "lead_id": cls.project.id,
                "level_id": cls.env.ref("kfz_investment.share_level_summary").id,
                "recipient_ids": [(6, 0, cls.zone_b.ids)],
            }
        ).action_publish()
        cls.env["kfz.trade.record"].create(
            {
                "company_id": cls.zone_a.id,
                "partner_id": cls.project.partner_id.id,
                "mode": "1210",
                "amount": 100,
            }
        )._kfz_set({"state": "confirmed"})
        channel = {"name": "示例群", "address": "https://robot.example/", "new_token": "x"}
        cls.env["kfz.channel"].create({**channel, "company_id": cls.zone_a.id})
        cls._award(cls._referral())
        cls._policy()
        cls._first_contact()
        cls.project.with_user(cls.manager).export_data(["name"])
        cls.zone_a.kfz_return_days = 90

    @classmethod
    def _lights(cls):
        """An entry of each ledger of lights."""
        known = {"lead_id": cls.project.id, "company_id": cls.zone_a.id}
        days = {"since": cls.today, "known_on": cls.today}
        cls.env["kfz.light.change"].create({**known, **days, "kind": "record", "light": "red"})
        cls.env["kfz.light.reason"].create({**known, "name": "示例", "month": cls.today})

    @classmethod
    def _referral(cls):
        """An intermediary with its records and an open referral."""
        intermediary = cls._enterprise("示例中介有限公司", is_intermediary=True)
        own = {"partner_id": intermediary.id, "company_id": cls.zone_a.id}
        make_access(intermediary, cls.zone_a)
        cls.env["kfz.intermediary.account"].create(
            {
                **own,
                "bank_name": "示例银行",
                "account_number": "6222000000000000",
                "holder": "示例中介有限公司",
            }
        )
        cls.env["kfz.referral"].create(
            {
                "intermediary_id": intermediary.id,
                "enterprise_name": "示例投资有限公司",
                "company_id": cls.zone_a.id,
                "member_ids": [(0, 0, {"name": "示例甲", "share": 100, "is_payee": True})],
            }
        )
        return intermediary

    @classmethod
    def _award(cls, intermediary):
        """A scheme, and an award of an accepted referral with an objection."""
        cls.env["kfz.award.scheme"].create(
            {
                "name": "示例办法",
                "company_id": cls.zone_a.id,
                "date_from": "2020-01-01",
                "tier_ids": [(0, 0, {"rate": 1})],
                "fund_ids": [(0, 0, {"source": "示例资金"})],
            }
        )
        cls.project.referral_id = cls.env["kfz.referral"].create(
            {
                "intermediary_id": intermediary.id,
                "enterprise_name": "示例企业有限公司",
                "partner_id": cls.project.partner_id.id,
                "company_id": cls.zone_a.id,
                "state": "accepted",
                "registered_on": "2020-01-01 00:00:00",
            }
        )
        cls.project.award_ids._kfz_add_objection(
            {"party": "示例单位", "text": "示例", "received_on": cls.today}
        )

    @classmethod
    def _policy(cls):
        """A policy with one clause."""
        topic = cls.env.ref("kfz_investment.policy_topic_tax")
        clause = {"name": "示例条款", "benefit": "示例", "topic_id": topic.id}
        cls.env["kfz.policy"].create(
            {
                "name": "示例政策",
                "company_id": cls.zone_a.id,
                "clause_ids": [(0, 0, clause)],
            }
        )

    @classmethod
    def _first_contact(cls):
        """A claim with an extension, a check, evidence in a dispute that is not submitted."""
        claim = (
            cls.env["kfz.first.contact"]
            .search([("partner_id", "=", cls.project.partner_id.id)])
            .with_user(cls.manager)
        )
        claim.action_extend(10, "示例")
        cls.env["kfz.first.contact.check"].with_user(cls.manager)._kfz_ask_by_hand(
            cls.zone_a, "示例查询", False
        )
        wizard = (
            cls.env["kfz.first.contact.open.dispute"]
            .with_user(cls.manager)
            .create({"claim_id": claim.id, "other_id": cls.zone_b.id})
        )
        cls.env["kfz.first.contact.evidence"].with_user(cls.manager).create(
            {"dispute_id": wizard.action_open()["res_id"], "text": "示例"}
        )

    def test_every_own_model_has_a_row(self):
        models = {
            name
            for name, model in self.env.registry.items()
            if name.startswith("kfz.") and not model._abstract
        }
        self.assertEqual(models - set(MATRIX), set(), "give each new model its row in MATRIX")
        self.assertEqual(set(MATRIX) - models - {"crm.lead"}, set(), "rows of models that are gone")

    def test_each_role_may_do_what_the_matrix_says(self):
        for model, row in MATRIX.items():
            self.assertLessEqual(len(row), len(ROLES), model)
            for role, allowed in itertools.zip_longest(ROLES, row, fillvalue=""):
                user = getattr(self, role)
                actual = "".join(
                    letter
                    for letter, operation in OPERATIONS
                    if self.env[model].with_user(user).has_access(operation)
                )
                with self.subTest(model=model, role=role):
                    self.assertEqual(actual, allowed)

    def _records(self, model):
        domain = [("company_id", "=", self.zone_a.id)]
        records = self.env[model].with_context(active_test=False).search(domain)
        self.assertTrue(records, f"the test needs a record of {model}")
        return records

    def test_no_zone_sees_the_private_records_of_another(self):
        for model in PRIVATE:
            records = self._records(model)
            theirs = self.env[model].with_user(self.manager_b).with_context(active_test=False)
            with self.subTest(model=model):
                self.assertFalse(theirs.search([("id", "in", records.ids)]))
                self.assertFalse(
                    any(record.has_access("read") for record in theirs.browse(records.ids))
                )
                with self.assertRaises(AccessError):
                    theirs.browse(records.ids).read(["display_name"])
                if theirs.has_access("write"):
                    with self.assertRaises(AccessError):
                        theirs.browse(records.ids[:1]).write({"company_id": self.zone_b.id})

    def test_a_zone_reads_its_own_records(self):
        for model in PRIVATE:
            records = self._records(model)
            with self.subTest(model=model):
                self.assertTrue(
                    self.env[model].with_user(self.manager).search([("id", "in", records.ids)])
                )

    def test_an_officer_edits_own_and_unassigned_projects_only(self):
        unassigned = self._project("lead")
        self.assertTrue(self.project.with_user(self.officer).has_access("write"))
        self.assertTrue(unassigned.with_user(self.officer).has_access("write"))
        self.assertFalse(self.project.with_user(self.officer2).has_access("read"))

    def test_a_record_cannot_be_written_into_another_zone(self):
        Lead = self.env["crm.lead"].with_user(self.manager_b)
        with self.assertRaises(AccessError):
            Lead.create({"name": "示例", "is_promotion": True, "company_id": self.zone_a.id})
        with self.assertRaises(AccessError):
            self.env["kfz.official"].with_user(self.manager_b).create(
                {"name": "示例", "company_id": self.zone_a.id}
            )

    def test_a_record_cannot_be_attached_to_a_hidden_project(self):
        for model, values in (
            ("kfz.interaction", {"summary": "示例", "partner_id": self.project.partner_id.id}),
            ("kfz.capital.record", {"amount": 1}),
            ("kfz.agreement", {"amount": 1}),
            ("kfz.milestone", {"milestone": "production"}),
            ("kfz.ladder.step", {"step": "customs"}),
            ("kfz.gate.override", {"stage_id": self.stages["production"].id, "reason": "示例"}),
        ):
            with self.subTest(model=model), self.assertRaises(AccessError), self.cr.savepoint():
                self.env[model].with_user(self.manager_b).create(
                    {**values, "lead_id": self.project.id}
                )

    def test_wizards_act_with_the_rights_of_their_user(self):
        move = {"stage_id": self.stages["signed"].id, "reason": "示例"}
        for model, values in (
            (
                "kfz.lead.condition",
                {"lead_ids": [(6, 0, self.project.ids)], "condition": "delayed", "reason": "示例"},
            ),
            ("kfz.lead.move", {"lead_id": self.project.id, **move}),
            (
                "kfz.lead.assign",
                {
                    "lead_ids": [(6, 0, self.project.ids)],
                    "role": "task_force_lead",
                    "official_id": self._official("示例丁", self.zone_b).id,
                },
            ),
        ):
            with self.subTest(model=model), self.assertRaises(AccessError), self.cr.savepoint():
                self.env[model].with_user(self.manager_b).create(values).action_apply()

    def test_managers_of_one_zone_do_not_change_gates_of_all_zones(self):
        rule = self.env.ref("kfz_investment.gate_negotiation_industry")
        self.assertTrue(rule.with_user(self.manager).has_access("read"))
        self.assertFalse(rule.with_user(self.manager).has_access("write"))
        own = (
            self.env["kfz.gate.rule"]
            .with_user(self.manager)
            .create(
                {
                    "stage_id": self.stages["review"].id,
                    "check_code": "lead_official",
                    "company_id": self.zone_a.id,
                }
            )
        )
        own.unlink()

    def test_sales_menus_are_not_for_officers(self):
        crm_menu = self.env.ref("crm.crm_menu_root").id
        root = self.env.ref("kfz_investment.menu_kfz_root").id
        for user, sales, promotion in ((self.officer, False, True), (self.salesman, True, False)):
            menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            self.assertEqual((crm_menu in menus, root in menus), (sales, promotion))
