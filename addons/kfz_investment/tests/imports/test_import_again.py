from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .import_common import ImportCase
from .test_import_rules import CODE, HEAD, LANDED, SIGNED


@tagged("post_install", "-at_install")
class TestImportAgain(ImportCase):
    """A list that is sent again: every change is shown, what would be undone is kept, and what is done leaves a trace."""

    def _ledger(self, *rows, head=HEAD):
        return self._xlsx([head, *rows])

    def _lead(self, name="示例项目甲"):
        return self.env["crm.lead"].search(
            [("name", "=", name), ("company_id", "in", self.zones.ids)]
        )

    def _preview(self, user, kind, content, **values):
        wizard = self._wizard(user, kind, content, **values)
        wizard.action_preview()
        return wizard

    def _told(self, wizard):
        return {(change.label, change.old, change.new) for change in wizard.change_ids}

    def _corrected(self, investment=2, amount=1.5):
        return [*SIGNED[:3], investment, "签约", "2026-03-05", amount, None, None]

    def test_every_change_is_shown_before_it_happens(self):
        self._import(self.manager, "project", self._ledger(SIGNED))
        row = [*SIGNED[:3], 2, "落地", "2026-03-06", 1.5, "2026-07-01", 800]
        wizard = self._preview(self.manager, "project", self._ledger(row))
        told = self._told(wizard)
        self.assertIn(("Planned investment", "CNY 100 million", "CNY 200 million"), told)
        self.assertIn(("Stage", "Signed", "Landed"), told)
        self.assertTrue(all(wizard.change_ids.mapped("apply")))
        self.assertEqual(wizard.change_ids.mapped("row"), [2] * len(told))
        self.assertEqual((wizard.undo_count, self._lead().expected_revenue), (0, 100_000_000))
        labels = wizard.change_ids.mapped("label")
        self.assertIn("Capital in place", labels)
        self.assertIn("Landed", labels)

    def test_an_unticked_change_is_not_made(self):
        self._import(self.manager, "project", self._ledger(SIGNED))
        wizard = self._preview(self.manager, "project", self._ledger(self._corrected()))
        wizard.change_ids.filtered(lambda change: change.key == "expected_revenue").apply = False
        wizard.action_import()
        lead = self._lead()
        self.assertEqual((lead.expected_revenue, lead.signed_amount), (100_000_000, 150_000_000))
        self.assertEqual((wizard.updated_count, wizard.kept_count), (1, 1))

    def test_an_older_ledger_undoes_nothing_by_itself(self):
        older, newer = self._ledger(SIGNED), self._ledger(self._corrected())
        self._import(self.manager, "project", older)
        self._import(self.manager, "project", newer)
        wizard = self._import(self.manager, "project", older)
        self.assertEqual((wizard.updated_count, wizard.kept_count), (0, 2))
        self.assertEqual(self._lead().expected_revenue, 200_000_000)
        self.assertIn("left as it is", self._messages(wizard, "warning"))
        unseen = self._wizard(self.manager, "project", older)
        unseen.action_import()
        self.assertEqual(self._lead().expected_revenue, 200_000_000)

    def test_what_was_changed_by_hand_is_kept_until_a_manager_ticks_it(self):
        self._import(self.manager, "project", self._ledger(SIGNED))
        lead = self._lead()
        lead.expected_revenue = 300_000_000
        newer = self._ledger(self._corrected(amount=1))
        wizard = self._preview(self.manager, "project", newer)
        change = wizard.change_ids
        self.assertEqual((change.is_undo, change.apply, change.may_tick), (True, False, True))
        self.assertEqual((wizard.updated_count, wizard.kept_count), (0, 1))
        change.apply = True
        wizard._run(apply=False, as_ticked=True)
        self.assertEqual((wizard.updated_count, wizard.kept_count), (1, 0))
        self.assertEqual(lead.expected_revenue, 300_000_000)
        wizard.action_import()
        self.assertEqual(lead.expected_revenue, 200_000_000)

    def test_an_officer_undoes_nothing(self):
        self._import(self.manager, "project", self._ledger(SIGNED))
        lead = self._lead()
        lead.write({"expected_revenue": 300_000_000, "user_id": self.officer.id})
        row = [*SIGNED[:3], 2, "线索", None, None, None, None]
        wizard = self._preview(self.officer, "project", self._ledger(row))
        change = wizard.change_ids.filtered(lambda each: each.key == "expected_revenue")
        self.assertEqual((change.is_undo, change.may_tick), (True, False))
        with self.assertRaisesRegex(UserError, "Only a promotion manager"):
            change.apply = True
        # past the refusal: the import asks again
        self.env.cr.execute("UPDATE kfz_import_change SET apply = true WHERE id = %s", [change.id])
        self.env.invalidate_all()
        wizard.action_import()
        self.assertEqual(lead.expected_revenue, 300_000_000)

    def test_a_client_sets_the_tick_alone(self):
        self._import(self.manager, "project", self._ledger(SIGNED))
        wizard = self._preview(self.manager, "project", self._ledger(self._corrected()))
        change = wizard.change_ids[0]
        for name, value in (("may_tick", False), ("is_undo", True), ("new_value", 1.5)):
            with self.subTest(name), self.assertRaises(AccessError):
                change.write({name: value})
        with self.assertRaises(AccessError):
            wizard.change_ids.with_user(self.manager_b).read(["old"])

    def test_what_changed_since_the_preview_is_not_overwritten(self):
        self._import(self.manager, "project", self._ledger(SIGNED))
        wizard = self._preview(self.manager, "project", self._ledger(self._corrected()))
        self._lead().expected_revenue = 123
        wizard.action_import()
        self.assertEqual(self._lead().expected_revenue, 123)
        self.assertEqual(self._lead().signed_amount, 150_000_000)
        self.assertIn("no longer as the preview showed", self._messages(wizard, "warning"))

    def test_withdrawn_capital_does_not_come_back(self):
        self._import(self.manager, "project", self._ledger(LANDED))
        lead = self._lead("示例项目乙")
        lead.capital_ids.with_user(self.manager)._kfz_withdraw("示例原因")
        self.assertFalse(lead.capital_in_place)
        wizard = self._import(self.manager, "project", self._ledger(LANDED))
        self.assertEqual(wizard.change_ids.filtered("is_undo").mapped("key"), ["capital_ids"])
        self.assertFalse(lead.capital_in_place)

    def test_a_record_made_by_hand_keeps_what_it_says(self):
        self._enterprise("昆明示例共有有限公司", vat=CODE, street="示例路1号")
        head = ["企业名称", "统一社会信用代码", "注册地址", "网址"]
        content = self._xlsx([head, ["昆明示例共有有限公司", CODE, "示例路2号", "https://e.com"]])
        wizard = self._import(self.officer, "enterprise", content)
        partner = self.env["res.partner"].search([("vat", "=", CODE)])
        self.assertEqual((partner.street, partner.website), ("示例路1号", "https://e.com"))
        self.assertIn("Registered address", wizard.change_ids.mapped("label"))
        self.assertEqual((wizard.updated_count, wizard.kept_count), (1, 1))

    def test_the_table_of_rows_says_what_will_be_and_what_was_done(self):
        older, newer = self._ledger(SIGNED), self._ledger(self._corrected(amount=1))
        self._import(self.manager, "project", older)
        self._import(self.manager, "project", newer)
        wizard = self._preview(self.manager, "project", older)
        investment = wizard.preview["columns"].index("计划总投资")
        for state in ("preview", "done"):
            with self.subTest(state=state):
                [row] = wizard.preview["rows"]
                self.assertEqual(row[:2], [2, "kept"])
                self.assertEqual(row[investment + 2], "CNY 100 million", "what the file says")
                self.assertEqual(
                    wizard.preview["changes"],
                    {"2": {str(investment): ["expected_revenue", "CNY 200 million", True]}},
                )
            wizard.action_import() if state == "preview" else None
        ticked = self._preview(self.manager, "project", older)
        ticked.change_ids.apply = True
        ticked.action_import()
        [row] = ticked.preview["rows"]
        self.assertEqual(
            (row[1], ticked.preview["changes"]["2"][str(investment)][2]), ("update", False)
        )

    # what is left behind

    def test_what_is_done_leaves_a_trace_in_the_record(self):
        self._import(self.manager, "project", self._ledger(SIGNED), name="一季度.xlsx")
        lead = self._lead()
        followers, before = lead.message_follower_ids, lead.message_ids
        self._import(self.manager, "project", self._ledger(self._corrected()), name="二季度.xlsx")
        [note] = lead.message_ids - before
        self.assertIn("二季度.xlsx", note.body)
        self.assertIn("CNY 100 million → CNY 200 million", note.body)
        self.assertEqual(note.author_id, self.manager.partner_id)
        self.assertEqual(lead.message_follower_ids, followers)
        seen = lead.with_user(self.officer)
        self.assertIn("二季度.xlsx, row 2", seen.kfz_import_note)
        self.assertIn(self.manager.name, seen.kfz_import_note)
        traces = self.env["kfz.import.trace"].search([("record_id", "=", lead.id)])
        self.assertEqual(traces.mapped("action"), ["update", "create"])

    def test_the_history_of_imports_is_the_zones_own(self):
        wizard = self._import(self.manager, "project", self._ledger(SIGNED))
        Run = self.env["kfz.import.run"]
        run = Run.browse(wizard.run_ids)
        self.assertEqual(
            (run.company_id, run.user_id, run.created_count), (self.zone_a, self.manager, 1)
        )
        self.assertIn(run, Run.with_user(self.manager).search([]))
        self.assertNotIn(run, Run.with_user(self.manager_b).search([]))
        self.assertFalse(
            self.env["kfz.import.trace"].with_user(self.manager_b).search([("run_id", "=", run.id)])
        )
        with self.assertRaises(UserError):
            run.write({"filename": "x"})
        with self.assertRaises(AccessError):
            run.with_user(self.manager).write({"created_count": 9})

    def test_the_result_opens_what_this_import_has_made(self):
        self._import(self.manager, "project", self._ledger(SIGNED))
        wizard = self._import(self.manager, "project", self._ledger(SIGNED, LANDED))
        found = (
            self.env["crm.lead"]
            .with_user(self.manager)
            .search(wizard.action_open_records()["domain"])
        )
        self.assertEqual(found, self._lead("示例项目乙"))

    def test_the_result_leads_to_the_proposals_made(self):
        common = self._enterprise("昆明示例共有有限公司", vat=CODE)
        common.action_publish_enterprise()
        content = self._xlsx(
            [["企业名称", "统一社会信用代码", "网址"], [common.name, CODE, "https://e.com"]]
        )
        wizard = self._preview(self.officer, "enterprise", content)
        self.assertIn("(Website Link) is proposed", self._messages(wizard, "info"))
        wizard.action_import()
        self.assertIn("(Website Link) was proposed", self._messages(wizard, "info"))
        proposals = self.env["kfz.directory.proposal"].search(
            wizard.action_open_proposals()["domain"]
        )
        self.assertEqual(proposals.partner_id, common)

    # beside that

    def test_a_project_without_enterprise_gets_the_new_one_of_its_row(self):
        lead = ["示例线索", None, "昆明综合保税区", None, "线索", None, None, None, None]
        self._import(self.officer, "project", self._ledger(lead))
        row = ["示例线索", "昆明示例新来有限公司", *lead[2:]]
        wizard = self._import(self.officer, "project", self._ledger(row))
        self.assertEqual(self._lead("示例线索").partner_id.name, "昆明示例新来有限公司")
        self.assertIn("was added", self._messages(wizard, "info"))

    def test_a_users_own_default_fills_no_row(self):
        self.env["ir.default"].set(
            "crm.lead", "contact_name", "默认联系人", user_id=self.officer.id
        )
        self.env["ir.default"].set("res.partner", "street", "默认路", user_id=self.officer.id)
        row = ["示例线索", "昆明示例新来有限公司", "昆明综合保税区", None, "线索", *[None] * 4]
        self._import(self.officer, "project", self._ledger(row))
        lead = self._lead("示例线索")
        self.assertFalse(lead.contact_name or lead.partner_id.street)

    def _spent(self, *imports):
        """Queries of importing ledgers of (number of projects, investment, agreed amount), and how many are changed."""
        spent = []
        for count, investment, agreed, updated in imports:
            rows = [
                [f"示例{n}", f"昆明示例之{n}有限公司", SIGNED[2], investment, *SIGNED[4:6], agreed]
                for n in range(count)
            ]
            content = self._ledger(*([*row, None, None] for row in rows))
            wizard = self._wizard(self.manager, "project", content, is_opening=True)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            wizard.action_import()
            spent.append(self.cr.sql_log_count - before)
            self.assertEqual(wizard.updated_count, updated, self._messages(wizard))
        return spent

    def test_changed_rows_cost_few_queries_and_unchanged_ones_none(self):
        _new, few, many, none = self._spent(
            (40, 1, 1, 0), (4, 2, 1, 4), (40, 3, 1, 40), (40, 3, 1, 0)
        )
        self.assertLessEqual(many - few, 3 * 36, (few, many, none))
        self.assertLess(none, few, (few, many, none))

    def test_amended_agreements_cost_few_queries(self):
        _new, few, many = self._spent((24, 1, 1, 0), (4, 1, 2, 4), (24, 1, 3, 24))
        self.assertLessEqual(many - few, 3 * 20, (few, many))
        corrections = self.env["kfz.correction"].search([("lead_id", "=", self._lead("示例0").id)])
        self.assertEqual(
            set(corrections.mapped(lambda each: (each.old_value, each.new_value))),
            {
                ("CNY 100,000,000.00", "CNY 200,000,000.00"),
                ("CNY 200,000,000.00", "CNY 300,000,000.00"),
            },
        )
