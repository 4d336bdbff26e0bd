from odoo.tests import tagged

from ..common import KfzCase
from . import page_queries

#: stages that ask for documents
SIGNED = ("signed", "landed", "construction", "production")
FEW, MANY, OTHERS = 4, 40, 4000
#: what the role that asks most asks today, and one more
MOST = {
    "board": 22,
    "board of 80": 22,
    "list": 16,
    "list that shows what is missing": 19,
    # one for the messages of a page: those of what the reader has lost are hidden
    "page": 70,
}


@tagged("post_install", "-at_install")
class TestPageQueries(KfzCase):
    """Pages of projects with documents, followers and messages cost the same whatever the server holds."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader = cls._official("示例领导甲", user_id=cls.official.id)
        cls.few = cls._signed_projects(FEW)

    @classmethod
    def _signed_projects(cls, count):
        """Projects of the officer that have what their gates ask for, with followers and messages."""
        leads = cls.env["crm.lead"].union(
            *[
                cls._project(
                    SIGNED[number % len(SIGNED)], user=cls.officer, name=f"示例项目{number}"
                )
                for number in range(count)
            ]
        )
        cls.env["kfz.assignment"].create(
            [
                {"lead_id": lead.id, "official_id": cls.leader.id, "role": "lead_official"}
                for lead in leads
            ]
        )
        for lead in leads:
            lead.interaction_ids.attachment_ids = cls._attachment()
            lead.message_subscribe((cls.officer2 | cls.manager).partner_id.ids)
            lead.message_post(body="示例消息", message_type="comment")
        return leads

    @classmethod
    def _add_documents_of_others(cls):
        """Half of them in another zone, half on other projects of the same zone."""
        for lead in (cls._project("landed", zone=cls.zone_b), cls._project("landed")):
            for evidence in (lead.agreement_ids, lead.milestone_ids):
                values = {"res_model": evidence._name, "res_id": evidence.id}
                evidence.attachment_ids += cls.env["ir.attachment"].create(
                    [{"name": f"示例文件{number}.txt", **values} for number in range(OTHERS // 4)]
                )

    def _cost(self, user, page, *arguments):
        context = {"lang": "zh_CN", "allowed_company_ids": self.zone_a.ids}
        return page_queries.cost(self.env(user=user, context=context), page, *arguments)

    def _reading(self, user, leads):
        """{page: queries} of what a user opens."""
        domain = [("id", "in", leads.ids)]
        self._cost(user, page_queries.board, domain)  # the first page of all asks for more
        costs = {
            "board": self._cost(user, page_queries.board, domain),
            "board of 80": self._cost(user, page_queries.board, domain, page_queries.CLIENT_LIMIT),
            "list": self._cost(user, page_queries.project_list, domain),
            "list that shows what is missing": self._cost(
                user, page_queries.project_list, domain, ("gate_missing_text",)
            ),
        }
        costs["page"] = self._cost(user, page_queries.project_page, leads[0])
        return costs

    def _writing(self, leads):
        """{change: queries} of what an officer saves, work before the commit included."""
        steps = iter(("示例甲", "示例乙") * 2)
        back = {"stage_id": self.stages["review"].id, "move_reason": "示例原因"}
        ahead = {"stage_id": self.stages["signed"].id}

        def move(env):
            page_queries.save_page(env, leads[0], back)
            page_queries.save_page(env, leads[0], ahead)

        def save(env):
            page_queries.save_page(env, leads[0], {"next_step": next(steps)})

        def save_rows(env):
            page_queries.save_rows(env, leads, {"site_need": next(steps)})

        return {
            "save": self._cost(self.officer, save),
            "move": self._cost(self.officer, move),
            "save of rows": self._cost(self.officer, save_rows),
        }

    def test_forty_projects_cost_what_four_cost(self):
        many = self.few | self._signed_projects(MANY - FEW)
        for role in ("officer", "manager", "official"):
            with self.subTest(role=role):
                user = getattr(self, role)
                few = self._reading(user, self.few)
                self.assertEqual(self._reading(user, many), few)
                for page, most in MOST.items():
                    self.assertLessEqual(few[page], most, page)
        with self.subTest("changes"):
            self.assertEqual(self._writing(many), self._writing(self.few))

    def test_documents_of_others_cost_nothing(self):
        # changes leave messages on the page
        writing = self._writing(self.few)
        reading = self._reading(self.officer, self.few)
        self._add_documents_of_others()
        self.assertEqual(self._reading(self.officer, self.few), reading)
        self.assertEqual(self._writing(self.few), writing)
