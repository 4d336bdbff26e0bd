from markupsafe import Markup
from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar, portal
from ..base.period_words import day_text
from ..guards.quiet import is_quiet

#: accounts of one intermediary and zone that the portal lists
SHOWN = 10


class KfzIntermediaryAccount(models.Model):
    """Accounts on the portal of the intermediary, and who is told of a new one."""

    _inherit = "kfz.intermediary.account"

    # telling

    def _kfz_announce(self):
        """Tell those who acted for the intermediary before, so that an account which is not theirs is stopped in time."""
        if is_quiet(self.env):
            return
        # sudo: who acts for the intermediary is reached, not shown
        for account in self.sudo():
            users = account._kfz_people_before()
            if users:
                account._kfz_mail(users)

    def _kfz_people_before(self):
        """Portal users with an access in force, and who entered the account before."""
        Access = self.env["kfz.portal.access"]
        current = Access.search(
            [
                *Access._kfz_in_force(),
                ("intermediary_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
            ]
        )
        before = self.search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("id", "!=", self.id),
            ],
            limit=1,
        )
        return (current.user_id | before.user_id).filtered(lambda user: user.share and user.email)

    def _kfz_mail(self, users):
        """One mail to each, in its language, with the end of the number alone."""
        rows = []
        for user in users:
            env = self.with_context(lang=user.lang).env
            text = env._(
                "A new bank account of %(intermediary)s, ending in %(number)s, was entered for its awards in %(zone)s. The zone confirms it before anything is paid to it. If it was not you or your company, open “Bank account” on the portal, choose “This is not ours” and call the zone.",
                intermediary=self.partner_id.name,
                number=portal.masked(self.account_number),
                zone=self.company_id.name,
            )
            rows.append(
                {
                    "subject": env._("New bank account for your awards"),
                    "body_html": Markup("<p>%s</p>") % text,
                    "email_to": user.email_formatted,
                    "email_from": self.company_id.email_formatted or self.env.user.email_formatted,
                    "auto_delete": True,
                    "kfz_account_id": self.id,
                }
            )
        # sudo: the mail goes out from the system; nobody reads it here
        self.env["mail.mail"]._kfz_as_system().create(rows)

    def _kfz_tell_managers(self, subject, body):
        """Tell the managers of the zone in their inbox, in their language; texts are functions of an environment."""
        notices = self.env["kfz.notice.mixin"]
        managers = notices._kfz_managers_of(self.company_id)
        if managers:
            env = self.with_context(lang=managers[0].lang).env
            page = ("kfz_investment.kfz_intermediary_account_action", subject(env))
            notices._kfz_tell_users(managers, body(env), page)

    # the portal of the intermediary

    @api.model
    @api.private
    def _kfz_portal_own(self, access):
        """The latest accounts of the intermediaries in the zones of accesses, as plain values; dates in Shanghai."""
        # sudo: a portal user has no right to accounts; the domain holds its own only
        Account = self.sudo()
        return [
            one._kfz_portal_values()
            for single in access
            for one in Account.search(single._kfz_portal_domain("partner_id"), limit=SHOWN)
        ]

    def _kfz_portal_values(self):
        waits = self.state == "waiting" or self._is_cooling()
        return {
            "id": self.id,
            "zone": self.company_id.name,
            "intermediary": self.partner_id.name,
            "holder": self.holder,
            "bank_name": self.bank_name,
            "account_number": self.account_number,
            "state": "current"
            if self.is_current
            else "cooling"
            if self._is_cooling()
            else self.state,
            "state_words": self._kfz_portal_state(),
            "usable_from": self.usable_from and fields.Date.to_string(self.usable_from),
            "reason": self.reason or "" if self.state in ("refused", "stopped") else "",
            "waits": waits,
            "may_object": waits or self.is_current,
        }

    def _is_cooling(self):
        return self.state == "confirmed" and self.usable_from > calendar.today()

    def _kfz_portal_state(self):
        """What the state means for who is paid."""
        day = self.usable_from and day_text(self.env, self.usable_from)
        match self.state:
            case "waiting":
                return self.env._("Waiting for the zone to confirm it; nothing is paid to it yet.")
            case "refused":
                return self.env._("Not accepted by the zone.")
            case "stopped":
                return self.env._("Stopped by an objection; nothing is paid to it.")
        if self._is_cooling():
            return self.env._(
                "Confirmed; awards are paid to it from %(date)s on, unless you object.", date=day
            )
        if self.is_current:
            return self.env._("Awards are paid to this account since %(date)s.", date=day)
        return self.env._("Replaced by a later account.")

    @api.model
    @api.private
    def _kfz_portal_enter(self, access, values):
        """Enter an account for a portal user, and tell the managers of the zone.

        :raises ValidationError: for text that is not an account number
        :raises UserError: when too many were entered within a day
        """
        access.ensure_one()
        # the moments before this one
        folded = portal.is_folded(access._kfz_portal_moments("account"), fields.Datetime.now())
        access._kfz_portal_spend("account")
        # sudo: a portal user has no right to accounts; it enters that of the intermediary for which it acts
        account = self.sudo().create(
            {
                **values,
                "partner_id": access.intermediary_id.id,
                "company_id": access.company_id.id,
            }
        )
        if not folded:
            account._kfz_tell_managers(
                lambda env: env._("Bank account of an intermediary"),
                lambda env: env._(
                    "%(intermediary)s entered a bank account on the portal. Compare it with the agreement, then confirm or refuse it; further changes within the hour have no notice of their own.",
                    intermediary=account.partner_id.name,
                ),
            )
        return account

    @api.model
    @api.private
    def _kfz_portal_object_account(self, access, account_id, reason):
        """Stop an account of the intermediary that is not its own, and tell the managers of the zone.

        :param access: accesses in force of the person
        :param account_id: as sent; one of others and one that does not exist are nothing
        :return: whether there was such an account
        :raises UserError: when it was refused or stopped before, or after too many objections
        """
        # sudo: a portal user has no right to accounts; the domain holds its own only
        own = self.sudo().search(access._kfz_portal_domain("partner_id")) if access else self
        account = own.filtered(lambda one: str(one.id) == str(account_id))
        if not account:
            return False
        if account.state not in ("waiting", "confirmed"):
            raise UserError(self.env._("Nothing is paid to this account any more."))
        acting = access.filtered(
            lambda one: (
                one.intermediary_id == account.partner_id and one.company_id == account.company_id
            )
        )
        folded = portal.is_folded(acting._kfz_portal_moments("objection"), fields.Datetime.now())
        acting._kfz_portal_spend("objection")
        account._kfz_object(reason)
        if not folded:
            account._kfz_tell_managers(
                lambda env: env._("Objection to a bank account"),
                lambda env: env._(
                    "A person of %(intermediary)s says that the bank account ending in %(number)s is not theirs. Nothing is paid to it; call the intermediary.",
                    intermediary=account.partner_id.name,
                    number=portal.masked(account.account_number),
                ),
            )
        return True
