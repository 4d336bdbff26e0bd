import datetime

from odoo.tests import new_test_user

from ...domain import trade
from ..common import KfzCase


def add_verifiers(cls):
    """The verifiers of zone A and of zone B, for a class that has the zones.

    ============ ====== ===================
    user          zone   group
    ============ ====== ===================
    customs       KCBZ   customs verifier
    customs2      KCBZ   customs verifier
    customs_b     KMFTZ  customs verifier
    committee     KCBZ   committee verifier
    ============ ====== ===================
    """
    for name, zone, group in (
        ("customs", cls.zone_a, "customs"),
        ("customs2", cls.zone_a, "customs"),
        ("customs_b", cls.zone_b, "customs"),
        ("committee", cls.zone_a, "committee"),
    ):
        setattr(
            cls,
            name,
            new_test_user(
                cls.env,
                login=f"kfz_trade_{name}",
                groups=f"kfz_investment.group_kfz_{group}",
                company_id=zone.id,
                company_ids=[(6, 0, zone.ids)],
            ),
        )


class TradeCase(KfzCase):
    """Trade records of an enterprise of zone A, entered by one customs verifier and confirmed by another."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        add_verifiers(cls)
        cls.enterprise = cls._enterprise("示例贸易企业有限公司")
        cls.month = datetime.date(2026, 3, 1)

    @classmethod
    def _trade_vals(cls, **values):
        return {
            "partner_id": cls.enterprise.id,
            "month": cls.month,
            "direction": "export",
            "mode": "1210",
            "amount": 12345.67,
            **values,
        }

    @classmethod
    def _trade(cls, user=None, **values):
        """A draft, entered by customs unless said otherwise."""
        return (
            cls.env["kfz.trade.record"]
            .with_user(user or cls.customs)
            # as reversing does
            ._kfz_may_set("reverses_id")
            .create(cls._trade_vals(**values))
        )

    @classmethod
    def _trades(cls, count, user=None, **values):
        """Drafts of so many months, imports and exports in turn."""
        return (
            cls.env["kfz.trade.record"]
            .with_user(user or cls.customs)
            .create(
                [
                    cls._trade_vals(
                        month=datetime.date(2000 + number // 24, number // 2 % 12 + 1, 1),
                        direction=("import", "export")[number % 2],
                        **values,
                    )
                    for number in range(count)
                ]
            )
        )

    @classmethod
    def _confirm(cls, records, user=None):
        records.with_user(user or cls.customs2).action_confirm()
        return records

    @classmethod
    def _confirmed(cls, **values):
        return cls._confirm(cls._trade(**values))

    def _bonded(self, year):
        """{month: Decimal} of the enterprise's bonded trade in a year, as the report of zone A shows it."""
        rows = self.env["kfz.trade.report"]._read_group(
            [
                ("company_id", "=", self.zone_a.id),
                ("partner_id", "=", self.enterprise.id),
                ("year", "=", str(year)),
                ("is_bonded", "=", True),
            ],
            ["month:month"],
            ["bonded_amount:sum"],
        )
        return {month: trade.exact(amount) for month, amount in rows}
