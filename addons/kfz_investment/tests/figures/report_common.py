import datetime

from ...models.base.table_guard import passing
from ..common import KfzCase

DAY = datetime.date.fromisoformat
COUNTS = ("signed_count", "signed_amount", "landed_count", "landed_amount", "cohort_landed_count")


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
