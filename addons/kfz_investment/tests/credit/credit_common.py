from ..figures.report_common import ReportCase
from ..sharing.share_common import ShareCase

CREDITS = (
    "signed_amount",
    "credited_signed_amount",
    "landed_amount",
    "credited_landed_amount",
    "counted_twice_amount",
)


class CreditCase(ReportCase, ShareCase):
    """A project of zone A, signed in 2023 and shared with zone B."""

    def setUp(self):
        super().setUp()
        self.lead = self._signed(
            "2023-02-10",
            1_000_000.01,
            "2023-05-10",
            [("2023-05-10", 300_000), ("2023-08-01", 100_000.01)],
        )
        self.share = self._share(self.lead, "summary")
        self.sheet = self._sheet(self.share, self.manager)

    def _zone_sums(self, user=None, as_of=None, measures=CREDITS, groupby=("company_id",)):
        """{zone: sums} of what the test's projects made; all that others have is left out by date."""
        report = self._report(as_of, user or self.manager_all)
        return {
            row[0] if len(groupby) == 1 else row[: len(groupby)]: row[len(groupby) :]
            for row in report._read_group(
                [("effective_date", ">=", "2023-01-01"), ("effective_date", "<=", "2023-12-31")],
                groupby,
                [f"{name}:sum" for name in measures],
            )
        }

    def _whole(self, user=None, measures=CREDITS):
        [row] = self._report(user=user or self.manager_all)._read_group(
            [("effective_date", ">=", "2023-01-01"), ("effective_date", "<=", "2023-12-31")],
            [],
            [f"{name}:sum" for name in measures],
        )
        return row
