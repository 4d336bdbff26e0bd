from odoo import api, models
from odoo.fields import Domain

from ...domain import uscc


class ResPartner(models.Model):
    """Whoever refers is neither the investor nor affiliated with it (plan, annex 6, article 8): no merge makes them one."""

    _inherit = "res.partner"

    def _kfz_merge_conflicts(self, kept):
        conflicts = super()._kfz_merge_conflicts(kept)
        # sudo: both sides of the zone's referrals are compared, which the user may not read all
        merged = (self | kept).sudo().with_context(active_test=False)
        # sudo: as above
        Referral = self.env["kfz.referral"].sudo().with_context(active_test=False)
        domain = Referral._kfz_binding_domain() & Domain.OR(
            Domain(name, "in", merged._kfz_with_members().ids)
            for name in Referral._kfz_side_names()
        )
        if all(partner.company_id for partner in self):
            # of a zone's own enterprises: what other zones do with the common one is theirs
            domain &= Domain("company_id", "in", self.company_id.ids)
        for referral in Referral.search(domain, order="registered_on, id"):
            agents, investors = referral._kfz_sides()
            if _meet(agents, investors, merged):
                conflicts.append(
                    self.env._(
                        "%(intermediary)s referred %(enterprise)s, and both would be one enterprise or of one group: whoever refers "
                        "is neither the investor nor affiliated with it. If they are, end the referral and its award first.",
                        intermediary=referral.intermediary_id.name,
                        enterprise=referral.partner_id.name or referral.enterprise_name,
                    )
                )
        return conflicts

    def _kfz_with_members(self):
        """These partners with everything below them, by group and by parent, at any distance. For comparing: call it as system."""
        found, new = self, self
        while new:
            below = Domain("group_id", "in", new.ids) | Domain("parent_id", "in", new.ids)
            new = self.search(below) - found
            found |= new
        return found


class KfzReferral(models.Model):
    """The two sides of a referral."""

    _inherit = "kfz.referral"

    @api.model
    def _kfz_binding_domain(self):
        """The referrals that bind the zone; rooms add those on which they rest."""
        return Domain("state", "=", "accepted")

    @api.model
    def _kfz_side_names(self):
        """Paths to the partners on either side."""
        return [
            "intermediary_id",
            "member_ids.partner_id",
            "partner_id",
            "lead_id.partner_id",
            "lead_id.milestone_ids.project_company_ids",
        ]

    def _kfz_sides(self):
        """(who refers and is paid, the investor and its project companies)."""
        self.ensure_one()
        lead = self.lead_id
        return (
            self.intermediary_id | self.member_ids.partner_id,
            self.partner_id | lead.partner_id | lead._kfz_project_companies(),
        )


def _meet(one, other, merged):
    """Whether two sides are one party, or affiliates, after a merge, and were not so before."""
    return bool(
        (_same(one, merged) & _same(other, merged) and not _same(one) & _same(other))
        or (_kin(one, merged) & _kin(other, merged) and not _kin(one) & _kin(other))
    )


def _same(side, merged=None):
    found = side | side.commercial_partner_id
    return found | merged if merged and found & merged else found


def _kin(side, merged=None):
    """Ids and codes of a side and of everything above it: by their codes, a zone's own and the common record are one."""
    found = side._kfz_affiliation()
    if merged and found & merged:
        found |= merged._kfz_affiliation()
    return {*found.ids, *filter(uscc.is_valid, found.mapped("vat"))}
