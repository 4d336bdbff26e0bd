from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import email_normalize

from ...domain import calendar
from ..base.nightly import nightly

#: days before the last one on which the managers are reminded
REMIND_DAYS = 30


class KfzPortalAccess(models.Model):
    """What happens to an access: approved by a second person, ended with a reason, ended by its date."""

    _inherit = "kfz.portal.access"

    def action_approve(self):
        """Approve the requests and let the persons sign in; a renewal takes the place of the access before.

        :raises AccessError: when the user is not a manager of the zone
        :raises UserError: when the user requested it or entered the person, or the agreement is not in force
        """
        self._kfz_check_manager()
        for access in self:
            access._kfz_check_approvable()
            former = access._kfz_twins("approved")
            former._kfz_end(self.env._("A renewal was approved."), revoke=False)
            # sudo: the state is guarded from hand; role, zone and state have been checked
            access.sudo().write(
                {
                    "state": "approved",
                    "user_id": access._kfz_grant().id,
                    "approved_by_id": self.env.uid,
                    "approved_on": fields.Datetime.now(),
                }
            )
            # before the next request for the same person, or the unique index would see two
            access.flush_recordset()
        return self._kfz_invited_note()

    def action_end(self, reason=None):
        """End the accesses; the person cannot sign in any more unless another zone's access lets it.

        :param str reason: for the record
        :raises AccessError: when it was approved and the user is not a manager of the zone
        :raises UserError: without a reason, or when it has ended
        """
        self.check_access("read")
        if any(access.state == "approved" for access in self):
            self._kfz_check_manager()
        elif not self.env.su and not self.env.user.has_group("kfz_investment.group_kfz_officer"):
            raise AccessError(self._kfz_manager_message())
        reason = self._kfz_entered(reason)
        if not reason:
            raise UserError(self.env._("Say why the access ends: the reason stays on file."))
        for access in self:
            if access.state == "ended":
                raise UserError(
                    self.env._(
                        "The access of %(person)s has ended already.", person=access.person_id.name
                    )
                )
        self._kfz_end(reason)
        return True

    def action_invite_again(self):
        """Send the invitation to the person again.

        :raises AccessError: when the user is not a manager of the zone
        :raises UserError: when the access is not in force
        """
        self._kfz_check_manager()
        for access in self:
            if not access.is_in_force:
                raise UserError(
                    self.env._(
                        "The access of %(person)s is not in force: there is nothing to invite to.",
                        person=access.person_id.name,
                    )
                )
            # sudo: core's wizard, which managers may not use; the access has been checked
            access._kfz_wizard_line(access.user_id.sudo().partner_id).action_invite_again()
        return self._kfz_invited_note()

    def _kfz_invited_note(self):
        """What the page says after an invitation."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "sticky": True,
                "message": self.env._(
                    "Who has no login yet gets an invitation by e-mail (%(emails)s), in which a link leads to a password. If it does "
                    "not arrive, ask the administrator whether this server sends e-mails.",
                    emails=", ".join(filter(None, self.mapped("email"))),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    # checks

    def _kfz_check_manager(self):
        if not self.env.su and not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(self._kfz_manager_message())
        self.check_access("read")

    def _kfz_manager_message(self):
        return self.env._(
            "Only a promotion manager of the zone decides who may act for an intermediary on the portal."
        )

    def _kfz_check_approvable(self):
        self.ensure_one()
        person = self.person_id
        if self.state != "requested":
            raise UserError(
                self.env._(
                    "The access of %(person)s is not waiting for approval. Request it anew if the person still needs it.",
                    person=person.name,
                )
            )
        # sudo: who entered the contact and who asked, for four eyes
        if self.env.user in (self.sudo().requested_by_id | person.sudo().create_uid):
            raise UserError(
                self.env._(
                    "You entered %(person)s or requested this access, so another manager approves it. In a zone with one manager, let an officer enter the person and the request.",
                    person=person.name,
                )
            )
        # sudo: the same checks as at the request
        again = self.sudo()
        again._check_person()
        again._check_agreement()

    # effects

    def _kfz_twins(self, state):
        """Other records of the same person, intermediary and zone in a state."""
        return (
            self.search(
                [
                    ("person_id", "=", self.person_id.id),
                    ("intermediary_id", "=", self.intermediary_id.id),
                    ("company_id", "=", self.company_id.id),
                    ("state", "=", state),
                ]
            )
            - self
        )

    def _kfz_end(self, reason, revoke=True):
        """End the records; callers have checked the user's right to."""
        if not self:
            return
        # sudo: the state is guarded from hand
        self.sudo().write(
            {
                "state": "ended",
                "ended_by_id": self.env.uid,
                "ended_on": fields.Datetime.now(),
                "reason": reason,
            }
        )
        # before the next of the same person is approved, or the unique index would see two
        self.flush_recordset()
        if revoke:
            self._kfz_revoke()

    def _kfz_grant(self):
        """The portal user that signs in with the person's address; made and invited where there is none.

        Two zones know the same person as contacts of their own, so the user is found by its address.

        :raises UserError: when the address belongs to a colleague
        """
        email = email_normalize(self.person_id.email)
        # sudo: portal users are not for managers to see, only to let in
        Users = self.env["res.users"].sudo().with_context(active_test=False)
        # sudo: as above
        own = self.person_id.sudo().with_context(active_test=False).user_ids[:1]
        user = Users.search([("login", "=", email)], limit=1) or own
        if user and user._is_internal():
            raise UserError(
                self.env._(
                    "The address %(email)s belongs to a colleague of this office, who cannot act for an intermediary.",
                    email=email,
                )
            )
        if user.active and user._is_portal():
            return user
        line = self._kfz_wizard_line(user.partner_id or self.person_id)
        line.action_grant_access()
        return line.user_id

    def _kfz_wizard_line(self, partner):
        """Core's wizard for one partner, as the system, in the zone of the access."""
        # sudo: managers cannot use the wizard themselves; callers have checked their right to the access
        Wizard = self.env["portal.wizard"]._kfz_as_system()
        zoned = Wizard.with_context(allowed_company_ids=self.company_id.ids)
        return zoned.create({"partner_ids": [(6, 0, partner.ids)]}).user_ids

    def _kfz_revoke(self):
        """Close the door for users without any approved access left; where they are signed in, they are signed out."""
        # sudo: whether another zone lets the user in, which nobody is shown
        for user in self.sudo().user_id.filtered("share"):
            # sudo: as above
            if self.sudo().search_count(
                [("user_id", "=", user.id), ("state", "=", "approved")], limit=1
            ):
                continue
            # sudo: ends an open invitation, too
            user.partner_id._kfz_as_system().signup_type = None
            groups = (self.env.ref("base.group_portal"), self.env.ref("base.group_public"))
            # sudo: managers have no right to users; out of the group, core's wizard can let it in again
            user._kfz_as_system().write(
                {"active": False, "group_ids": [(3, groups[0].id), (4, groups[1].id)]}
            )

    # time

    @api.model
    @nightly
    def _cron_watch(self):
        """End what is past its last day, and remind the managers of what ends soon; daily."""
        today = calendar.today()
        self.search(
            [("state", "in", ("requested", "approved")), ("valid_until", "<", today)]
        )._kfz_end(self.env._("Its last day has passed."))
        soon = self.search(
            [
                ("state", "=", "approved"),
                ("is_reminded", "=", False),
                ("valid_until", "<=", fields.Date.add(today, days=REMIND_DAYS)),
            ]
        )
        for zone in soon.company_id:
            ending = soon.filtered(lambda access, zone=zone: access.company_id == zone)
            ending._kfz_remind(zone)
        soon.is_reminded = True

    def _kfz_remind(self, zone):
        """One notice to the managers of a zone, which names nobody."""
        notice = self.env["kfz.notice.mixin"]
        managers = notice._kfz_managers_of(zone)
        env = self.with_context(lang=managers[:1].lang or self.env.lang).env
        action = self.env.ref("kfz_investment.kfz_portal_access_action").id
        notice._kfz_tell_users(
            managers,
            env._(
                "Portal access of %(count)s persons of intermediaries ends within %(days)s days. Request it anew for those who go on.",
                count=len(self),
                days=REMIND_DAYS,
            ),
            (action, env._("Portal access")),
        )
