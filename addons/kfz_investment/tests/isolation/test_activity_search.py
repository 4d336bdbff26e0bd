from unittest.mock import patch

from odoo.tests import tagged

from ...models.isolation import ir_rule_own, mail_activity
from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestActivitySearch(KfzCase):
    """Activities are asked for only on the documents that can be meant, and found as if all were."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leads = cls._project("negotiation") | cls._project("negotiation")
        leader = cls._official("示例领导甲", user_id=cls.official.id)
        cls.env["kfz.assignment"].create(
            {"lead_id": cls.leads[0].id, "official_id": leader.id, "role": "lead_official"}
        )
        documents = (*cls.leads, cls.leads[0].partner_id, cls.officer.partner_id)
        cls.activities = cls.env["mail.activity"].union(
            *(document.activity_schedule(user_id=cls.manager.id) for document in documents)
        )
        # of one's own on a project that one does not read, core would know
        cls.activities |= cls.leads[1].activity_schedule(user_id=cls.official.id)
        cls.loose = cls.env["mail.activity"].create({"user_id": cls.official.id})
        cls.secret = cls.env["mail.activity"].create({"user_id": cls.manager.id, "summary": "示例"})
        cls.env.flush_all()

    def _questions(self):
        mine = ("id", "in", (self.activities | self.loose).ids)
        on_projects = ("res_model", "=", "crm.lead")
        return {
            "of a page of projects": [on_projects, ("res_id", "in", self.leads.ids)],
            "of projects and enterprises": [("res_model", "in", ["crm.lead", "res.partner"]), mine],
            "by id": [mine],
            "by id, of projects": [mine, on_projects],
            "of no document": [mine, ("res_model", "=", False)],
            "of any but projects": [mine, ("res_model", "!=", "crm.lead")],
            "of projects and of no document": [("res_model", "in", ["crm.lead", False])],
            "of projects and of nothing": [("res_model", "in", ["crm.lead", None, "", 7])],
            "by id, of projects and of no document": [
                ("res_model", "in", ["crm.lead", False]),
                ("id", "in", (self.activities | self.loose | self.secret).ids),
            ],
            "of either": ["|", on_projects, ("res_model", "=", "res.partner")],
            "by a word of the type": [mine, ("activity_type_id.name", "!=", "示例")],
        }

    def _found(self, domain, user):
        self.env.invalidate_all()
        return self.env["mail.activity"].with_user(user).search(domain).ids

    def test_what_is_found_does_not_change(self):
        for login in ("official", "joint", "officer", "manager", "salesman"):
            user = getattr(self, login)
            for name, domain in self._questions().items():
                with self.subTest(user=login, question=name):
                    found = self._found(domain, user)
                    with patch.object(ir_rule_own, "asked_about", return_value=None):
                        self.assertEqual(found, self._found(domain, user))
        self.assertEqual(
            self._found([("id", "in", self.activities.ids)], self.official),
            self.activities[0].ids,
        )

    def test_activities_of_projects_are_asked_for_once(self):
        """As core finds them, which asks once more; and those on no document, and of others, are left to core."""
        for login in ("official", "taskforce", "joint", "officer", "employee", "customs"):
            for name, domain in self._questions().items():
                with self.subTest(user=login, question=name):
                    found = self._found(domain, getattr(self, login))
                    self.assertNotIn(self.secret.id, found)
                    with patch.object(mail_activity, "ASKED_ONCE", frozenset(("none",))):
                        self.assertEqual(found, self._found(domain, getattr(self, login)))
        domain = self._questions()["of a page of projects"]
        self._found(domain, self.official)
        self.env.invalidate_all()
        Activity = self.env["mail.activity"].with_user(self.official)
        with self.assertQueryCount(1):
            Activity.search(domain)

    def test_only_documents_that_can_be_meant_are_asked_for(self):
        asked = {}
        for name, domain in self._questions().items():
            with patch.object(
                ir_rule_own, "document_among", side_effect=ir_rule_own.document_among
            ) as among:
                self._found(domain, self.official)
            asked[name] = {call.args[0] for call in among.call_args_list}
        self.assertEqual(asked["of a page of projects"], {"crm.lead"})
        self.assertEqual(asked["of projects and enterprises"], {"crm.lead", "res.partner"})
        self.assertEqual(asked["by id"], {"crm.lead", "res.partner"})
        self.assertEqual(asked["by id, of projects"], {"crm.lead"})
        self.assertEqual(asked["of no document"], set())
        for name in ("of any but projects", "by a word of the type"):
            self.assertLessEqual({"crm.lead", "res.partner"}, asked[name])
        self.assertGreater(len(asked["of either"]), 2)
