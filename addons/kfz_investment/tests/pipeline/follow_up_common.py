import datetime

from ..common import KfzCase

STEP, REVIEW, SIGNING = (
    f"kfz_investment.activity_{name}" for name in ("next_step", "review", "signing_passed")
)


class FollowUpCase(KfzCase):
    """A project of an officer with its lead official, and the activities that the system makes for it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project("negotiation", user=cls.officer)
        leader = cls._official("示例领导甲", user_id=cls.official.id)
        cls.env["kfz.assignment"].create(
            {"lead_id": cls.project.id, "official_id": leader.id, "role": "lead_official"}
        )

    @classmethod
    def _in_days(cls, days):
        return cls.today + datetime.timedelta(days=days)

    def _visit(self, user=None, lead=None, **values):
        """A visit that a user records on a project today."""
        return (
            self.env["kfz.interaction"]
            .with_user(user or self.officer)
            .create({"lead_id": (lead or self.project).id, "summary": "示例洽谈", **values})
        )

    def _made(self, kind, record=None, **domain):
        """The activities of a kind on a record, done ones included."""
        record = self.project if record is None else record
        return (
            self.env["mail.activity"]
            .with_context(active_test=False)
            .search(
                [
                    ("activity_type_id", "=", self.env.ref(kind).id),
                    ("res_model", "=", record._name),
                    ("res_id", "=", record.id),
                ]
            )
        )
