from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import request_of
from .digest_common import DigestCase


@tagged("post_install", "-at_install")
class TestDigestAccess(DigestCase):
    """A digest tells nobody of a project that they may not read, then or later, and nobody reads another one's."""

    def _leader_line(self):
        self._issue(date_due=self._in_days(-2), owner_id=self.leader.id)
        return self._told(self._morning(), self.official)

    def test_after_an_assignment_has_ended_nothing_of_the_project_is_told(self):
        self._issue(date_due=self._in_days(-2), owner_id=self.leader.id)
        self.leading.date_to = self._in_days(0)
        self.assertTrue(self._told(self._morning(0), self.official), "its last day counts")
        lines = self._morning(7)
        self.assertFalse(self._told(lines, self.official))

    def test_an_assignment_that_was_taken_away_today_ends_it_today(self):
        self._issue(date_due=self._in_days(-2), owner_id=self.leader.id)
        self.leading.unlink()
        self.assertFalse(self._told(self._morning(), self.official))

    def test_the_words_of_an_earlier_digest_are_gone_with_the_right_to_read_them(self):
        line = self._leader_line().with_user(self.official)
        self.assertIn("用电容量不足", line.text)
        self.leading.sudo().unlink()
        self.env.invalidate_all()
        self.assertEqual((line.text, line.project), ("No longer among what you can open", False))
        for act in ("action_open_project", "action_do"):
            with self.assertRaises(UserError):
                request_of(self.env(user=self.official), line._name, act, [line.ids], {})

    def test_nothing_of_a_project_is_kept_in_the_rows(self):
        line = self._leader_line()
        self.env.cr.execute(
            "SELECT to_jsonb(line)::text FROM kfz_digest_line line WHERE id = %s", line.ids
        )
        kept = self.env.cr.fetchone()[0]
        for name in (self.project.name, "用电容量不足", self.project.partner_id.name):
            self.assertNotIn(name, kept)

    def test_archived_portal_and_foreign_people_have_no_digest(self):
        self._issue(date_due=self._in_days(-2), owner_id=self.leader.id)
        self._issue(date_due=self._in_days(-2))
        self.officer.active = False
        lines = self._morning()
        self.assertFalse(lines.filtered(lambda line: line.user_id == self.officer))
        told = lines.filtered(lambda line: line.lead_number == self.project.id).user_id
        self.assertFalse(
            told & (self.portal | self.employee | self.customs | self.committee | self.manager_b)
        )
        readers = self.env["kfz.digest"]._kfz_readers()
        self.assertFalse(readers & (self.portal | self.employee | self.customs | self.officer))

    def test_somebody_who_left_the_zone_is_told_nothing_of_it(self):
        self._issue(date_due=self._in_days(-2))
        self.officer.write({"company_id": self.zone_b.id, "company_ids": [(6, 0, self.zone_b.ids)]})
        self.assertFalse(self._told(self._morning(), self.officer))

    def test_the_joint_office_has_figures_alone(self):
        self._issue(date_due=self._in_days(-2))
        lines = self._morning().filtered(lambda line: line.user_id == self.joint)
        self.assertEqual(set(lines.mapped("source")), {"zone"})
        self.assertFalse(any(lines.mapped("lead_number")))

    def test_each_reads_their_own_alone(self):
        line = self._leader_line()
        for user in (self.officer, self.manager, self.manager_all, self.joint, self.taskforce):
            theirs = line.with_user(user)
            with self.subTest(user.login):
                self.assertFalse(theirs.search([("id", "=", line.id)]))
                digest = line.digest_id.with_user(user)
                self.assertFalse(digest.search([("id", "=", digest.id)]))
                for act in ("action_open_project", "action_do", "action_put_aside"):
                    with self.assertRaises(AccessError):
                        request_of(self.env(user=user), line._name, act, [line.ids], {})

    def test_it_is_the_rule_that_keeps_them_apart(self):
        """The control: with the rule widened, a colleague finds the line."""
        line = self._leader_line()
        rule = self.env.ref("kfz_investment.kfz_digest_line_rule_own")
        rule.domain_force = "[(1, '=', 1)]"
        self.assertTrue(line.with_user(self.manager).search([("id", "=", line.id)]))

    def test_no_client_makes_or_changes_a_digest(self):
        line = self._leader_line()
        for model, record in (("kfz.digest", line.digest_id), ("kfz.digest.line", line)):
            theirs = self.env[model].with_user(self.official)
            for operation in ("create", "write", "unlink"):
                self.assertFalse(theirs.has_access(operation))
            with self.assertRaises(AccessError):
                record.with_user(self.official).write({"day": self._in_days(1)})

    def test_the_page_is_searched_and_grouped_without_a_fault(self):
        line = self._leader_line()
        env = self.env(user=self.official)
        for domain in (
            [("is_latest", "=", True)],
            [("only_me", "=", False)],
            [("level", "=", "overdue")],
            [("source", "=", "issue")],
        ):
            found = request_of(env, line._name, "search", [domain], {})
            self.assertIn(line.id, found, domain)
        for group in ("day:day", "source", "level", "company_id", "only_me", "why"):
            kwargs = {"domain": [], "groupby": [group], "aggregates": ["__count"]}
            groups = request_of(env, line._name, "formatted_read_group", [], kwargs)
            self.assertEqual(sum(each["__count"] for each in groups), 1, group)

    def test_words_are_searched_as_the_reader_reads_them_and_never_sorted_by(self):
        line = self._leader_line()
        env = self.env(user=self.official)
        for domain in ([("text", "ilike", "用电")], [("project", "ilike", self.project.name)]):
            self.assertEqual(request_of(env, line._name, "search", [domain], {}), line.ids)
        described = env[line._name].fields_get(["text", "project"])
        for name in ("text", "project"):
            self.assertFalse(described[name]["groupable"] or described[name]["sortable"])
            kwargs = {"domain": [], "groupby": [name], "aggregates": ["__count"]}
            with self.assertRaises(UserError):
                request_of(env, line._name, "formatted_read_group", [], kwargs)
            with self.assertRaises(UserError):
                request_of(env, line._name, "search", [[]], {"order": f"{name} desc"})
        for operator in ("=like", "=ilike", "like", ">"):
            with self.assertRaisesRegex(UserError, "contains"):
                request_of(env, line._name, "search", [[("text", operator, "用电")]], {})
        without = [("text", "not ilike", "示例没有的词")]
        self.assertEqual(request_of(env, line._name, "search", [without], {}), line.ids)
        self.leading.unlink()
        self.env.invalidate_all()
        self.assertFalse(env[line._name].search([("text", "ilike", "用电")]))

    def test_what_is_worked_out_for_the_reader_is_searched_and_refused_in_words(self):
        line = self._leader_line()
        env = self.env(user=self.official)

        def found(value):
            return request_of(env, line._name, "search", [[("is_put_aside", "=", value)]], {})

        self.assertEqual((found(True), found(False)), ([], line.ids))
        env["kfz.seen"]._kfz_put_aside(line.with_user(self.official), self._in_days(3), "示例")
        self.assertEqual((found(True), found(False)), (line.ids, []))
        for name in ("is_latest", "is_put_aside"):
            kwargs = {"domain": [], "groupby": [name], "aggregates": ["__count"]}
            with self.assertRaises(UserError):
                request_of(env, line._name, "formatted_read_group", [], kwargs)
            with self.assertRaises(UserError):
                request_of(env, line._name, "search", [[]], {"order": name})

    def test_the_latest_digest_is_the_users_own_latest(self):
        first = self._leader_line()
        second = self._told(self._morning(7), self.official)
        env = self.env(user=self.official)
        found = env["kfz.digest.line"].search([("is_latest", "=", True)])
        self.assertEqual(found.ids, second.ids)
        self.assertFalse(first.with_user(self.official).is_latest)

    def test_the_buttons_lead_to_what_there_is_to_do(self):
        line = self._leader_line().with_user(self.official)
        done = line.action_do()
        self.assertEqual(done["res_model"], "kfz.issue")
        opened = line.action_open_project()
        self.assertEqual((opened["res_model"], opened["res_id"]), ("crm.lead", self.project.id))
        asked = line.action_put_aside()
        self.assertEqual(asked["context"], {"default_line_number": line.id})
        figures = self.Line.search([("source", "=", "zone"), ("user_id", "=", self.manager.id)])
        page = figures.with_user(self.manager).action_do()
        self.assertEqual(page["domain"], [("company_id", "=", figures.company_id.id)])
        self.assertEqual(page["res_model"], "kfz.zone.follow.up")
        with self.assertRaises(UserError):
            figures.with_user(self.manager).action_open_project()
