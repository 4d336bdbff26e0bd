from odoo import models
from odoo.exceptions import AccessError, UserError, ValidationError


class KfzBenefitSplit(models.Model):
    """How zones come to agree on a benefit split."""

    _inherit = "kfz.benefit.split"

    def action_agree(self):
        """Agree for the zones of the user.

        :raises AccessError: when the user is not a manager of one of its zones
        """
        self.check_access("write")
        self._kfz_check_credited()
        self._check_lines()
        self._kfz_check_party()
        self._kfz_check_once()
        self._kfz_agree()
        return True

    def _kfz_changed(self):
        """A changed rule has been agreed to by its author only."""
        self._kfz_check_credited()
        self._kfz_check_party()
        self._kfz_check_once()
        # sudo: users cannot write agreement directly; a change revokes it
        self.sudo().line_ids.is_agreed = False
        self._kfz_agree()

    def _kfz_check_credited(self):
        """A split is agreed, or agreed anew, of what this system credits; former agreements on others stay as they are.

        :raises UserError: for an indicator that is credited elsewhere
        """
        if elsewhere := self.filtered("is_elsewhere")[:1]:
            labels = dict(self._fields["indicator"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "“%(indicator)s” is credited elsewhere, so a benefit split of it can no longer be proposed, changed or agreed here. Choose another indicator.",
                    indicator=labels[elsewhere.indicator],
                )
            )

    def _kfz_check_party(self):
        for split in self:
            if not self.env.su and not split.party_ids & self.env.companies:
                raise AccessError(
                    self.env._(
                        "Only the zones of a benefit split can propose, change or agree to it."
                    )
                )

    def _kfz_check_zones_leave(self):
        """A zone is taken out by the zone that proposes, and by none once it has agreed to a split that is in force.

        Other shares and further zones are only proposed: what was agreed stays in force until all agree.

        :raises UserError: when the split is in force
        :raises AccessError: for another zone than the proposing one
        """
        for split in self if not self.env.su else ():
            if split.is_settled:
                raise UserError(
                    self.env._(
                        "This benefit split is in force, so its zones stay. Propose other shares: they apply when all its zones have agreed."
                    )
                )
            if split.proposer_id not in self.env.companies:
                raise AccessError(
                    self.env._(
                        "Only %(zone)s, which proposed this benefit split, can take out a zone.",
                        zone=split.proposer_id.name,
                    )
                )

    def _kfz_check_once(self):
        """A figure is split by one rule. Checked among what the user can see: the zone of the project sees all of its sheets and
        must agree to each; of two that slip through, the one agreed first holds (``domain/credit_ledger.py``)."""
        related = self._kfz_related_sheets()
        others = self.search(
            [("sheet_id", "in", self.env["kfz.shared.project"].union(*related.values()).ids)]
        )
        for split in self:
            if others.filtered(
                lambda other, split=split: (
                    other != split
                    and other.sheet_id in related[split]
                    and other.indicator == split.indicator
                    and other.year_from <= split.year_to
                    and split.year_from <= other.year_to
                    and (other.is_settled or other.sheet_id.state == "published")
                )
            ):
                raise ValidationError(
                    self.env._(
                        "This indicator already has a benefit split in these years: a figure can be split by one rule only."
                    )
                )

    def _kfz_related_sheets(self):
        """{split: its sheet, and the other sheets of the same project that the user may know}."""
        Share, Sheet = self.env["kfz.share"], self.env["kfz.shared.project"]
        leads = Share.search([("sheet_uid", "in", self.sheet_id.mapped("uid"))]).lead_id
        by_lead = Share.search([("lead_id", "in", leads.ids), ("state", "!=", "draft")]).grouped(
            "lead_id"
        )
        result = {}
        for split in self:
            uids = {
                uid
                for shares in by_lead.values()
                for uid in shares.mapped("sheet_uid")
                if split.sheet_id.uid in shares.mapped("sheet_uid")
            }
            result[split] = split.sheet_id | Sheet.search([("uid", "in", list(uids))])
        return result

    def _kfz_agree(self):
        # sudo: a zone's agreement is set for its managers, who have just been checked
        self.sudo().line_ids.filtered(
            lambda line: line.company_id in self.env.companies
        ).is_agreed = True
        self._kfz_settle()
