from odoo.tests import new_test_user

from ..common import KfzCase


class ShareCase(KfzCase):
    """Zone A (KCBZ) shares; zone B (KMFTZ) receives; zone C (KMETDZ) is the third.

    Adds to KfzCase: officer_b (KMFTZ), manager_c (KMETDZ), joint_mhmd (joint office that works in MHMD).
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.zone_c = cls.env.ref("kfz_investment.zone_kmetdz")
        for name, zone, group in (
            ("officer_b", cls.zone_b, "officer"),
            ("manager_c", cls.zone_c, "manager"),
            ("joint_mhmd", cls.env.ref("kfz_investment.zone_mhmd"), "joint_office"),
        ):
            setattr(
                cls,
                name,
                new_test_user(
                    cls.env,
                    login=f"kfz_share_{name}",
                    groups=f"kfz_investment.group_kfz_{group}",
                    company_id=zone.id,
                    company_ids=[(6, 0, zone.ids)],
                ),
            )
        cls.levels = {
            code: cls.env.ref(f"kfz_investment.share_level_{code}")
            for code in ("summary", "standard", "full")
        }

    @classmethod
    def _share(cls, lead=None, level="summary", zones=None, **values):
        """A published share of a project of zone A, with zone B by default."""
        lead = lead or cls._project(
            "negotiation", site_need="示例用地 30 亩", industry_function="logistics"
        )
        share = (
            cls.env["kfz.share"]
            .with_user(cls.manager)
            .create(
                {
                    "lead_id": lead.id,
                    "level_id": cls.levels[level].id,
                    "recipient_ids": [(6, 0, (zones or cls.zone_b).ids)],
                    **values,
                }
            )
        )
        share.action_publish()
        return share

    def _sheet(self, share, user=None):
        """The sheet of a share, as a user sees it; empty if the user cannot find it."""
        return (
            self.env["kfz.shared.project"]
            .with_user(user or self.manager_b)
            .search([("uid", "=", share.sudo().sheet_uid)])
        )

    def _commit(self):
        """What happens before a commit: sheets follow their projects."""
        self.env.cr.flush()
        self.env.invalidate_all()

    def _transferred(self, lead=None, level="summary"):
        """A project of zone A that was transferred to zone B at its request: (share of zone A, sheet as zone A sees it, project of zone B)."""
        share = self._share(lead, level)
        answer = self._sheet(share, self.officer_b).action_respond("transfer_request")
        sheet = self._sheet(share, self.manager)
        sheet.action_accept_transfer(answer)
        self.env.invalidate_all()
        return (
            share,
            sheet,
            self.env["crm.lead"].search([("origin_sheet_uid", "=", share.sheet_uid)]),
        )

    def _split(
        self,
        sheet,
        mode="ratio",
        shares=(60, 40),
        indicator="signed",
        agreed=True,
        years=(2020, 2040),
        zones=None,
    ):
        """A benefit split between zones A and B, agreed by both by default."""
        split = (
            self.env["kfz.benefit.split"]
            .with_user(self.manager)
            .create(
                {
                    "sheet_id": sheet.id,
                    "mode": mode,
                    "indicator": indicator,
                    "year_from": years[0],
                    "year_to": years[1],
                    "line_ids": [
                        (0, 0, {"company_id": zone.id, "percentage": share})
                        for zone, share in zip(
                            zones or (self.zone_a | self.zone_b), shares, strict=True
                        )
                    ],
                }
            )
        )
        if agreed:
            split.with_user(self.manager_b).action_agree()
        return split
