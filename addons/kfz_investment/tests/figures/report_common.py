import datetime

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name

from ...models.base.table_guard import passing
from ..common import KfzCase

DAY = datetime.date.fromisoformat
COUNTS = ("signed_count", "signed_amount", "landed_count", "landed_amount", "cohort_landed_count")

#: a row of the ledger, past the ORM and its guards: indicator, count, day, id of the project
ENTRY = """INSERT INTO kfz_figure_entry (lead_id, company_id, indicator, source, count, amount, effective_date, create_date, user_id)
           SELECT id, company_id, %s, 'agreement:0', %s, 0, %s, now() AT TIME ZONE 'UTC', 1 FROM crm_lead WHERE id = %s"""


class CommittedCase(BaseCase):
    """A project that is really committed, for several writers at a time."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry = Registry(get_db_name())
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            zone = env.ref("kfz_investment.zone_kcbz")
            cls.lead = env["crm.lead"].create({"name": "示例并发", "company_id": zone.id}).id
            cls._add(env, zone)

    @classmethod
    def _add(cls, env, zone):
        """What a test commits besides."""

    @classmethod
    def tearDownClass(cls):
        with cls.registry.cursor() as cr, passing(cr, "test"):
            cls._take_away(cr)
            cr.execute("DELETE FROM crm_lead WHERE id = %s", [cls.lead])
        super().tearDownClass()

    @classmethod
    def _take_away(cls, cr):
        """What tests left that does not go with the project."""
        for table in ("kfz_figure_entry", "kfz_figure_first"):
            cr.execute(f"DELETE FROM {table} WHERE lead_id = %s", [cls.lead])

    def _enter(self, cr, day, count=1):
        cr.execute(ENTRY, ["signed", count, day, self.lead])


class ReportCase(KfzCase):
    """Projects with signings and landings on given dates, long past, so that no test depends on today."""

    @classmethod
    def _signed(cls, signed_on, amount=1_000_000, landed_on=None, capital=(), zone=None, **values):
        """A project signed on a date and, if given, landed on another.

        It stands at "signed" in either case, so that a test can withdraw its landing.

        :param capital: (date, amount) pairs of capital in place
        """
        dates = {"signed_on": DAY(signed_on), "amount": amount}
        if landed_on:
            values["milestone_ids"] = [
                (
                    0,
                    0,
                    cls._milestone_values(
                        effective_date=DAY(landed_on), registered_on=DAY(landed_on)
                    ),
                )
            ]
        return cls._project(
            "signed",
            zone=zone,
            agreement_ids=[(0, 0, cls._agreement_values(**dates))],
            capital_ids=[
                (0, 0, {"received_on": DAY(day), "amount": money}) for day, money in capital
            ],
            **values,
        )

    @classmethod
    def _recorded(cls, projects, moment, table="kfz_figure_entry"):
        """Pretend that the ledger entries of the projects were recorded at a UTC moment."""
        cls.env.flush_all()
        # the ledger refuses changes, as it should; only the database can backdate it
        with passing(cls.env.cr, "test"):
            cls.env.cr.execute(
                f"UPDATE {table} SET create_date = %s WHERE lead_id IN %s",
                [moment, tuple(projects.ids)],
            )
        cls.env.invalidate_all()

    def _report(self, as_of=None, user=None):
        report = self.env["kfz.signed.landed.report"].with_context(kfz_as_of=as_of)
        return report.with_user(user) if user else report

    def _sums(self, projects, as_of=None, groupby=("quarter",), measures=COUNTS):
        """{group: sums} of the projects; groups in which all is zero are left out."""
        groups = self._report(as_of)._read_group(
            [("lead_id", "in", projects.ids)], groupby, [f"{name}:sum" for name in measures]
        )
        width = len(groupby)
        return {
            row[0] if width == 1 else row[:width]: row[width:] for row in groups if any(row[width:])
        }
