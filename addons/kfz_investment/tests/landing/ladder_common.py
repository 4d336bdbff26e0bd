import datetime

from ..common import KfzCase


class LadderCase(KfzCase):
    """Projects with steps of a ladder."""

    @classmethod
    def _step(cls, lead, step="customs", days=None, **values):
        """A step that is planned so many days from today."""
        planned = cls._in_days(days) if days is not None else False
        return cls.env["kfz.ladder.step"].create(
            {"lead_id": lead.id, "step": step, "planned_on": planned, **values}
        )

    @classmethod
    def _in_days(cls, days):
        return cls.today + datetime.timedelta(days=days)

    @classmethod
    def _move(cls, step, days, reason="示例原因", user=None):
        """Move a date by the window, as a user does."""
        window = cls.env["kfz.ladder.move"].with_user(user or cls.manager)
        window.create(
            {"step_id": step.id, "planned_on": cls._in_days(days), "reason": reason}
        ).action_apply()
