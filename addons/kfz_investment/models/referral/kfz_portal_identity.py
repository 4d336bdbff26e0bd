from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...domain import calendar, portal
from ..base.period_words import day_text

#: kind of act → system parameter with the administrator's limit
PARAMETERS = {
    "referral": "kfz_investment.referrals_a_day",
    "account": "kfz_investment.portal_accounts_a_day",
    "objection": "kfz_investment.portal_objections_a_day",
    "withdrawal": "kfz_investment.portal_withdrawals_a_day",
    "letter": "kfz_investment.portal_letters_a_day",
}


class KfzPortalAccess(models.Model):
    """The signed-in person of the portal: for whom it acts, in which zones, and how often."""

    _inherit = "kfz.portal.access"

    @api.model
    @api.private
    def _kfz_portal_current(self):
        """The accesses in force of the signed-in user, as the system; empty for everybody else."""
        if not self.env.user.share:
            return self.browse()
        # sudo: a portal user has no right to accesses; the domain holds its own only
        own = self.sudo().search(
            self._kfz_in_force() & Domain("user_id", "=", self.env.uid), order="id"
        )
        pairs = {(one.intermediary_id.id, one.company_id.id): one.id for one in own}
        return own.filtered(lambda one: one.id in pairs.values())

    @api.model
    @api.private
    def _kfz_portal_ended(self):
        """What the signed-in user had, as plain values for the page that says whom to ask."""
        # sudo: as above
        past = self.sudo().search([("user_id", "=", self.env.uid)], limit=5)
        return [
            {
                "intermediary": one.intermediary_id.name,
                "zone": one.company_id.name,
                "until": day_text(self.env, one._kfz_last_day()),
            }
            for one in past
        ]

    def _kfz_last_day(self):
        """The last day on which it was in force."""
        ends = [
            self.valid_until,
            self.agreement_id.valid_until,
            self.ended_on and calendar.shanghai_date(self.ended_on),
        ]
        return min(filter(None, ends))

    @api.private
    def _kfz_portal_choices(self):
        """The zones to choose from in a form, named with the intermediary where the person acts for several."""
        several = len(self.intermediary_id) > 1
        return [
            {
                "access": access,
                "value": f"{access.company_id.id}-{access.intermediary_id.id}"
                if several
                else str(access.company_id.id),
                "label": f"{access.company_id.name} · {access.intermediary_id.name}"
                if several
                else access.company_id.name,
            }
            for access in self
        ]

    @api.private
    def _kfz_portal_chosen(self, typed):
        """The access that was chosen in a form; empty for anything else."""
        return next(
            (
                choice["access"]
                for choice in self._kfz_portal_choices()
                if choice["value"] == typed.get("zone_id")
            ),
            self.browse(),
        )

    @api.private
    def _kfz_portal_domain(self, intermediary="intermediary_id", zone="company_id"):
        """The condition that a record belongs to the intermediary and zone of one of the accesses."""
        return Domain.OR(
            Domain(intermediary, "=", access.intermediary_id.id)
            & Domain(zone, "=", access.company_id.id)
            for access in self
        )

    # limits

    @api.private
    def _kfz_portal_spend(self, kind):
        """Refuse an act that is one too many within a day, before it happens.

        :param kind: of ``domain/portal.LIMITS``
        :raises UserError: says that there is a limit and when to try again
        """
        self.ensure_one()
        now = fields.Datetime.now()
        # of two requests at the same moment, the second starts over on what the first wrote
        self.last_act_on = now
        self.flush_recordset(["last_act_on"])
        # sudo: a limit of the system's
        setting = self.env["ir.config_parameter"].sudo().get_param(PARAMETERS[kind])
        limit = portal.limit_of(kind, setting)
        if portal.is_over(self._kfz_portal_moments(kind), now, limit):
            raise UserError(self._kfz_portal_limit_message(kind, limit))

    def _kfz_portal_moments(self, kind):
        """When such acts happened on the portal for the intermediary in the zone, from the rows that they left."""
        since = fields.Datetime.now() - portal.WINDOW
        # sudo: counts the rows of this intermediary and zone alone
        Referral = self.env["kfz.referral"].sudo()
        # sudo: as above
        Account = self.env["kfz.intermediary.account"].sudo()
        mine, accounts = self._kfz_portal_domain(), self._kfz_portal_domain("partner_id")
        match kind:
            case "referral":
                return Referral.search(mine & Domain("registered_on", ">", since)).mapped(
                    "registered_on"
                )
            case "withdrawal":
                recent = Domain("state", "=", "withdrawn") & Domain("decided_on", ">", since)
                by_portal = Domain("decided_by_id.share", "=", True)
                return Referral.search(mine & recent & by_portal).mapped("decided_on")
            case "account":
                recent = Domain("create_date", ">", since) & Domain("user_id.share", "=", True)
                return Account.search(accounts & recent).mapped("create_date")
            case "objection":
                return Account.search(accounts & Domain("objected_on", ">", since)).mapped(
                    "objected_on"
                )
        return Referral._kfz_portal_letters_since(mine, since).mapped("create_date")

    def _kfz_portal_limit_message(self, kind, limit):
        match kind:
            case "referral":
                return self.env._(
                    "You have registered %(limit)s referrals, as many as one intermediary may within 24 hours. Try again tomorrow.",
                    limit=limit,
                )
            case "account":
                return self.env._(
                    "A bank account can be entered %(limit)s times within 24 hours. Try again tomorrow, or ask the zone.",
                    limit=limit,
                )
            case "objection":
                return self.env._(
                    "You have objected %(limit)s times within 24 hours. Call the zone about any other account.",
                    limit=limit,
                )
            case "withdrawal":
                return self.env._(
                    "You have withdrawn %(limit)s referrals within 24 hours. Try again tomorrow, or ask the zone.",
                    limit=limit,
                )
        return self.env._(
            "You have sent %(limit)s letters within 24 hours. Try again tomorrow, or hand the letter to the zone.",
            limit=limit,
        )
