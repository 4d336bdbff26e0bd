import datetime
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from psycopg2.errors import CheckViolation, UniqueViolation

from ...domain import calendar
from .policy_common import PolicyCase


@tagged("post_install", "-at_install")
class TestPolicy(PolicyCase):
    """Policies to share: the zone's own until published, all zones' while published, gone when withdrawn."""

    # who reads what, and when

    def _found(self, user, title):
        """How often a user finds a policy: search, name search, groups, export, full text, clauses, the zones side by side."""
        Sheet, Clause = (
            self.env[model].with_user(user)
            for model in ("kfz.shared.policy", "kfz.shared.policy.clause")
        )
        domain = [("name", "=", title)]
        exported = Sheet.search([]).export_data(["name", "clause_ids/benefit"])["datas"]
        return [
            Sheet.search_count(domain),
            len(Sheet.name_search(title)),
            sum(
                group["__count"]
                for group in Sheet.formatted_read_group(domain, ["zone_id"], ["__count"])
            ),
            sum(title in row for row in exported),
            Sheet.search_count([("search_text", "ilike", f"{title} 物流")]),
            Clause.search_count([("policy_id.name", "=", title)]),
            sum(
                card["policy"] == title
                for row in Clause.kfz_compare()["rows"]
                for cell in row["cells"]
                for card in cell
            ),
        ]

    def test_it_shows_to_all_zones_from_publishing_to_withdrawing_and_at_no_other_time(self):
        policy = self._policy("示例秘密政策")
        for moment, seen in (("draft", 0), ("issued", 0), ("published", 1), ("withdrawn", 0)):
            if moment != "draft":
                {
                    "issued": policy.action_issue,
                    "published": policy.action_publish,
                    "withdrawn": policy.action_withdraw,
                }[moment]()
            for user in (*self.everybody, self.manager, self.official):
                with self.subTest(moment=moment, user=user.login):
                    self.assertEqual(self._found(user, "示例秘密政策"), [seen] * 7)

    def test_other_zones_never_read_the_document_itself(self):
        policy = self._policy(published=True)
        for model, record in (("kfz.policy", policy), ("kfz.policy.clause", policy.clause_ids)):
            theirs = self.env[model].with_user(self.manager_b)
            self.assertFalse(theirs.search([("id", "in", record.ids)]))
            with self.assertRaises(AccessError):
                theirs.browse(record.ids).read(["display_name"])
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.joint_mhmd).search([])

    def test_users_without_a_role_read_no_sheet(self):
        self._policy(published=True)
        for user in (self.employee, self.salesman):
            with self.assertRaises(AccessError):
                self.env["kfz.shared.policy"].with_user(user).search([])

    def test_officers_read_and_managers_of_the_zone_write(self):
        policy = self._policy()
        self.assertTrue(policy.with_user(self.officer).has_access("read"))
        self.assertFalse(policy.with_user(self.officer).has_access("write"))
        for method in (
            "action_issue",
            "action_publish",
            "action_unpublish",
            "action_withdraw",
            "action_new_version",
        ):
            for user in (self.officer, self.manager_b):
                with self.subTest(method=method, user=user.login), self.assertRaises(AccessError):
                    getattr(policy.with_user(user), method)()

    def test_sheets_cannot_be_written(self):
        sheet = self._sheets(self._policy(published=True), self.manager)
        for values in ({"name": "示例"}, {"clause_ids": [(5, 0, 0)]}):
            with self.assertRaises(AccessError):
                sheet.write(values)

    def test_a_sheet_leads_back_to_nothing_and_names_no_user_of_the_zone(self):
        allowed = {
            "kfz.shared.policy": {
                "res.company",
                "kfz.area",
                "kfz.shared.policy.clause",
                "ir.attachment",
                "res.users",
                "mail.message",
                "mail.followers",
                "res.partner",
                "mail.notification",
                "rating.rating",
            },
            "kfz.shared.policy.clause": {
                "res.company",
                "kfz.shared.policy",
                "kfz.policy.topic",
                "res.currency",
                "res.users",
            },
        }
        for model, comodels in allowed.items():
            fields = self.env[model]._fields.values()
            self.assertLessEqual(
                {field.comodel_name for field in fields if field.relational}, comodels
            )
        sheet = self._sheets(self._policy(published=True))
        for record in (sheet, sheet.clause_ids):
            self.assertEqual(record.create_uid | record.write_uid, self.env.ref("base.user_root"))
        self.assertFalse(sheet.message_follower_ids)

    def test_the_zones_chatter_and_its_files_stay_in_the_zone(self):
        policy = self._policy(published=True)
        policy.message_post(
            body="示例内部意见",
            attachment_ids=self.env["ir.attachment"]
            .create(
                {
                    "name": "示例内部.txt",
                    "raw": b"secret",
                    "res_model": "kfz.policy",
                    "res_id": policy.id,
                }
            )
            .ids,
        )
        for user in self.everybody:
            messages = self.env["mail.message"].with_user(user)
            self.assertFalse(messages.search([("body", "ilike", "示例内部意见")]))
            self.assertFalse(
                self.env["ir.attachment"].with_user(user).search([("name", "=", "示例内部.txt")])
            )

    def test_the_original_goes_along_as_a_copy(self):
        original = (
            self.env["ir.attachment"]
            .with_user(self.manager)
            .create({"name": "示例原件.pdf", "raw": b"evidence"})
        )
        policy = self._policy(attachment_ids=[(6, 0, original.ids)], published=True)
        copy = self._sheets(policy).document_ids
        self.assertEqual((copy.name, copy.raw), ("示例原件.pdf", b"evidence"))
        self.assertNotEqual(copy, policy.attachment_ids)
        policy.action_unpublish()
        self.assertFalse(
            self.env["ir.attachment"].search(
                [("res_model", "=", "kfz.shared.policy"), ("id", "=", copy.id)]
            )
        )

    # the inbox

    def _notices(self, user, text):
        return (
            self.env["mail.message"]
            .with_user(user)
            .search([("body", "ilike", text), ("needaction", "=", True)])
        )

    def test_other_zones_managers_are_told_zone_and_title_until_the_policy_is_withdrawn(self):
        policy = self._policy("示例通知政策", published=True)
        for user, told in (
            (self.manager_b, 1),
            (self.manager_c, 1),
            (self.officer_b, 0),
            (self.manager, 0),
            (self.joint_mhmd, 0),
        ):
            with self.subTest(user=user.login):
                self.assertEqual(len(self._notices(user, "示例通知政策")), told)
        body = self._notices(self.manager_b, "示例通知政策").body
        self.assertIn(self.zone_a.display_name, body)
        self.assertNotIn("示例物流奖励", body)
        policy.action_unpublish()
        self.assertFalse(
            self.env["mail.message"].search(
                [("body", "ilike", "示例通知政策"), ("model", "=", "kfz.shared.policy")]
            )
        )
        self.assertFalse(self._notices(self.manager_b, "示例通知政策"))

    def test_publishing_changes_sends_no_second_notice(self):
        policy = self._policy("示例通知政策", published=True)
        policy.clause_ids.benefit = "示例新奖励"
        policy.action_publish()
        self.assertEqual(len(self._notices(self.manager_b, "示例通知政策")), 1)

    # changes

    def test_changes_wait_until_they_are_published(self):
        policy = self._policy(published=True)
        for change in (
            lambda: policy.write({"number": "示例〔2026〕1号"}),
            lambda: policy.clause_ids.write({"benefit": "示例半成品"}),
            lambda: policy.write({"clause_ids": [(0, 0, self._clause(name="示例新条款"))]}),
            lambda: policy.clause_ids[0].unlink(),
        ):
            before = self._sheets(policy).clause_ids.mapped("benefit"), self._sheets(policy).number
            change()
            self.env.invalidate_all()
            sheet = self._sheets(policy)
            self.assertEqual((sheet.clause_ids.mapped("benefit"), sheet.number), before)
            self.assertTrue(policy.has_changes)
            revision = sheet.revision
            policy.action_publish()
            self.assertFalse(policy.has_changes)
            self.assertEqual(
                (sheet.revision, sheet.clause_ids.mapped("benefit"), sheet.number),
                (revision + 1, policy.clause_ids.mapped("benefit"), policy.number),
            )

    def test_publishing_again_after_taking_out_shows_the_policy_anew(self):
        policy = self._policy(published=True)
        policy.action_unpublish()
        self.assertFalse(self._sheets(policy))
        policy.action_publish()
        self.assertEqual(self._sheets(policy).revision, 1)

    def test_state_and_publication_are_set_by_the_buttons_only(self):
        policy = self._policy()
        for values in (
            {"status": "issued"},
            {"is_published": True},
            {"version": 7},
            {"sheet_uid": "x"},
            {"supersedes_id": policy.id},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                policy.write(values)
        with self.assertRaises(AccessError):
            self.env["kfz.policy"].with_user(self.manager).create(
                {"name": "示例", "status": "issued"}
            )
        with self.assertRaisesRegex(UserError, "示例政策甲"):
            policy.action_publish()

    def test_a_policy_without_clauses_cannot_be_issued_nor_an_issued_one_deleted(self):
        policy = self._policy(clause_ids=False)
        with self.assertRaisesRegex(UserError, "示例政策甲"):
            policy.action_issue()
        policy.write({"clause_ids": [(0, 0, self._clause())]})
        policy.action_issue()
        with self.assertRaises(UserError):
            policy.unlink()

    def test_a_policy_and_its_clauses_stay_where_they_are(self):
        policy, other = self._policy(), self._policy("示例政策乙")
        with self.assertRaises(UserError):
            policy.company_id = self.zone_b
        with self.assertRaises(UserError):
            policy.clause_ids.policy_id = other
        with self.assertRaises(AccessError):
            self.env["kfz.policy.clause"].with_user(self.manager_b).create(
                {**self._clause(), "policy_id": policy.id}
            )

    def test_wrong_values_are_refused(self):
        policy = self._policy()
        for values in (
            {"valid_to": self._days_ago(101)},
            {"source_url": "javascript:alert(1)"},
            {
                "clause_ids": [
                    (1, policy.clause_ids.id, {"own_from": "2026-02-01", "own_to": "2026-01-01"})
                ]
            },
        ):
            with (
                self.subTest(values=values),
                self.assertRaises(ValidationError),
                self.cr.savepoint(),
            ):
                policy.write(values)
        area_b = self.env["kfz.area"].create(
            {"name": "示例片区", "code": "SL", "company_id": self.zone_b.id}
        )
        with self.assertRaises(ValidationError):
            policy.area_id = area_b
        with self.assertRaises(CheckViolation), self.cr.savepoint(), patch("odoo.sql_db._logger"):
            policy.clause_ids.write({"rate_from": 60, "rate_to": 40})
            self.env.flush_all()

    # validity and versions

    def test_state_follows_the_dates_of_shanghai(self):
        policy = self._policy(valid_from="2026-01-01", valid_to="2026-12-31")
        policy.action_issue()
        states = {
            "2025-12-31": "upcoming",
            "2026-01-01": "in_force",
            "2026-12-31": "in_force",
            "2027-01-01": "expired",
        }
        for day, state in states.items():
            with patch.object(calendar, "today", lambda day=day: datetime.date.fromisoformat(day)):
                self.env.invalidate_all()
                with self.subTest(day=day):
                    self.assertEqual(policy.state, state)
                    for asked in ("draft", "upcoming", "in_force", "expired", "withdrawn"):
                        found = policy.search([("state", "=", asked), ("id", "=", policy.id)])
                        self.assertEqual(bool(found), asked == state)

    def test_a_new_version_ends_the_earlier_one_and_the_pool_follows(self):
        old = self._policy("示例版本政策", published=True)
        new = (
            self.env["kfz.policy"]
            .with_user(self.manager)
            .browse(old.action_new_version()["res_id"])
        )
        self.assertEqual(
            (new.version, new.status, new.clause_ids.mapped("benefit")),
            (2, "draft", old.clause_ids.mapped("benefit")),
        )
        self.assertEqual(old.action_new_version()["res_id"], new.id)
        with self.assertRaisesRegex(UserError, "示例版本政策"):
            new.action_issue()
        new.valid_from = self.today + datetime.timedelta(days=10)
        new.action_issue()
        last = self.today + datetime.timedelta(days=9)
        self.assertEqual((old.valid_to, old.clause_ids.valid_to), (last, last))
        self.assertFalse(self._sheets(old).valid_to, "what is not published does not show")
        old.clause_ids.benefit = "示例半成品"
        new.action_publish()
        sheets = self._sheets(old).sorted("version")
        self.assertEqual([sheet.valid_to for sheet in sheets], [last, False])
        self.assertEqual(sheets[0].clause_ids.valid_to, last)
        self.assertNotEqual(sheets[0].clause_ids.benefit, "示例半成品")
        self.assertTrue(old.has_changes)

    def test_a_new_end_date_alone_needs_no_publishing(self):
        old = self._policy(published=True)
        new = old.browse(old.action_new_version()["res_id"])
        new.valid_from = self.today
        new.action_issue()
        self.assertTrue(old.has_changes)
        new.action_publish()
        self.assertFalse(old.has_changes)

    def test_a_policy_has_one_newer_version(self):
        old = self._policy(published=True)
        new = old.browse(old.action_new_version()["res_id"])
        with self.assertRaises(UniqueViolation), self.cr.savepoint(), patch("odoo.sql_db._logger"):
            self.env["kfz.policy"].create(
                {"name": "示例", "company_id": self.zone_a.id, "supersedes_id": old.id}
            )
            self.env.flush_all()
        new.valid_from = self.today
        new.action_issue()
        new.action_withdraw()
        self.assertNotEqual(old.action_new_version()["res_id"], new.id)
        self.env.cr.execute(
            "SELECT 1 FROM pg_indexes WHERE tablename = 'kfz_policy' AND indexname LIKE '%one_successor%'"
        )
        self.assertTrue(self.env.cr.fetchone())

    # speed

    def test_publishing_costs_a_fixed_number_of_queries_per_policy(self):
        def cost(number):
            policies = self.env["kfz.policy"].union(
                *(self._policy(f"示例{number}之{n}") for n in range(number))
            )
            policies = policies.with_user(self.manager)
            policies.action_issue()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            policies.action_publish()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        cost(1)
        few, many = cost(2), cost(8)
        self.assertLessEqual(many / 8, few / 2)
