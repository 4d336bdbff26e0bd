import datetime

from odoo import SUPERUSER_ID, models

from ...domain import calendar
from .kfz_demo import QUIET
from .kfz_demo_trade import WAITING

TIERS = ((0, 1, 0), (50_000_000, 1.5, 0), (100_000_000, 2, 20_000))


class KfzDemo(models.AbstractModel):
    """Referral awards of landed enterprises of KCBZ, one in each state that the dates allow. The rates are invented (示例)."""

    _inherit = "kfz.demo"

    def _kfz_load_awards(self):
        zone = self.env.ref("kfz_investment.zone_kcbz")
        self._kfz_load_scheme(zone)
        trading = (
            self.env["kfz.trade.record"]
            .search([("company_id", "=", zone.id), ("state", "=", "confirmed")])
            .partner_id
        )
        projects = self.env["crm.lead"].search(
            [
                ("is_promotion", "=", True),
                ("company_id", "=", zone.id),
                ("landed_date", "!=", False),
                ("partner_id", "in", trading.ids),
            ],
            order="landed_date desc, id",
        )
        projects = projects.browse(
            {project.partner_id: project.id for project in projects}.values()
        )
        # as the demo data itself: the referrals there, of all states, come with their intermediaries
        self.env(user=SUPERUSER_ID, context={**QUIET, "lang": self.env.lang})[
            self._name
        ]._kfz_load_referrals()
        self._kfz_load_award_referrals(
            projects, self.env["res.partner"].search([("is_intermediary", "=", True)], order="id")
        )
        self._kfz_load_award_states(projects.award_ids)

    def _kfz_load_scheme(self, zone):
        """The scheme of the demonstration; production has none, since the plan gives no rates."""
        funds = {
            "area_airport": "示例：空港片区地方留成财税收入统筹",
            "area_etdz": "示例：经开区统筹上级返还资金",
        }
        return self.env["kfz.award.scheme"].create(
            {
                "name": "示例：招商中介奖励办法",
                "company_id": zone.id,
                "document": "示例文件，并非真实标准",
                "date_from": "2020-01-01",
                "cap": 500_000,
                "min_base": 1_000_000,
                "rounding_unit": "yuan",
                "rounding_mode": "half_up",
                "publicity_days": 5,
                "claim_months": 24,
                "required_evidence": "示例：引荐函\n示例：付款凭证",
                "tier_ids": [
                    (0, 0, {"base_from": start, "rate": rate, "fixed_amount": fixed})
                    for start, rate, fixed in TIERS
                ],
                "fund_ids": [
                    (0, 0, {"area_id": self.env.ref(f"kfz_investment.{area}").id, "source": source})
                    for area, source in funds.items()
                ],
            }
        )

    def _kfz_load_award_referrals(self, projects, intermediaries):
        """Accepted referrals, registered before the zone's first step with the enterprise; awards open by themselves."""
        for number, project in enumerate(projects):
            first = min(project.signed_date, calendar.shanghai_date(project.create_date))
            registered = self._kfz_moment(first - datetime.timedelta(days=20), number)
            # sudo: the past of a referral is written here; this method is private and called by the demo data only
            referral = (
                self.env["kfz.referral"]
                .sudo()
                .create(
                    {
                        "intermediary_id": intermediaries[number % len(intermediaries)].id,
                        "partner_id": project.partner_id.id,
                        "company_id": project.company_id.id,
                        "state": "accepted",
                        "registered_on": registered,
                        "accepted_on": registered + datetime.timedelta(days=6),
                        "idea": "示例：拟设跨境电商仓储项目",
                        "attachment_ids": [
                            (0, 0, {"name": "示例引荐函.txt", "raw": "示例引荐函".encode()})
                        ],
                    }
                )
            )
            referral.lead_id = project
            # sudo: as above
            project.sudo().referral_id = referral

    def _kfz_load_award_states(self, awards):
        """Take the oldest awards as far as their dates allow: paid, public, confirmed by customs, claimed."""
        waiting = self._kfz_trade_months()[-WAITING]
        over = awards.filtered(lambda record: record.month_last < waiting and record.amount).sorted(
            "month_last"
        )
        users = {
            login: self.env["res.users"].search([("login", "=", login)])
            for login in ("customs", "committee", "manager")
        }
        manager, customs, committee = (
            users[login] for login in ("manager", "customs", "committee")
        )
        for number, record in enumerate(over):
            record = record.with_context(allowed_company_ids=record.company_id.ids)
            record.with_user(manager).action_claimable()
            # sudo: the evidence of the demonstration
            record.sudo().attachment_ids = (
                self.env["ir.attachment"]
                .sudo()
                .create(
                    {
                        "name": "示例引荐函.txt",
                        "raw": "示例引荐函".encode(),
                        "res_model": record._name,
                        "res_id": record.id,
                    }
                )
            )
            record.with_user(manager).action_request()
            if number < 3:
                record.with_user(customs).action_confirm_customs()
            if number < 2:
                record.with_user(committee).action_confirm_committee()
                record.with_user(manager).action_publish()
            if number < 1:
                # sudo: five days of publicity have passed in the demonstration
                record.sudo().write(
                    {
                        "public_from": calendar.today() - datetime.timedelta(days=6),
                        "public_to": calendar.today() - datetime.timedelta(days=1),
                    }
                )
                record.with_user(manager).action_payable()
                record.with_user(manager).action_mark_paid("示例付款凭证 001")
