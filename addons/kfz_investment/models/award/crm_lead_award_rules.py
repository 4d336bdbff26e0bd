from odoo import models

from ...domain import calendar
from ..base.period_words import day_text


class CrmLead(models.Model):
    """Whether a project can have an award: what landing, referral and scheme must be."""

    _inherit = "crm.lead"

    def _kfz_award_scheme(self):
        """The zone's scheme for the landing date."""
        # sudo: the scheme of a zone is chosen by the landing date, for every user
        Scheme = self.env["kfz.award.scheme"].sudo()
        return Scheme._kfz_for(self.company_id, self.landed_date) if self.landed_date else Scheme

    def _kfz_award_problem(self, referral, scheme, award=None):
        """Why an award of this project with this referral and scheme cannot be, in one sentence; None when it can.

        :param award: the award itself, when it is there already
        """
        self.ensure_one()
        if not award and not self.landed_date:
            return self.env._(
                "“%(project)s” has not landed: an award is opened when a manager recognises the landing.",
                project=self.name,
            )
        problem = self._kfz_referral_problem(referral, award)
        if problem:
            return problem
        if not scheme:
            return self.env._(
                "No award scheme of %(zone)s is valid for a landing on %(date)s. Create one first.",
                zone=self.company_id.display_name,
                date=day_text(self.env, self.landed_date),
            )
        if not scheme.active and not award:
            return self.env._(
                "“%(scheme)s” is archived: choose a scheme in use.", scheme=scheme.name
            )
        return self._kfz_company_problem(referral) or self._kfz_scheme_problem(
            referral, scheme, award
        )

    def _kfz_company_problem(self, referral):
        """The investor and its affiliates refer nobody to themselves (plan, annex 6, article 8): its project companies neither."""
        companies = self._kfz_project_companies().commercial_partner_id
        payees = referral.member_ids.filtered("is_payee").partner_id | referral.intermediary_id
        if own := (companies & payees.commercial_partner_id)[:1]:
            return self.env._(
                "%(name)s is a project company of “%(project)s”: the investor's own companies get no award for it.",
                name=own.name,
                project=self.name,
            )
        return None

    def _kfz_referral_problem(self, referral, award):
        if not referral or (not award and referral.state != "accepted"):
            return self.env._(
                "“%(project)s” has no accepted referral, so there is no award.", project=self.name
            )
        if not self._kfz_is_own_referral(referral):
            return self.env._("This referral is not the one of “%(project)s”.", project=self.name)
        if (
            not award
            and self.signed_date
            and calendar.shanghai_date(referral.registered_on) > self.signed_date
        ):
            return self.env._(
                "The referral was registered on %(date)s, after “%(project)s” was signed on %(signed)s.",
                project=self.name,
                date=day_text(self.env, calendar.shanghai_date(referral.registered_on)),
                signed=day_text(self.env, self.signed_date),
            )
        return None

    def _kfz_is_own_referral(self, referral):
        """Whether the referral is the one of this project, as far as both say."""
        enterprise = self.partner_id.commercial_partner_id
        return (
            referral.company_id == self.company_id
            and (self.referral_id or referral) == referral
            and (referral.lead_id or self) == self
            and (referral.partner_id or enterprise) == enterprise
        )

    def _kfz_scheme_problem(self, referral, scheme, award):
        landed_on = award.landed_on if award else self.landed_date
        if scheme.company_id != self.company_id or not scheme.date_from <= landed_on <= (
            scheme.date_to or landed_on
        ):
            return self.env._(
                "“%(scheme)s” is not valid for a landing on %(date)s in %(zone)s.",
                scheme=scheme.name,
                date=day_text(self.env, landed_on),
                zone=self.company_id.display_name,
            )
        if not scheme.tier_ids:
            return self.env._(
                "“%(scheme)s” has no rates: enter its tiers first.", scheme=scheme.name
            )
        if not referral.intermediary_id.is_company and not scheme.persons_allowed:
            return self.env._(
                "%(name)s is a natural person; “%(scheme)s” gives awards to organisations only.",
                name=referral.intermediary_id.name,
                scheme=scheme.name,
            )
        if scheme.stacking == "enterprise_once" and (other := self._kfz_other_award(award)):
            return self.env._(
                "%(name)s has an award in this zone already (%(other)s), and awards of the same kind do not stack.",
                name=self._kfz_shared_with(other).name,
                other=other.name,
            )
        return None

    def _kfz_shared_with(self, other):
        """The investor, or else the company whose trade counts, that this project has in common with another award."""
        investor = self.partner_id.commercial_partner_id
        if other.partner_id == investor:
            return investor
        return (other.trade_partner_ids & self._kfz_traders())[:1]

    def _kfz_traders(self):
        """The companies whose trade is the base of an award: those that the landing names, or else the investor."""
        named = self._kfz_project_companies().commercial_partner_id
        return named or self.partner_id.commercial_partner_id

    def _kfz_other_award(self, award):
        # sudo: whether the enterprise or a project company has an award must not depend on the user
        return (
            self.env["kfz.award"]
            .sudo()
            .search(
                [
                    ("company_id", "=", self.company_id.id),
                    "|",
                    ("partner_id", "=", self.partner_id.commercial_partner_id.id),
                    ("trade_partner_ids", "in", self._kfz_traders().ids),
                    ("lead_id", "!=", self.id),
                    ("state", "!=", "refused"),
                    ("id", "!=", award.id if award else 0),
                ],
                limit=1,
            )
        )
