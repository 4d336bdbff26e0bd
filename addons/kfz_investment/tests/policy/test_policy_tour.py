from odoo.tests import HttpCase, tagged

from .policy_common import PolicyCase


@tagged("post_install", "-at_install")
class TestPolicyTour(HttpCase, PolicyCase):
    """In Chromium, in Chinese: a manager signs in, lands on the board, publishes a policy; another zone's finds it beside its own."""

    def test_publish_and_find_side_by_side(self):
        (self.manager | self.manager_b).lang = "zh_CN"
        self._policy("示例巡检政策", clauses=[{"benefit": "示例巡检奖励"}]).action_issue()
        self.start_tour("/odoo", "kfz_policy_publish_tour", login="kfz_manager", timeout=120)
        self.start_tour(
            "/odoo/kfz-policy-compare",
            "kfz_policy_compare_tour",
            login="kfz_manager_b",
            timeout=120,
        )
        self.browser_size = "390x844"
        self.start_tour(
            "/odoo/kfz-policy-compare",
            "kfz_policy_compare_tour",
            login="kfz_manager_b",
            timeout=120,
        )
