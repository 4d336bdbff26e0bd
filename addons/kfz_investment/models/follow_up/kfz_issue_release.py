from odoo import models
from odoo.exceptions import AccessError, UserError

from ...domain import calendar
from .kfz_due_mixin import MANAGER
from .kfz_issue_sheet import JOINT_OFFICE, TEXT, TITLE

#: states of a sheet in which a manager puts it before the joint office
RELEASABLE = ("draft", "withdrawn", "answered")
SHEETS = "kfz_investment.kfz_issue_sheet_action"


class KfzIssue(models.Model):
    """A manager of the zone says in which words an issue goes before the joint office, and takes it back."""

    _inherit = "kfz.issue"

    def action_release(self):
        """The window that asks for the title and for what is asked; nothing of the issue's own words is in it.

        :raises AccessError: unless the user is a manager of the zone
        :raises UserError: for an issue that has no sheet to release
        """
        self.ensure_one()
        self._kfz_check_may_release(*RELEASABLE)
        return self.env["kfz.issue.sheet.act"]._kfz_window("release", issue_id=self.id)

    def action_withdraw_sheet(self):
        """The window that asks why the sheet is taken back from the joint office."""
        self.ensure_one()
        self._kfz_check_may_release("released")
        return self.env["kfz.issue.sheet.act"]._kfz_window("withdraw", issue_id=self.id)

    def _kfz_check_may_release(self, *states):
        self._kfz_check_read()
        if not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._(
                    "Only a promotion manager of the zone decides what the joint office sees of an issue."
                )
            )
        if self.is_closed:
            raise UserError(self.env._("“%(name)s” is closed already.", name=self.name))
        self._kfz_check_project_goes_on()
        if self.sheet_state not in states:
            raise UserError(self._kfz_sheet_refusal())

    def _kfz_sheet_refusal(self):
        """What keeps the sheet from being released or taken back, in a sentence."""
        if self.sheet_state == "released":
            return self.env._(
                "“%(name)s” is before the joint office. Take it back first to change its words.",
                name=self.name,
            )
        if self.sheet_state == "answered":
            return self.env._(
                "The joint office has answered “%(name)s”, so nothing is there to take back. Put it before the joint office again to ask something else.",
                name=self.name,
            )
        return self.env._(
            "“%(name)s” is not before the joint office: it goes there once it has climbed to it and a manager releases it.",
            name=self.name,
        )

    def _kfz_release(self, title, asked):
        """Let the joint office see the sheet, in these words.

        :raises UserError: without a title or a question, or for an issue that has no sheet to release
        :raises AccessError: unless the user is a manager of the zone
        """
        self.ensure_one()
        self._kfz_check_may_release(*RELEASABLE)
        # sudo: sheets are written by the system alone; role, zone and state were checked
        sheet = self._kfz_as_system().sheet_id
        sheet.write(
            {
                "title": sheet.with_env(self.env)._kfz_text(title, TITLE),
                "asked": sheet.with_env(self.env)._kfz_text(asked, TEXT),
                "number": sheet.number or sheet._kfz_next_number(),
                "state": "released",
                "date_due": self.date_due,
                # an answer to what was asked before stays on the issue
                "answer": False,
                "answered_on": False,
                "released_on": calendar.today(),
            }
        )
        self._kfz_tell(
            self.env._("Issue “%(name)s” was put before the joint office.", name=self.name)
        )
        self._kfz_tell_joint_office(sheet)

    def _kfz_tell_joint_office(self, sheet):
        # sudo: who works in the joint office is not for the zone to see, only to reach
        group = self.env.ref(JOINT_OFFICE).sudo()
        people = group.all_user_ids.filtered(lambda user: user.active and not user.share)
        for lang, users in people.grouped("lang").items():
            env = self.with_context(lang=lang).env
            shown = sheet.with_context(lang=lang)
            text = env._(
                "%(zone)s puts an issue before the joint office: %(number)s.",
                zone=shown.zone_id.display_name,
                number=sheet.number,
            )
            page = (SHEETS, env._("Issues escalated"))
            env["kfz.notice.mixin"]._kfz_tell_users(users, text, page)

    def _kfz_withdraw_sheet(self, reason):
        """Take the sheet back: the joint office sees nothing of it any more; it can be released again.

        :raises UserError: without a reason, or for a sheet that is not before the joint office
        """
        self.ensure_one()
        reason = self._kfz_words_given(reason)
        self._kfz_check_may_release("released")
        # sudo: sheets are written by the system alone; role, zone and state were checked
        self._kfz_as_system().sheet_id.write({"state": "withdrawn"})
        self._kfz_tell(
            self.env._(
                "Issue “%(name)s” was taken back from the joint office: %(reason)s",
                name=self.name,
                reason=reason,
            )
        )
