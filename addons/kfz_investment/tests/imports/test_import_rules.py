from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .import_common import ImportCase

HEAD = [
    "项目名称",
    "投资企业",
    "所属园区",
    "计划总投资（亿元）",
    "当前阶段",
    "签约日期",
    "协议金额（亿元）",
    "落地日期",
    "到位资金（万元）",
]
SIGNED = [
    "示例项目甲",
    "昆明示例一有限公司",
    "昆明综合保税区",
    1,
    "签约",
    "2026-03-05",
    1,
    None,
    None,
]
LANDED = [
    "示例项目乙",
    "昆明示例二有限公司",
    "昆明综合保税区",
    1,
    "落地",
    "2026-03-05",
    1,
    "2026-06-01",
    500,
]
CODE = "91532822L12TH3BJ1H"


@tagged("post_install", "-at_install")
class TestImportRules(ImportCase):
    """Who may import what, gates, matching and updating."""

    def _ledger(self, *rows, head=HEAD):
        return self._xlsx([head, *rows])

    def _lead(self, name):
        return self.env["crm.lead"].search(
            [("name", "=", name), ("company_id", "in", self.zones.ids)]
        )

    # who

    def test_only_promotion_officers_import(self):
        with self.assertRaises(AccessError):
            self._wizard(self.employee, "enterprise", b"x")
        with self.assertRaises(AccessError):
            self._wizard(self.official, "project", b"x")

    def test_an_officer_cannot_import_a_past_ledger(self):
        wizard = self._wizard(self.officer, "project", self._ledger(SIGNED), is_opening=True)
        with self.assertRaisesRegex(UserError, "Only a promotion manager"):
            wizard.action_import()
        plain = self._wizard(self.officer, "project", self._ledger(SIGNED, LANDED))
        plain.action_preview()
        self.assertFalse(plain.is_opening)
        self.assertEqual(self._rows(plain, "error"), [2, 3])

    def test_another_user_does_not_see_the_import(self):
        wizard = self._wizard(self.manager, "enterprise", self._example("enterprises.xlsx"))
        wizard.action_preview()
        with self.assertRaises(AccessError):
            wizard.with_user(self.manager_b).read(["file"])
        with self.assertRaises(AccessError):
            wizard.line_ids.with_user(self.manager_b).read(["message"])

    # gates

    def test_a_row_that_breaks_a_gate_is_refused_with_every_missing_thing(self):
        wizard = self._wizard(self.manager, "project", self._ledger(SIGNED))
        wizard.action_preview()
        wizard.is_opening = False
        wizard.action_preview()
        self.assertFalse(wizard.is_opening, "unticked, it stays unticked")
        message = self._messages(wizard)
        for item in (
            "Industry",
            "Account manager",
            "At least one visit or meeting",
            "Function of the zone",
            "Entry type",
            "Area of the zone",
            "Site need",
            "Lead official",
            "Formal agreement in force",
            "Document of the formal agreement",
        ):
            self.assertIn(item, message)
        wizard.action_import()
        self.assertFalse(self._lead("示例项目甲"))

    def test_a_lead_passes_its_gates_without_an_override(self):
        lead = ["示例线索", None, "昆明综合保税区", None, "线索", None, None, None, None]
        wizard = self._import(self.officer, "project", self._ledger(lead))
        self.assertEqual(wizard.created_count, 1)
        created = self._lead("示例线索")
        self.assertEqual(created.stage_id, self.stages["lead"])
        self.assertFalse(created.gate_override_ids)
        self.assertTrue(created.project_code.startswith("KCBZ-"))

    def test_outside_a_past_ledger_signings_are_drafts(self):
        row = [*SIGNED[:4], "线索", *SIGNED[5:]]
        wizard = self._wizard(self.manager, "project", self._ledger(row))
        wizard.action_preview()
        wizard.is_opening = False
        wizard.action_preview()
        wizard.action_import()
        lead = self._lead("示例项目甲")
        self.assertEqual(lead.agreement_ids.state, "draft")
        self.assertFalse(lead.signed_date)

    # matching and updating

    def test_a_corrected_ledger_corrects_its_project(self):
        self._import(self.manager, "project", self._ledger(SIGNED))
        corrected = [*SIGNED[:3], 2, "落地", "2026-03-06", 1.5, "2026-07-01", 800]
        wizard = self._import(self.manager, "project", self._ledger(corrected))
        self.assertEqual((wizard.created_count, wizard.updated_count), (0, 1))
        lead = self._lead("示例项目甲")
        self.assertEqual(len(lead), 1)
        self.assertEqual(lead.stage_id, self.stages["landed"])
        self.assertEqual((str(lead.signed_date), lead.signed_amount), ("2026-03-06", 150_000_000))
        self.assertEqual((str(lead.landed_date), lead.landed_amount), ("2026-07-01", 8_000_000))
        again = self._import(self.manager, "project", self._ledger(corrected))
        self.assertEqual((again.updated_count, again.unchanged_count), (0, 1))

    def test_what_counts_changes_by_an_import_with_a_trace(self):
        self._import(self.manager, "project", self._ledger(LANDED))
        lead = self._lead("示例项目乙")
        self.assertIn("past ledger", lead.agreement_ids.note)
        self.assertEqual(lead.milestone_ids.recognised_by_id, self.manager)
        row = [*LANDED[:6], 9.5, "2026-07-09", 990]
        self._import(self.manager, "project", self._ledger(row))
        self.assertEqual(
            set(lead.correction_ids.mapped("field_name")),
            {"amount", "received_on", "state", "effective_date"},
        )
        self.assertEqual(set(lead.correction_ids.mapped("reason")), {"Imported: list.xlsx"})
        self.assertEqual((str(lead.landed_date), lead.capital_in_place), ("2026-07-09", 9_900_000))

    def test_an_officer_corrects_no_signing_by_an_import(self):
        self._import(self.manager, "project", self._ledger(SIGNED))
        lead = self._lead("示例项目甲")
        lead.user_id = self.officer
        row = [*SIGNED[:6], 99, *SIGNED[7:]]
        wizard = self._wizard(self.officer, "project", self._ledger(row))
        wizard.action_import()
        self.assertEqual((wizard.updated_count, wizard.kept_count, wizard.error_count), (0, 1, 0))
        self.assertFalse(lead.correction_ids)
        self.assertEqual(lead.signed_amount, 100_000_000)

    def test_the_import_moves_no_project_back(self):
        self._import(self.manager, "project", self._ledger(LANDED))
        row = [*LANDED[:4], "签约", *LANDED[5:]]
        wizard = self._import(self.manager, "project", self._ledger(row))
        self.assertIn("does not move it back", self._messages(wizard, "warning"))
        self.assertEqual(self._lead("示例项目乙").stage_id, self.stages["landed"])

    def test_an_ended_project_is_left_out(self):
        self._import(self.manager, "project", self._ledger(LANDED))
        self._lead("示例项目乙").write(
            {
                "condition": "terminated",
                "lost_reason_id": self.env["crm.lost.reason"].search([], limit=1).id,
            }
        )
        wizard = self._import(self.manager, "project", self._ledger([*LANDED[:3], 9, *LANDED[4:]]))
        self.assertEqual(wizard.skipped_count, 1)

    def test_what_differs_from_a_common_enterprise_is_proposed_and_not_changed(self):
        common = self._enterprise("昆明示例共有有限公司", vat=CODE)
        common.action_publish_enterprise()
        head = ["企业名称", "统一社会信用代码", "注册资本（万元）", "联系人", "联系电话"]
        wizard = self._import(
            self.officer,
            "enterprise",
            self._xlsx([head, ["昆明示例共有有限公司", CODE, 100, "李示例", "0871-60000000"]]),
        )
        self.assertEqual((wizard.created_count, wizard.updated_count), (0, 1))
        self.assertEqual(wizard.proposal_count, 1)
        self.assertFalse(common.company_id or common.registered_capital or common.phone)
        proposal = self.env["kfz.directory.proposal"].search([("partner_id", "=", common.id)])
        self.assertEqual((proposal.source, proposal.company_id), ("workbook", self.zone_a))
        self.assertEqual(proposal.line_ids._kfz_new_values(), {"registered_capital": 1_000_000.0})
        contact = common.child_ids.filtered(lambda child: child.name == "李示例")
        self.assertEqual((contact.phone, contact.company_id), ("0871-60000000", self.zone_a))
        self.assertEqual(
            self._import(
                self.officer,
                "enterprise",
                self._xlsx([head, ["昆明示例共有有限公司", CODE, 100, "李示例", "0871-60000000"]]),
            ).unchanged_count,
            1,
        )
        self.assertEqual(len(proposal.search([("partner_id", "=", common.id)])), 1)
        proposal.with_user(self.joint).action_accept()
        self.assertEqual(common.registered_capital, 1_000_000)

    def test_many_proposals_cost_no_more_queries_than_few(self):
        spent = {}
        for count in (2, 12):
            names = [f"昆明示例共有{count}{number}有限公司" for number in range(count)]
            for name in names:
                self._enterprise(name).action_publish_enterprise()
            rows = [["企业名称", "网址"], *([name, "https://example.com"] for name in names)]
            wizard = self._wizard(self.officer, "enterprise", self._xlsx(rows))
            wizard.action_preview()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            wizard.action_import()
            spent[count] = self.cr.sql_log_count - before
            self.assertEqual(wizard.proposal_count, count)
        self.assertLess(spent[12] - spent[2], 12)

    def test_a_project_takes_its_zones_own_enterprise_not_another_zones(self):
        other = self._enterprise("昆明示例一有限公司", zone=self.zone_b, vat=CODE)
        head = [*HEAD, "统一社会信用代码"]
        wizard = self._import(self.manager_all, "project", self._ledger([*SIGNED, CODE], head=head))
        lead = self._lead("示例项目甲")
        self.assertEqual(lead.partner_id.company_id, self.zone_a)
        self.assertNotEqual(lead.partner_id, other)
        self.assertIn("was not in the directory and was added", self._messages(wizard, "info"))

    def test_rows_of_one_enterprise_share_it(self):
        head = [*HEAD, "统一社会信用代码"]
        rows = [
            [*SIGNED, None],
            ["示例项目丙", *SIGNED[1:], CODE],
            ["示例项目丁", *SIGNED[1:], None],
        ]
        self._import(self.manager, "project", self._ledger(*rows, head=head))
        partner = (
            self._lead("示例项目甲") | self._lead("示例项目丙") | self._lead("示例项目丁")
        ).partner_id
        self.assertEqual((len(partner), partner.vat), (1, CODE))

    def test_a_refused_project_does_not_take_its_new_enterprise_from_the_others(self):
        create = type(self.env["crm.lead"]).create

        def refuse_one(self, vals_list):
            if any(vals.get("name") == "示例项目丁" for vals in vals_list):
                raise UserError("示例拒绝")  # pylint: disable=translation-required
            return create(self, vals_list)

        rows = [SIGNED, ["示例项目丙", *SIGNED[1:]], ["示例项目丁", *SIGNED[1:]]]
        wizard = self._wizard(self.manager, "project", self._ledger(*rows), is_opening=True)
        with patch.object(type(self.env["crm.lead"]), "create", refuse_one):
            wizard.action_import()
        self.assertEqual((wizard.created_count, wizard.error_count), (2, 1))
        partner = self._lead("示例项目甲").partner_id
        self.assertEqual(self._lead("示例项目丙").partner_id, partner)
        self.assertEqual(partner.name, SIGNED[1])

    def test_officials_are_made_once_and_tied(self):
        head = [*HEAD, "挂点领导", "责任单位", "专人"]
        rows = [
            [*SIGNED, "示例领导", "示例招商一部", "示例专员"],
            ["示例项目丙", *SIGNED[1:], "示例领导", "示例招商一部", "示例专员"],
        ]
        self._import(self.manager, "project", self._ledger(*rows, head=head))
        lead = self._lead("示例项目丙")
        self.assertEqual(lead.lead_official_id, self._lead("示例项目甲").lead_official_id)
        self.assertEqual(
            (
                lead.lead_official_id.name,
                lead.responsible_unit_id.name,
                lead.account_manager_id.name,
            ),
            ("示例领导", "示例招商一部", "示例专员"),
        )
        self.assertTrue(lead.responsible_unit_id.is_unit)
        rows[1][-3] = "示例领导新"
        wizard = self._import(self.manager, "project", self._ledger(*rows, head=head))
        self.assertEqual((wizard.updated_count, wizard.unchanged_count), (1, 1))
        self.assertEqual(lead.lead_official_id.name, "示例领导新")
        self.assertEqual(len(lead.assignment_ids), 4)

    def test_an_officer_may_not_change_a_colleagues_project(self):
        lead = self._project("lead", user=self.officer2)
        head = ["项目名称", "投资企业", "计划总投资（亿元）", "当前阶段"]
        wizard = self._wizard(
            self.officer,
            "project",
            self._xlsx([head, [lead.name, lead.partner_id.name, 3, "线索"]]),
        )
        wizard.action_import()
        self.assertFalse(lead.expected_revenue)

    def test_many_rows_cost_no_more_queries_than_few(self):
        def ledger(start, count):
            return self._ledger(
                *(
                    [f"示例项目{start}-{n}", f"昆明示例{start}之{n}有限公司", *LANDED[2:]]
                    for n in range(count)
                )
            )

        self._import(self.manager, "project", ledger(0, 2))
        counts = []
        for start, count in ((1, 4), (2, 40)):
            wizard = self._wizard(self.manager, "project", ledger(start, count), is_opening=True)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            wizard.action_import()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(wizard.created_count, count)
        self.assertLessEqual(counts[1], counts[0] + 10)
