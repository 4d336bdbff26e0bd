import datetime

from odoo.tests import new_test_user

from ...domain import award
from ...models.base.table_guard import passing
from ..common import KfzCase
from ..referral.referral_common import make_account


def rename_companies(env, project, companies):
    """Let the recognised landing of a project name other companies, and tell the rooms that follow it."""
    landing = project._kfz_landing()
    env.flush_all()
    with passing(env.cr, "test"):
        env.cr.execute(
            "DELETE FROM kfz_milestone_company_rel WHERE milestone_id = %s", [landing.id]
        )
        for company in companies:
            env.cr.execute(
                "INSERT INTO kfz_milestone_company_rel (milestone_id, partner_id) VALUES (%s, %s)",
                [landing.id, company.id],
            )
    env.invalidate_all()
    project._kfz_project_companies_changed()


class AwardCase(KfzCase):
    """Referred and landed projects of zone A, their trade, and the users who confirm.

    Adds to KfzCase: customs, customs2, committee, committee2 (KCBZ), both (customs and committee of KCBZ), customs_b and
    committee_b (KMFTZ). Scheme of zone A: 1‰ up to 1,000,000 yuan, 2‰ up to 10,000,000, 3‰ beyond; twelve months.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": False})
        for name, zone, groups in (
            ("customs", cls.zone_a, "group_kfz_customs"),
            ("customs2", cls.zone_a, "group_kfz_customs"),
            ("committee", cls.zone_a, "group_kfz_committee"),
            ("committee2", cls.zone_a, "group_kfz_committee"),
            ("both", cls.zone_a, "group_kfz_customs,group_kfz_committee"),
            ("customs_b", cls.zone_b, "group_kfz_customs"),
            ("committee_b", cls.zone_b, "group_kfz_committee"),
        ):
            setattr(
                cls,
                name,
                new_test_user(
                    cls.env,
                    login=f"kfz_award_{name}",
                    groups=",".join(f"kfz_investment.{group}" for group in groups.split(",")),
                    company_id=zone.id,
                    company_ids=[(6, 0, zone.ids)],
                ),
            )
        # landings of the past name no companies unless said
        (cls.zone_a | cls.zone_b).kfz_companies_from = cls.today + datetime.timedelta(days=1)
        cls.scheme = cls._scheme()
        cls.intermediary = cls._intermediary()
        cls.account = make_account(cls.intermediary, cls.zone_a)
        # the first year is over: thirteen months ago
        cls.landed_on = award.add_months(cls.today, -13) + datetime.timedelta(days=14)
        cls.first_month = cls.landed_on.replace(day=1)

    @classmethod
    def _scheme(cls, zone=None, **values):
        return cls.env["kfz.award.scheme"].create(
            {
                "name": "示例办法",
                "company_id": (zone or cls.zone_a).id,
                "date_from": "2020-01-01",
                "tier_ids": [
                    (0, 0, {"base_from": start, "rate": rate})
                    for start, rate in ((0, 1), (1_000_000, 2), (10_000_000, 3))
                ],
                **values,
            }
        )

    @classmethod
    def _intermediary(cls, name="示例中介有限公司", **values):
        return cls.env["res.partner"].create(
            {
                "name": name,
                "is_company": True,
                "is_intermediary": True,
                "company_id": cls.zone_a.id,
                **values,
            }
        )

    @classmethod
    def _referral(cls, partner, zone=None, state="accepted", **values):
        return cls.env["kfz.referral"].create(
            {
                "intermediary_id": cls.intermediary.id,
                "partner_id": partner.id,
                "enterprise_name": partner.name,
                "company_id": (zone or cls.zone_a).id,
                "state": state,
                "registered_on": "2020-01-02 03:04:05",
                **values,
            }
        )

    @classmethod
    def _landed(cls, landed_on=None, referred=True, zone=None, companies=None, **values):
        """A landed project; with ``referred`` its accepted referral, so that its award opens at landing.

        :param companies: the project companies that the landing names; none of them unless said
        """
        landed_on = landed_on or cls.landed_on
        zone = zone or cls.zone_a
        partner = values.pop("partner", None) or cls._enterprise(
            f"示例企业{cls.env['res.partner'].search_count([])}", zone=zone
        )
        signed_on = landed_on - datetime.timedelta(days=30)
        project = cls._project(
            "landed",
            zone=zone,
            partner_id=partner.id,
            agreement_ids=[(0, 0, cls._agreement_values(signed_on=signed_on))],
            milestone_ids=[
                (
                    0,
                    0,
                    cls._milestone_values(
                        effective_date=landed_on,
                        registered_on=landed_on,
                        project_company_ids=[(6, 0, companies.ids if companies else [])],
                    ),
                )
            ],
            **values,
        )
        if referred:
            referral = cls._referral(partner, zone)
            referral.lead_id = project
            project.referral_id = referral
        return project

    @classmethod
    def _trade(
        cls,
        partner,
        amounts,
        first=None,
        mode="1210",
        confirmed=True,
        entered_by=None,
        zone=None,
        **values,
    ):
        """Trade records of consecutive months."""
        first = first or cls.first_month
        records = (
            cls.env["kfz.trade.record"]
            .with_user(entered_by or cls.customs2)
            .sudo()
            .create(
                [
                    {
                        "partner_id": partner.id,
                        "company_id": (zone or cls.zone_a).id,
                        "month": award.add_months(first, index),
                        "mode": mode,
                        "direction": "export",
                        "amount": amount,
                        **values,
                    }
                    for index, amount in enumerate(amounts)
                    if amount
                ]
            )
        )
        if confirmed:
            cls._confirm_trade(records)
        return records

    @classmethod
    def _confirm_trade(cls, records, user=None):
        records.with_user(user or cls.customs).with_context(
            allowed_company_ids=records.company_id.ids
        ).action_confirm()

    @classmethod
    def _reverse(cls, record, amount=None):
        drafts = record.with_user(cls.customs2)._kfz_reverse("示例更正", amount)
        cls._confirm_trade(drafts)
        return drafts

    @classmethod
    def _award(cls, amounts=(1_000_000,) * 12, **values):
        """The award of a landed project with a year of confirmed trade."""
        project = cls._landed(**values)
        cls._trade(project.partner_id, amounts)
        return project.award_id

    @classmethod
    def _confirmed(cls, amounts=(1_000_000,) * 12):
        """An award that both have confirmed."""
        record = cls._award(amounts)
        record.with_user(cls.customs).action_confirm_customs()
        record.with_user(cls.committee).action_confirm_committee()
        return record

    def _steps(self, record):
        return record.entry_ids.sorted("sequence").mapped("step")
