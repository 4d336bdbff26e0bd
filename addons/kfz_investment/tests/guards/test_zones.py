from odoo.exceptions import UserError
from odoo.tests import tagged

from ..http_common import RpcCase
from .guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestZones(GuardCase, RpcCase):
    """Nothing is put into another zone, and no search says what another zone works on."""

    def test_no_rule_or_note_is_put_into_another_zone(self):
        rule = self.env["kfz.gate.rule"].create(
            {
                "stage_id": self.stages["lead"].id,
                "check_code": "enterprise",
                "company_id": self.zone_b.id,
            }
        )
        level = self.env["kfz.share.level"].create(
            {"name": "示例级别", "code": "example", "company_id": self.zone_b.id}
        )
        area = self.env["kfz.area"].create(
            {"name": "示例片区", "code": "X", "company_id": self.zone_b.id}
        )
        own = self._enterprise("乙区企业", self.zone_b)
        for record in (rule, level, area, own):
            with self.subTest(model=record._name):
                for value in (self.zone_a.id, str(self.zone_a.id)):
                    for method, args in (
                        ("write", [record.ids, {"company_id": value}]),
                        ("web_save", [record.ids, {"company_id": value}, {"company_id": {}}]),
                        ("onchange", [record.ids, {"company_id": value}, ["company_id"], {}]),
                    ):
                        self._is_refused(self.manager_b, record._name, method, *args)
        for record in (rule, level):
            # empty: for every zone
            self._is_refused(
                self.manager_b, record._name, "write", record.ids, {"company_id": False}
            )

    def test_a_unique_index_says_nothing_of_another_zone(self):
        self.env["kfz.trade.target"].create({"year": 2026, "company_id": self.zone_a.id})
        words = {
            self._is_refused(
                self.manager_b, "kfz.trade.target", "create", {"year": 2026, "company_id": zone.id}
            )
            for zone in self.zones - self.zone_b
        }
        self.assertEqual(len(words), 1, words)

    def test_a_search_by_links_finds_what_the_user_sees(self):
        common = self._enterprise("示例共同企业")
        common.company_id = False
        theirs = self._project("negotiation", name="秘密项目", partner_id=common.id)
        person = self.env["res.partner"].create(
            {"name": "秘密联系人", "parent_id": common.id, "company_id": self.zone_a.id}
        )
        own = self._project("negotiation", self.zone_b, partner_id=common.id, user=self.manager_b)
        for user, field, hidden, seen in (
            (self.manager_b, "kfz_project_ids", theirs, own),
            (self.manager_b, "opportunity_ids", theirs, own),
            (self.manager_b, "child_ids", person, None),
        ):
            for operator, value, expected in (
                ("in", hidden.ids, False),
                ("=", hidden.id, False),
                ("in", [float(hidden.id)], False),
                ("=", str(hidden.id), False),
                ("=", float(hidden.id), False),
                ("not in", hidden.ids, True),
                ("!=", False, bool(seen)),
                ("=", False, not seen),
                ("in", seen.ids if seen else [10**8], bool(seen)),
            ):
                with self.subTest(field=field, operator=operator, value=value):
                    found = self._rpc(
                        user,
                        "res.partner",
                        "search",
                        [["id", "=", common.id], [field, operator, value]],
                    )
                    self.assertEqual(bool(found), expected)

    def test_similar_projects_of_another_zone_are_not_named(self):
        self._project("lead", name="秘密项目", email_from="x@secret-example.cn")
        own = self._project(
            "lead", self.zone_b, user=self.manager_b, email_from="y@secret-example.cn"
        )
        [row] = self._rpc(
            self.manager_b,
            "crm.lead",
            "read",
            own.ids,
            ["duplicate_lead_ids", "duplicate_lead_count"],
        )
        self.assertLessEqual(set(row["duplicate_lead_ids"]), set(own.ids))
        self.assertEqual(row["duplicate_lead_count"], 0)

    def test_colleagues_talk(self):
        """Direct chats, groups and meetings start for everybody; their members are made before anybody sees them."""
        for user in (self.officer, self.manager_b, self.employee):
            post = self._session(user)
            partner = self.officer2.partner_id.id
            for name, params in (
                ("/discuss/create_group", {"partners_to": [partner], "name": "示例"}),
                ("/discuss/get_or_create_chat", {"partners_to": [partner]}),
            ):
                with self.subTest(user=user.login, name=name):
                    answer = post("/mail/action", {"fetch_params": [[name, params]]})
                    self.assertTrue(answer["discuss.channel"])

    def test_no_amount_is_no_number_or_beyond_belief(self):
        project = self._project("lead", user=self.officer)
        for amount in (float("nan"), float("inf"), 10**14, -(10**14)):
            for model in ("kfz.agreement", "kfz.capital.record"):
                with self.subTest(amount=amount, model=model):
                    self._is_refused(
                        self.officer,
                        model,
                        "create",
                        {"lead_id": project.id, "amount": amount},
                        error=UserError,
                    )

    def test_the_scheme_of_an_open_award_is_chosen_again(self):
        award = self._award()
        award.with_user(self.manager).write({"scheme_id": award.scheme_id.id})
        self.assertEqual(award.scheme_id, self.scheme)
