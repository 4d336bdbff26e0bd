import datetime
import json

from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestGatesRpc(HttpCase):
    """Gates hold for the public API (JSON-2), with one clear sentence and no traceback."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        zone = cls.env.ref("kfz_investment.zone_kcbz")
        cls.user = new_test_user(
            cls.env,
            login="kfz_rpc_officer",
            lang="en_US",
            groups="kfz_investment.group_kfz_officer",
            company_id=zone.id,
            company_ids=[(6, 0, zone.ids)],
        )
        cls.project = (
            cls.env["crm.lead"]
            .with_user(cls.user)
            .with_context(default_is_promotion=True)
            .create({"name": "示例接口项目"})
        )
        cls.key = (
            cls.env["res.users.apikeys"]
            .with_user(cls.user)
            ._generate("rpc", "test", datetime.datetime.now() + datetime.timedelta(days=1))
        )

    def _call(self, model, method, **params):
        return self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps(params),
            headers={"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"},
        )

    def test_a_move_without_evidence_is_refused_in_words(self):
        response = self._call(
            "crm.lead",
            "write",
            ids=self.project.ids,
            vals={"stage_id": self.env.ref("kfz_investment.stage_signed").id},
        )
        self.assertEqual(response.status_code, 422)
        self.assertIn("Still missing", response.json()["message"])
        self.assertEqual(self.project.stage_id.milestone, "lead")

    def test_a_project_is_not_created_beyond_its_gates(self):
        response = self._call(
            "crm.lead",
            "create",
            vals_list=[
                {
                    "name": "示例",
                    "is_promotion": True,
                    "stage_id": self.env.ref("kfz_investment.stage_landed").id,
                }
            ],
        )
        self.assertEqual(response.status_code, 422)
        self.assertFalse(
            self.env["crm.lead"].search([("name", "=", "示例"), ("is_promotion", "=", True)])
        )

    def test_an_agreement_comes_into_force_by_its_act_alone(self):
        vals = {"lead_id": self.project.id, "amount": 1}
        entered = self._call("kfz.agreement", "create", vals_list=[{**vals, "state": "in_force"}])
        self.assertEqual(entered.status_code, 403)
        draft = self._call("kfz.agreement", "create", vals_list=[vals]).json()
        for method, params in (
            ("write", {"vals": {"state": "in_force"}}),
            ("_kfz_may_set", {}),
            ("_kfz_correct", {"vals": {"amount": 2}, "reason": "示例"}),
        ):
            response = self._call("kfz.agreement", method, ids=draft, **params)
            self.assertIn(response.status_code, (403, 404), method)
        response = self._call("kfz.agreement", "action_put_in_force", ids=draft)
        self.assertEqual(response.status_code, 422)
        self.assertIn("Still missing", response.json()["message"])
        self.assertFalse(self.project.signed_date)

    def test_allowed_changes_work(self):
        response = self._call(
            "crm.lead", "write", ids=self.project.ids, vals={"next_step": "示例下一步"}
        )
        self.assertEqual(response.status_code, 200, response.text)
        self.assertEqual(self.project.next_step, "示例下一步")
