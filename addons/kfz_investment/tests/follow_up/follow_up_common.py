import datetime

from ..common import KfzCase


class DueCase(KfzCase):
    """A project of an officer: its lead official (the user ``official``), and the officer's own card as account manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project("negotiation", user=cls.officer)
        cls.leader = cls._official("示例领导甲", user_id=cls.official.id)
        cls.keeper = cls._official("示例专员甲", user_id=cls.officer.id)
        cls.leading = cls.env["kfz.assignment"].create(
            {"lead_id": cls.project.id, "official_id": cls.leader.id, "role": "lead_official"}
        )
        cls.project._kfz_hand_over("account_manager", cls.keeper)

    @classmethod
    def _in_days(cls, days):
        return cls.today + datetime.timedelta(days=days)

    def _promise(self, user=None, lead=None, **values):
        return self._new("kfz.promise", user, lead, **{"name": "示例承诺：协调用地指标", **values})

    def _issue(self, user=None, lead=None, **values):
        return self._new("kfz.issue", user, lead, **{"name": "示例事项：用电容量不足", **values})

    def _new(self, model, user, lead, **values):
        given = {
            "lead_id": (lead or self.project).id,
            "date_due": self._in_days(10),
            "owner_id": self.keeper.id,
            **values,
        }
        return self.env[model].with_user(user or self.officer).create(given)

    def _activities(self, record):
        return record.with_user(self.env.user)._kfz_made_activities().filtered("active")
