"""Attacks on who acts for an intermediary: each says whether it came through. See ``test_portal_seeds.py``."""

import datetime

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from ...domain import calendar
from ..isolation.seeds import no_constraint, no_guard, replaced, widen_rule

ACCESS, ACCOUNT, PARTNER = "kfz.portal.access", "kfz.intermediary.account", "res.partner"


def tries(call):
    """Whether a call is let through."""
    try:
        call()
    except (AccessError, UserError, ValidationError):
        return False
    return True


class PortalAttacks:
    """Mixin of a :class:`ReferralCase` with ``access``, a request, and ``account``, which waits."""

    def _current(self, user, day=None):
        with calendar.showing(day or self.today):
            found = self.env[ACCESS].with_user(user)._kfz_portal_current()
        return found.filtered(lambda one: one.company_id == self.zone_a)

    def _hung_sees(self):
        """A contact that somebody hung under the intermediary."""
        return bool(self._current(self._guest("kfz_hung", self.broker)))

    def _expired_sees(self):
        access = self._current(self.portal_user)
        access.valid_until = self._days_ago(-5)
        return bool(self._current(self.portal_user, self._days_ago(-6)))

    def _ended_sees(self):
        user = self.portal_user
        self._current(user).action_end("示例")
        user.active = True
        return bool(self._current(user))

    def _sees_after_the_agreement(self):
        agreement = self._current(self.portal_user).agreement_id
        agreement.write({"signed_on": self._days_ago(9), "valid_until": self._days_ago(1)})
        return bool(self._current(self.portal_user))

    def _sees_other_zone(self):
        """A person of zone B alone finds zone A's referral."""
        only_b = self._portal("kfz_only_b", self.broker, self.zone_b)
        current = self.env[ACCESS].with_user(only_b)._kfz_portal_current()
        own = self.env["kfz.referral"].with_user(only_b)._kfz_portal_own(current)
        return self.referral in own

    def _reads_contacts(self):
        """A portal user reads the company under which it hangs."""
        guest = self._guest("kfz_hung", self.broker)
        return self.broker in self.env[PARTNER].with_user(guest).search([])

    def _approves(self, name):
        access = self.access.with_user(getattr(self, name))
        return tries(access.action_approve) and access.sudo().state == "approved"

    def _approves_as_requester(self):
        request = self.env[ACCESS].with_user(self.manager)
        person = self.person.copy({"email": "second@example.com"})
        made = request.create({"person_id": person.id, "intermediary_id": self.broker.id})
        return tries(made.action_approve)

    def _reads_access(self):
        return bool(
            self.env[ACCESS].with_user(self.manager_b).search([("id", "=", self.access.id)])
        )

    def _longer_than_agreement(self):
        person = self.person.copy({"email": "second@example.com"})
        values = {"person_id": person.id, "intermediary_id": self.broker.id}
        request = self.env[ACCESS].with_user(self.officer)
        far = self.today + datetime.timedelta(days=4000)
        return tries(lambda: request.create({**values, "valid_until": far}))

    def _requests_a_stranger(self):
        stranger = self.portal_rival.partner_id
        values = {"person_id": stranger.id, "intermediary_id": self.broker.id}
        return tries(lambda: self.env[ACCESS].with_user(self.officer).create(values))

    def _redirects(self):
        partner = self.portal_rival.partner_id.with_user(self.officer)
        return tries(lambda: partner.write({"email": "attacker@example.com"}))

    def _redirects_a_request(self):
        partner = self.person.with_user(self.officer)
        return tries(lambda: partner.write({"email": "attacker@example.com"}))

    def _grants_by_wizard(self):
        """By a manager to whom an administrator gave the right to contacts, which brings the wizard."""
        self.manager.group_ids += self.env.ref("base.group_partner_manager")
        wizard = self.env["portal.wizard"].with_user(self.manager)
        made = wizard.create({"partner_ids": [(6, 0, self.person.ids)]})
        return tries(made.user_ids.action_grant_access) and bool(self.person.sudo().user_ids)

    def _confirms(self, name):
        return tries(self.account.with_user(getattr(self, name)).action_confirm)

    def _pays_at_once(self):
        self.account.with_user(self.manager2).action_confirm()
        return bool(self.env[ACCOUNT]._kfz_usable(self.broker, self.zone_a))

    def _enters_many(self):
        Account = self.env[ACCOUNT].with_user(self.portal_user)
        access = self._current(self.portal_user)
        values = {"holder": "示例", "bank_name": "示例"}
        return all(
            tries(
                lambda number=number: Account._kfz_portal_enter(
                    access, {**values, "account_number": f"62220000{number:04}"}
                )
            )
            for number in range(5)
        )

    def _gives_to(self, name):
        referral = self.referral.with_user(self.manager)
        return tries(lambda: referral.write({"user_id": getattr(self, name).id}))


def without(*names):
    """The condition of an access in force without some of its parts."""

    def seed(case, stack):
        kept = [
            part
            for part in case.env[ACCESS]._kfz_in_force().iter_conditions()
            if part.field_expr not in names
        ]
        # the agreement without a last day is one of two
        clean = Domain.AND(part for part in kept if part.field_expr != "agreement_id.valid_until")
        replaced(ACCESS, "_kfz_in_force", lambda self: clean)(case, stack)

    return seed


def by_parent(self):
    """As it was: whoever hangs under an intermediary acts for it."""
    company = self.env.user.partner_id.sudo().commercial_partner_id
    return self.sudo().search([("intermediary_id", "=", company.id), ("state", "=", "approved")])


def agreed_to_all(self):
    return None


# a table: one row per bug
# fmt: off
#: (the bug, seed, attack, its arguments)
SEEDS = [
    ("identity: by the parent", replaced(ACCESS, "_kfz_portal_current", by_parent), "hung_sees", ()),
    ("identity: dates not watched", without("valid_until"), "expired_sees", ()),
    ("identity: states not watched", without("state"), "ended_sees", ()),
    ("identity: the agreement not watched", without("agreement_id.signed_on"), "sees_after_the_agreement", ()),
    ("identity: of all zones", replaced(ACCESS, "_kfz_portal_domain", lambda self, field="intermediary_id", zone="": Domain(field, "in", self.intermediary_id.ids)), "sees_other_zone", ()),
    ("identity: contacts of the company", no_guard("_kfz_portal_guard"), "reads_contacts", ()),
    ("access: approved by an officer", replaced(ACCESS, "_kfz_check_manager", agreed_to_all), "approves", ("officer2",)),
    ("access: approved by who asked", replaced(ACCESS, "_kfz_check_approvable", agreed_to_all), "approves_as_requester", ()),
    ("access: rule widened", widen_rule("kfz_investment.kfz_portal_access_rule_company"), "reads_access", ()),
    ("access: of another zone, approved", widen_rule("kfz_investment.kfz_portal_access_rule_company"), "approves", ("manager_b",)),
    ("access: longer than its agreement", no_constraint(ACCESS, "_check_agreement"), "longer_than_agreement", ()),
    ("access: for anybody", no_constraint(ACCESS, "_check_person"), "requests_a_stranger", ()),
    ("accounts: the address of a portal user", replaced(PARTNER, "_kfz_check_redirects", lambda self, email: None), "redirects", ()),
    ("accounts: the address of a closed account", replaced(PARTNER, "_kfz_has_account", lambda self: False), "redirects", ()),
    ("accounts: the address while it waits", replaced(PARTNER, "_kfz_has_account", lambda self: bool(self.sudo().user_ids)), "redirects_a_request", ()),
    ("wizard: for managers", replaced("portal.wizard.user", "_kfz_check_wizard", agreed_to_all), "grants_by_wizard", ()),
    ("bank: confirmed by an officer", replaced(ACCOUNT, "_kfz_check_manager", agreed_to_all), "confirms", ("officer_reading",)),
    ("bank: confirmed in another zone", widen_rule("kfz_investment.kfz_intermediary_account_rule_company"), "confirms", ("manager_b",)),
    ("bank: paid to at once", replaced(ACCOUNT, "_kfz_usable", lambda self, partner, zone: self.search([("partner_id", "in", partner.ids), ("state", "=", "confirmed")], limit=1)), "pays_at_once", ()),
    ("limits: none", replaced(ACCESS, "_kfz_portal_spend", lambda self, kind: None), "enters_many", ()),
    ("limits: nothing counted", replaced(ACCESS, "_kfz_portal_moments", lambda self, kind: []), "enters_many", ()),
    *((f"referrals: given to {name}", replaced("res.users", "_kfz_check_works_in", lambda self, zone, *groups: None), "gives_to", (name,)) for name in ("manager_b", "portal_user", "customs")),
]
# fmt: on
