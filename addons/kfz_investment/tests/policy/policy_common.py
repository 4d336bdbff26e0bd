from ..sharing.share_common import ShareCase


class PolicyCase(ShareCase):
    """Policies of zone A (KCBZ), entered and published by its manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.topics = {
            code: cls.env.ref(f"kfz_investment.policy_topic_{code}")
            for code in ("logistics", "rent", "tax")
        }
        cls.everybody = (cls.manager_b, cls.officer_b, cls.manager_c, cls.joint_mhmd)
        for user in (*cls.everybody, cls.manager, cls.official):
            user.group_ids += cls.env.ref("base.group_allow_export")

    @classmethod
    def _policy(cls, name="示例政策甲", user=None, clauses=None, published=False, **values):
        """A policy of the user's zone, in draft unless published."""
        policy = (
            cls.env["kfz.policy"]
            .with_user(user or cls.manager)
            .create(
                {
                    "name": name,
                    "valid_from": cls._days_ago(100),
                    "clause_ids": [(0, 0, cls._clause(**clause)) for clause in clauses or [{}]],
                    **values,
                }
            )
        )
        if published:
            policy.action_issue()
            policy.action_publish()
        return policy

    @classmethod
    def _clause(cls, topic="logistics", **values):
        return {
            "number": "第四条",
            "name": "示例物流奖励",
            "topic_id": cls.topics[topic].id,
            "benefit": "示例：对企业进出口物流给予奖励",
            **values,
        }

    def _sheets(self, policy, user=None):
        """What a user finds in the pool by the title of a policy."""
        return (
            self.env["kfz.shared.policy"]
            .with_user(user or self.manager_b)
            .search([("name", "=", policy.sudo().name)])
        )
