from odoo import models
from odoo.fields import Domain

from ...domain import calendar
from ..base.lists import comma


class ResPartner(models.Model):
    """A zone accepts one referral of an enterprise at a time; an intermediary with whom it has dealings stays who it is."""

    _inherit = "res.partner"

    def _kfz_merge_moves(self):
        return [
            *super()._kfz_merge_moves(),
            (
                self.env._("Referrals"),
                self._kfz_count_links("kfz.referral", "partner_id", "intermediary_id"),
            ),
        ]

    def _kfz_merge_problems(self, kept):
        problems = super()._kfz_merge_problems(kept)
        accepted = self._kfz_zone_records(
            kept, "kfz.referral", Domain("state", "=", "accepted"), order="registered_on, id"
        )
        if len(accepted) > 1:
            problems.append(
                self.env._(
                    "Your zone has accepted a referral of %(one)s by %(by)s and one of %(other)s by %(another)s: withdraw the later "
                    "one first, the first comer keeps the enterprise.",
                    one=accepted[0].partner_id.name,
                    by=accepted[0].intermediary_id.name,
                    other=accepted[1].partner_id.name,
                    another=accepted[1].intermediary_id.name,
                )
            )
        return problems + self._kfz_merge_intermediary_problems()

    def _kfz_merge_intermediary_problems(self):
        """What the zone owes an intermediary is not led to another enterprise by one person alone."""
        problems = []
        for partner in self:
            dealings = [(label, count) for label, count in partner._kfz_dealings() if count]
            if dealings:
                problems.append(
                    self.env._(
                        "The zone has dealings with %(name)s as an intermediary (%(dealings)s), which do not move to another "
                        "enterprise: keep %(name)s, or ask the administrator.",
                        name=partner.name,
                        dealings=comma(self.env).join(
                            self.env._("%(what)s: %(count)s", what=label, count=count)
                            for label, count in dealings
                        ),
                    )
                )
        return problems

    def _kfz_dealings(self):
        """[(label, count)] of what an own enterprise of a zone has as an intermediary; rooms add theirs."""
        in_force = Domain("valid_until", "=", False) | Domain("valid_until", ">=", calendar.today())
        undecided = Domain("state", "in", ("registered", "accepted"))
        not_ended = Domain("state", "!=", "ended")
        return [
            (
                self.env._("Referrals"),
                self._kfz_count_dealings(
                    "kfz.referral", undecided, "intermediary_id", "member_ids.partner_id"
                ),
            ),
            (
                self.env._("Agreements"),
                self._kfz_count_dealings("kfz.intermediary.agreement", in_force, "partner_id"),
            ),
            (
                self.env._("Bank accounts"),
                self._kfz_count_dealings("kfz.intermediary.account", Domain.TRUE, "partner_id"),
            ),
            (
                self.env._("Portal access"),
                self._kfz_count_dealings(
                    "kfz.portal.access", not_ended, "intermediary_id", "person_id"
                ),
            ),
        ]

    def _kfz_count_dealings(self, model, domain, *names):
        # sudo: all that hangs on the zone's own enterprise is the zone's, whose manager asks for numbers
        Model = self.env[model].sudo().with_context(active_test=False)
        return Model.search_count(
            domain & Domain.OR(Domain(name, "in", self.ids) for name in names)
        )
