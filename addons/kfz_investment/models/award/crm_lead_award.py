from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar


class CrmLead(models.Model):
    """The project's side of its referral award: opened at landing, once."""

    _inherit = "crm.lead"

    award_ids = fields.One2many(
        "kfz.award", "lead_id", "Referral awards", groups="kfz_investment.group_kfz_officer"
    )
    award_id = fields.Many2one(
        "kfz.award",
        "Referral award",
        compute="_compute_award_id",
        groups="kfz_investment.group_kfz_officer",
    )
    award_missing = fields.Char(
        "Why there is no award",
        compute="_compute_award_id",
        groups="kfz_investment.group_kfz_officer",
    )

    @api.depends("award_ids", "referral_id", "landed_date")
    @api.depends_context("lang")
    def _compute_award_id(self):
        for lead in self:
            lead.award_id = lead.award_ids[:1]
            lead.award_missing = (
                lead.referral_id
                and lead.landed_date
                and not lead.award_id
                and lead._kfz_award_problem(lead.referral_id, lead._kfz_award_scheme())
            )

    def write(self, vals):
        if "partner_id" in vals:
            # sudo: whether there is an award must not depend on who writes
            awards = (
                self.env["kfz.award"]
                .sudo()
                .search([("lead_id", "in", self.ids), ("state", "!=", "refused")])
            )
            partner = vals["partner_id"]
            # core also writes records here
            partner_id = partner.id if isinstance(partner, models.BaseModel) else partner
            enterprise = (
                self.env["res.partner"].browse(partner_id or ()).commercial_partner_id
                if awards
                else None
            )
            if wrong := awards.filtered(lambda award: award.partner_id != enterprise)[:1]:
                raise UserError(
                    self.env._(
                        "“%(project)s” has a referral award that rests on the trade of %(enterprise)s, so its enterprise cannot change.",
                        project=wrong.lead_id.name,
                        enterprise=wrong.partner_id.name,
                    )
                )
        result = super().write(vals)
        if "referral_id" in vals:
            # sudo: an award follows from landing and referral, whoever links them
            self.sudo()._kfz_sync_awards()
        return result

    def action_open_award(self):
        """Open the award of a landed project by hand; a manager's step.

        :raises UserError: says what is missing
        """
        self.ensure_one()
        award = self.award_id
        if not award:
            self.env["kfz.award"]._kfz_check_role("manager")
            self.check_access("write")
            award = self.env["kfz.award"].create({"lead_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "res_model": "kfz.award",
            "res_id": award.id,
            "view_mode": "form",
        }

    def _kfz_sync_figures(self):
        super()._kfz_sync_figures()
        # sudo: an award follows from landing and referral, whoever recognises the landing
        self.sudo()._kfz_sync_awards()

    def _kfz_sync_awards(self):
        """Open the awards that are due, and let those that exist follow a changed landing."""
        leads = self.filtered("is_promotion")
        if not leads:
            return
        Award = self.env["kfz.award"]
        existing = Award.search([("lead_id", "in", leads.ids)])
        existing._kfz_follow_landing()
        for lead in leads - existing.lead_id:
            referral = lead.referral_id
            if (
                referral
                and lead.landed_date
                and not lead._kfz_award_problem(referral, lead._kfz_award_scheme())
            ):
                Award.create({"lead_id": lead.id})

    def _kfz_award_scheme(self):
        """The zone's scheme for the landing date."""
        # sudo: the scheme of a zone is chosen by its landing date, whoever asks
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
                "No award scheme of %(zone)s holds for a landing on %(date)s. Make one first.",
                zone=self.company_id.name,
                date=self.landed_date,
            )
        return self._kfz_scheme_problem(referral, scheme, award)

    def _kfz_referral_problem(self, referral, award):
        if not referral or (not award and referral.state != "accepted"):
            return self.env._(
                "“%(project)s” has no accepted referral, so there is no award.", project=self.name
            )
        enterprise = self.partner_id.commercial_partner_id
        if (
            referral.company_id != self.company_id
            or (self.referral_id or referral) != referral
            or (referral.lead_id or self) != self
            or (referral.partner_id or enterprise) != enterprise
        ):
            return self.env._("This referral is not the one of “%(project)s”.", project=self.name)
        if (
            not award
            and self.signed_date
            and calendar.shanghai_date(referral.registered_on) > self.signed_date
        ):
            return self.env._(
                "The referral was registered on %(date)s, after “%(project)s” was signed on %(signed)s.",
                project=self.name,
                date=calendar.shanghai_date(referral.registered_on),
                signed=self.signed_date,
            )
        return None

    def _kfz_scheme_problem(self, referral, scheme, award):
        landed_on = award.landed_on if award else self.landed_date
        if scheme.company_id != self.company_id or not scheme.date_from <= landed_on <= (
            scheme.date_to or landed_on
        ):
            return self.env._(
                "“%(scheme)s” does not hold for a landing on %(date)s in %(zone)s.",
                scheme=scheme.name,
                date=landed_on,
                zone=self.company_id.name,
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
                name=self.partner_id.commercial_partner_id.name,
                other=other.name,
            )
        return None

    def _kfz_other_award(self, award):
        # sudo: whether the enterprise has an award must not depend on who asks
        return (
            self.env["kfz.award"]
            .sudo()
            .search(
                [
                    ("company_id", "=", self.company_id.id),
                    ("partner_id", "=", self.partner_id.commercial_partner_id.id),
                    ("lead_id", "!=", self.id),
                    ("state", "!=", "refused"),
                    ("id", "!=", award.id if award else 0),
                ],
                limit=1,
            )
        )
