import datetime

from odoo import models

from ...domain import calendar, first_contact

DESKS = {
    "KCBZ": "示例综保区招商合作处 0871-60009001",
    "KMFTZ": "示例昆明片区招商服务中心 0871-60009002",
    "KMETDZ": "示例经开区投资促进局 0871-60009003",
    "MHMD": "示例磨憨招商合作办公室 0691-60009004",
}


class KfzDemo(models.AbstractModel):
    """First contact: most claims come from the projects' visits; here are the ends, a request and a dispute."""

    _inherit = "kfz.demo"

    def _kfz_load_first_contact(self):
        zones = self._kfz_zones()
        for code, desk in DESKS.items():
            # sudo: companies are the administrator's
            zones[code].sudo().kfz_first_contact_desk = desk
        claims = self.env["kfz.first.contact"].search(
            [
                ("company_id", "=", zones["KCBZ"].id),
                ("state", "=", "active"),
                ("partner_id.company_id", "!=", False),
            ],
            order="id",
        )
        self._kfz_load_ended_claims(zones["KCBZ"], claims[4:6])
        claims[3:4].action_extend(60, "示例：企业正在办理境外投资备案，需要更多时间")
        if len(claims) > 1:
            self._kfz_load_together(zones, claims[0])
            self._kfz_load_dispute(zones, claims[1])

    def _kfz_as_zone(self, zone):
        """The loader as the manager in one zone."""
        return self.with_context(allowed_company_ids=zone.ids)

    def _kfz_load_ended_claims(self, zone, claims):
        """One that was given up, one that lapsed last year."""
        claims[:1].action_release()
        old = self.env["kfz.interaction"].search(
            [
                ("company_id", "=", zone.id),
                ("date", "<", calendar.today() - datetime.timedelta(days=200)),
                ("partner_id.is_enterprise", "=", True),
                (
                    "partner_id",
                    "not in",
                    claims.search([("company_id", "=", zone.id)]).partner_id.ids,
                ),
            ],
            order="date desc",
            limit=2,
        )
        # sudo: claims are written by the system only
        Claim = self.env["kfz.first.contact"].sudo()
        for visit in old:
            partner = visit.partner_id
            Claim.create(
                {
                    **Claim._kfz_identity_values(partner._kfz_first_contact_identity()),
                    "company_id": zone.id,
                    "partner_id": partner.id,
                    "claimed_from": visit.date,
                    "interaction_id": visit.id,
                    "state": "lapsed",
                    "protected_until": first_contact.prolonged(
                        visit.date, zone.kfz_first_contact_days
                    ),
                }
            )

    def _kfz_second_zone(self, zone, claim):
        """Another zone starts on the same enterprise, which it writes in its own way; the entry that tells it."""
        env = self._kfz_as_zone(zone).env
        partner = env["res.partner"].create(
            {
                "name": claim.name.removesuffix("有限公司") + "公司",
                "is_enterprise": True,
                "company_id": zone.id,
            }
        )
        lead = env["crm.lead"].create(
            {
                "name": f"{partner.name.removesuffix('公司')}合作项目",
                "is_promotion": True,
                "company_id": zone.id,
                "partner_id": partner.id,
                "next_step": "核实首谈情况",
                "user_id": self.env["res.users"]
                .search([("login", "=", f"officer_{zone.zone_code.lower()}")], limit=1)
                .id,
            }
        )
        return env["kfz.first.contact.check"].search(
            [("partner_id", "=", lead.partner_id.id), ("notice_count", ">", 0)], limit=1
        )

    def _kfz_load_together(self, zones, claim):
        check = self._kfz_second_zone(zones["KMFTZ"], claim)
        check.env["kfz.first.contact.request"]._kfz_send(
            check,
            claim.company_id,
            "示例：该企业拟在昆明片区设区域总部、在综保区设保税仓，建议联合招商。",
        )

    def _kfz_load_dispute(self, zones, claim):
        """Opened by another zone, both sides' evidence handed in: it waits for the joint office."""
        check = self._kfz_second_zone(zones["KMETDZ"], claim)
        dispute = check.env["kfz.first.contact.dispute"]._kfz_start(
            first_contact.identity(check.name),
            check.company_id,
            claim.company_id,
            claim.company_id,
            "示例：我区此前已与企业签订考察备忘录，请求认定由我区首谈。",
        )
        for zone, day, text in (
            (claim.company_id, claim.claimed_from, "示例：企业来访洽谈，双方形成会谈纪要。"),
            (
                check.company_id,
                claim.claimed_from - datetime.timedelta(days=25),
                "示例：赴企业总部拜访，签订考察备忘录。",
            ),
        ):
            own = dispute.with_env(self._kfz_as_zone(zone).env)
            own.env["kfz.first.contact.evidence"].create(
                {
                    "dispute_id": dispute.id,
                    "date": day,
                    "text": text,
                    "attachment_ids": [
                        (
                            0,
                            0,
                            {
                                "name": "会谈材料（示例）.txt",
                                "raw": "示例文件，仅供演示，无任何法律效力。\n".encode("utf-8-sig"),
                                "mimetype": "text/plain",
                            },
                        )
                    ],
                }
            )
            own.action_submit()
