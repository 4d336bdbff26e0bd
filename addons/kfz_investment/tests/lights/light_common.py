import datetime
from unittest.mock import patch

from ...domain import calendar
from ..common import KfzCase

RULE = "kfz_investment.light_rule_"


class LightCase(KfzCase):
    """A signed project of an officer with a lead official, by no rule unless a test switches one on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Rule = cls.env["kfz.light.rule"].with_context(active_test=False)
        cls.Rule.search([]).active = False
        cls.leader = cls._official("示例领导甲", user_id=cls.official.id)
        cls.keeper = cls._official("示例专员甲", user_id=cls.officer.id)
        cls.project = cls._signed()
        cls.env.cr.flush()

    @classmethod
    def _signed(cls, milestone="signed", **values):
        lead = cls._project(milestone, user=cls.officer, **values)
        lead._kfz_hand_over("lead_official", cls.leader)
        lead._kfz_hand_over("account_manager", cls.keeper)
        return lead

    @classmethod
    def _on(cls, *names, **values):
        """Switch shipped rules on for whatever happens, whenever it did."""
        rules = cls.env["kfz.light.rule"].union(*(cls.env.ref(RULE + name) for name in names))
        rules.write({"active": True, "enforce_from": False, **values})
        return rules

    @classmethod
    def _rule(cls, check, **values):
        given = {
            "name": "示例规则",
            "check_code": check,
            "company_id": False,
            "enforce_from": False,
        }
        return cls.env["kfz.light.rule"].create({**given, **values})

    @classmethod
    def _step(cls, days, lead=None, step="customs", **values):
        lead = lead or cls.project
        planned = cls._in_days(days)
        return cls.env["kfz.ladder.step"].create(
            {"lead_id": lead.id, "step": step, "planned_on": planned, **values}
        )

    @classmethod
    def _in_days(cls, days):
        return cls.today + datetime.timedelta(days=days)

    def _save(self, day=None):
        """What a commit evaluates, on a day."""
        with calendar.showing(day or self.today):
            self.env.cr.flush()

    def _night(self, day):
        """The nightly run of a day, which commits nothing here."""
        Cron = type(self.env["ir.cron"])
        with (
            patch.object(Cron, "_commit_progress", return_value=float("inf")),
            calendar.showing(day),
        ):
            self.env["crm.lead"]._cron_lights()
            self.env.invalidate_all()

    def _again(self, day=None, lead=None):
        """Evaluate as of a day, and nothing else."""
        with calendar.showing(day or self.today):
            (lead or self.project)._kfz_light_again()

    def _changes(self, lead=None, kind="progress"):
        wanted = [("lead_id", "=", (lead or self.project).id), ("kind", "=", kind)]
        return self.env["kfz.light.change"].search(wanted, order="id")
