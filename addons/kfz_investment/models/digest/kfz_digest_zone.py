from odoo import api, models

from ...domain.digest import Item, figure_rank

COUNTS = ("promise_overdue_count", "issue_overdue_count", "step_overdue_count")


class KfzDigest(models.Model):
    """How much is overdue in a zone, in figures alone: for its managers, and of each zone for the joint office."""

    _inherit = "kfz.digest"

    @api.model
    def _kfz_items(self, users, today, only=None):
        items = super()._kfz_items(users, today, only)
        joint = users & self.env.ref("kfz_investment.group_kfz_joint_office").all_user_ids
        managers = users & self.env.ref("kfz_investment.group_kfz_manager").all_user_ids
        asked = only is None or "kfz.zone.follow.up" in only
        figures = self._kfz_zone_figures() if asked and (joint or managers) else {}
        for zone, counts in figures.items():
            item = Item(
                "zone",
                "kfz.zone.follow.up",
                zone,
                "overdue",
                zone,
                rank=figure_rank(sum(counts)),
                figures=counts,
            )
            theirs = managers.filtered(lambda user, zone=zone: zone in user.company_ids._ids)
            items += [(user.id, item) for user in joint | theirs]
        return items

    @api.model
    def _kfz_zone_figures(self):
        """{zone: overdue promises, issues and next steps} of zones in which something is overdue."""
        rows = self.env["kfz.zone.follow.up"].search_fetch([], ["company_id", *COUNTS])
        return {
            row.company_id.id: counts
            for row in rows
            if any(counts := tuple(row[name] for name in COUNTS))
        }


class KfzDigestWordsMixin(models.AbstractModel):
    """The sentence of a zone's figures, as they were when they were told."""

    _inherit = "kfz.digest.words.mixin"

    def _kfz_sentence(self, record, figures):
        if self.source != "zone":
            return super()._kfz_sentence(record, figures)
        promises, issues, steps = figures
        return self.env._(
            "%(zone)s, overdue: promises %(promises)s, coordination issues %(issues)s, next steps %(steps)s",
            zone=record.company_id.display_name,
            promises=promises,
            issues=issues,
            steps=steps,
        )


class KfzDigestLine(models.Model):
    """Figures stand on a page of their own."""

    _inherit = "kfz.digest.line"

    def _kfz_page(self):
        if self.source != "zone":
            return super()._kfz_page()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_zone_follow_up_action"
        )
        return {**action, "domain": [("company_id", "=", self.company_id.id)]}
