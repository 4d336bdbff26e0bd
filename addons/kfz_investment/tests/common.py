import datetime

from odoo.tests import TransactionCase, new_test_user, tagged

from ..domain import calendar


@tagged("post_install", "-at_install")
class KfzCase(TransactionCase):
    r"""Two zones and the people who work in them.

    ============== ========= ==========================================
    user            zones     groups
    ============== ========= ==========================================
    officer         KCBZ      officer
    officer2        KCBZ      officer
    manager         KCBZ      manager
    manager_b       KMFTZ     manager
    manager_all     all four  manager
    official        KCBZ      lead official
    joint           KCBZ      joint office
    salesman        KCBZ      stock salesman, no role in promotion
    employee        KCBZ      bare employee
    customs         KCBZ      customs verifier
    committee       KCBZ      committee verifier
    exchange        KCBZ      technical user of another zone's server
    portal          KCBZ      portal user
    ============== ========= ==========================================
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ref = cls.env.ref
        cls.zone_a = ref("kfz_investment.zone_kcbz")
        cls.zone_b = ref("kfz_investment.zone_kmftz")
        cls.zones = (
            cls.zone_a
            | cls.zone_b
            | ref("kfz_investment.zone_kmetdz")
            | ref("kfz_investment.zone_mhmd")
        )
        for name, zones, group in (
            ("officer", cls.zone_a, "kfz_investment.group_kfz_officer"),
            ("officer2", cls.zone_a, "kfz_investment.group_kfz_officer"),
            ("manager", cls.zone_a, "kfz_investment.group_kfz_manager"),
            ("manager_b", cls.zone_b, "kfz_investment.group_kfz_manager"),
            ("manager_all", cls.zones, "kfz_investment.group_kfz_manager"),
            ("official", cls.zone_a, "kfz_investment.group_kfz_lead_official"),
            ("joint", cls.zone_a, "kfz_investment.group_kfz_joint_office"),
            ("salesman", cls.zone_a, "sales_team.group_sale_salesman_all_leads"),
            ("employee", cls.zone_a, "base.group_user"),
            ("customs", cls.zone_a, "kfz_investment.group_kfz_customs"),
            ("committee", cls.zone_a, "kfz_investment.group_kfz_committee"),
            ("exchange", cls.zone_a, "kfz_investment.group_kfz_exchange"),
            ("portal", cls.zone_a, "base.group_portal"),
        ):
            setattr(
                cls,
                name,
                new_test_user(
                    cls.env,
                    login=f"kfz_{name}",
                    groups=group,
                    company_id=zones[0].id,
                    company_ids=[(6, 0, zones.ids)],
                ),
            )
        cls.stages = {stage.milestone: stage for stage in cls.env["crm.stage"]._kfz_pipeline()}
        cls.industry = cls.env["res.partner.industry"].create({"name": "示例行业"})
        cls.entry_type = ref("kfz_investment.entry_type_p1")
        cls.area = ref("kfz_investment.area_airport")
        cls.today = calendar.today()

    @classmethod
    def _enterprise(cls, name="示例企业有限公司", zone=None, **values):
        return cls.env["res.partner"].create(
            {
                "name": name,
                "is_company": True,
                "is_enterprise": True,
                "company_id": (zone or cls.zone_a).id,
                **values,
            }
        )

    @classmethod
    def _attachment(cls, name="示例文件.txt"):
        return cls.env["ir.attachment"].create({"name": name, "raw": b"evidence"})

    @classmethod
    def _official(cls, name="示例领导", zone=None, **values):
        return cls.env["kfz.official"].create(
            {"name": name, "company_id": (zone or cls.zone_a).id, **values}
        )

    @classmethod
    def _project(cls, milestone="lead", zone=None, user=None, **values):
        """A project with everything that its stage asks for."""
        zone = zone or cls.zone_a
        vals = {
            "name": "示例项目",
            "is_promotion": True,
            "company_id": zone.id,
            "user_id": user.id if user else False,
            "partner_id": cls._enterprise(zone=zone).id,
            "stage_id": cls.stages[milestone].id,
            **cls._evidence_values(milestone, zone),
            **values,
        }
        return cls.env["crm.lead"].create(vals)

    @classmethod
    def _evidence_values(cls, milestone, zone):
        order = list(cls.stages)
        level = order.index(milestone)
        values = {}
        if level >= order.index("negotiation"):
            values.update(
                industry_id=cls.industry.id,
                expected_revenue=5_000_000,
                assignment_ids=[
                    (
                        0,
                        0,
                        {
                            "official_id": cls._official(
                                f"示例专员{cls.env['kfz.official'].search_count([])}", zone
                            ).id,
                            "role": "account_manager",
                        },
                    )
                ],
                interaction_ids=[(0, 0, {"summary": "示例洽谈"})],
            )
        if level >= order.index("review"):
            values.update(
                industry_function="logistics",
                entry_type_id=cls.entry_type.id,
                site_need="示例用地 20 亩",
                area_id=cls.area.id if zone == cls.zone_a else False,
            )
        if level >= order.index("signed"):
            values["agreement_ids"] = [(0, 0, cls._agreement_values())]
        if level >= order.index("landed"):
            values["milestone_ids"] = [
                (0, 0, cls._milestone_values(word))
                for word in order[order.index("landed") : level + 1]
            ]
        return values

    @classmethod
    def _agreement_values(cls, **values):
        return {
            "kind": "formal",
            "state": "in_force",
            "amount": 1_000_000,
            "signed_on": cls._days_ago(30),
            "attachment_ids": [(6, 0, cls._attachment().ids)],
            **values,
        }

    @classmethod
    def _milestone_values(cls, milestone="landed", **values):
        return {
            "milestone": milestone,
            "state": "recognised",
            "effective_date": cls._days_ago(10),
            "registered_on": cls._days_ago(20),
            "ground": "site_contract",
            "attachment_ids": [(6, 0, cls._attachment().ids)],
            **values,
        }

    @classmethod
    def _days_ago(cls, days):
        return cls.today - datetime.timedelta(days=days)
