from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import calendar
from ..base.period_words import day_text


class KfzSharedProject(models.Model):
    """The answers to the question of return, given by managers of the zone of origin and of the receiving zone."""

    _inherit = "kfz.shared.project"

    # the origin

    def action_ask_return(self):
        """The zone of origin asks for the return of the project.

        :raises AccessError: when the user is not a manager of the zone of origin
        :raises UserError: when the question is not open
        """
        sheet = self._kfz_check_return("origin_zone_id", ("raised",))
        sheet.write({"return_state": "asked", "return_since": calendar.today()})
        sheet._kfz_log_return(
            self.env._(
                "%(zone)s asks for the return of the project.",
                zone=sheet.origin_zone_id.display_name,
            )
        )
        sheet._kfz_tell(
            sheet.zone_id,
            self.env._(
                "%(zone)s asks for the return of a project that it transferred to your zone. Answer on its sheet.",
                zone=sheet.origin_zone_id.display_name,
            ),
        )
        return True

    def action_leave_there(self):
        """The zone of origin leaves the project where it is; the clock starts again.

        :raises AccessError: when the user is not a manager of the zone of origin
        :raises UserError: when the question is not open
        """
        sheet = self._kfz_check_return("origin_zone_id", ("raised", "asked"))
        sheet._kfz_close_return(
            self.env._(
                "%(zone)s leaves the project where it is.", zone=sheet.origin_zone_id.display_name
            )
        )
        return True

    # the receiver

    def action_refuse_return(self, reason, due):
        """The receiving zone keeps the project and promises progress by a date.

        :param due: date by which there will be progress, after today
        :raises AccessError: when the user is not a manager of the receiving zone
        :raises UserError: when no return was asked for, or without a reason or a future date
        """
        sheet = self._kfz_check_return("zone_id", ("asked",))
        reason, due = self._kfz_entered(reason), fields.Date.to_date(due)
        if not reason or not due or due <= calendar.today():
            raise UserError(
                self.env._(
                    "To keep the project, give a reason and a future date by which there will be progress."
                )
            )
        sheet.write(
            {"return_state": "promised", "return_due": due, "return_since": calendar.today()}
        )
        sheet._kfz_log_return(
            self.env._(
                "%(zone)s keeps the project and promises progress by %(date)s: %(reason)s",
                zone=sheet.zone_id.display_name,
                date=day_text(self.env, due),
                reason=reason,
            )
        )
        sheet._kfz_tell(
            sheet.origin_zone_id,
            self.env._(
                "%(zone)s keeps a project whose return you asked for, and promises progress by %(date)s.",
                zone=sheet.zone_id.display_name,
                date=day_text(self.env, due),
            ),
        )
        return True

    def action_accept_return(self, reason):
        """The receiving zone returns the project: it is closed here as transferred and resumed in the zone of origin.

        The sheet goes home with it and stays shared with the zone that returned it, at the level of the first share.
        Agreed benefit splits stay in force: only all their zones together change them.

        :raises AccessError: when the user is not a manager of the receiving zone
        :raises UserError: when the question is not open, or without reason
        """
        sheet = self._kfz_check_return("zone_id", ("raised", "asked"))
        reason = self._kfz_entered(reason)
        if not reason:
            raise UserError(self.env._("Give the reason for returning the project in one line."))
        zone, origin = sheet.zone_id, sheet.origin_zone_id
        self._kfz_give_back(sheet, reason)
        sheet._kfz_log_return(
            self.env._(
                "%(zone)s returns the project: %(reason)s", zone=zone.display_name, reason=reason
            )
        )
        sheet._kfz_tell(
            origin,
            self.env._(
                "%(zone)s returned a project that you had transferred. It is yours again.",
                zone=zone.display_name,
            ),
        )
        return True

    # helpers

    def _kfz_check_return(self, side, states):
        """The sheet as the system writes it, locked, for a manager of the zone on one side of the thread."""
        self.ensure_one()
        self.check_access("read")
        zone = self[side]
        if (
            not self.env.user.has_group("kfz_investment.group_kfz_manager")
            or not zone & self.env.companies
        ):
            raise AccessError(
                self.env._(
                    "Only a promotion manager of the zone concerned can decide on the return of a project."
                )
            )
        # sudo: sheets are written by the system only; of two answers at the same moment one is refused
        self.sudo()._kfz_lock_rows()
        if self.state != "published" or not self.origin_zone_id or self.return_state not in states:
            raise UserError(
                self.env._(
                    "This answer is not possible: the return was already answered or was never in question."
                )
            )
        # sudo: the user was checked above; the sheet shows no names of a zone's staff
        return self._kfz_as_system()

    def _kfz_give_back(self, sheet, reason):
        zone, origin = sheet.zone_id, sheet.origin_zone_id
        # the thread is read with the user's rights: it belongs to the user's zone
        thread = self.env["kfz.share"].search(
            [("sheet_uid", "=", self.uid), ("state", "=", "published"), ("is_thread", "=", True)]
        )
        lead = thread.lead_id
        lead.check_access("write")
        # sudo: the share of the zone of origin is not the user's to read; it is resumed, and nothing of it is shown
        share = (
            self.env["kfz.share"]
            ._kfz_as_system()
            .search(
                [
                    ("sheet_uid", "=", self.uid),
                    ("state", "=", "transferred"),
                    ("company_id", "=", origin.id),
                ],
                limit=1,
            )
        )
        if not share:
            raise UserError(
                self.env._(
                    "%(zone)s no longer has the project, so it cannot be returned.",
                    zone=origin.name,
                )
            )
        share.lead_id._kfz_reopen_returned(zone, lead.project_code, reason)
        # sudo: shares and sheets are ended and handed over by the system; the user's right to return it was checked
        thread.sudo()._kfz_end_thread()
        lead._kfz_close_transferred(origin)
        sheet._kfz_go_home(origin, zone)
        share._kfz_take_up(zone)

    def _kfz_go_home(self, origin, zone):
        self.write(
            {
                "zone_id": origin.id,
                "origin_zone_id": False,
                "transferred_on": False,
                "return_state": "returned",
                "return_since": calendar.today(),
                "return_due": False,
                "returned_on": fields.Datetime.now(),
                "recipient_ids": [fields.Command.set(zone.ids)],
            }
        )

    def _kfz_check_transfer(self, response_id):
        response = super()._kfz_check_transfer(response_id)
        if self.returned_on and response.date <= self.returned_on:
            raise UserError(
                self.env._(
                    "This request was fulfilled, and the project was returned. The zone has to ask again."
                )
            )
        return response
