import datetime

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ...domain import calendar
from ..pipeline.crm_stage import MILESTONES

#: a sheet that comes back stays shared with the zone that returned it for at least so long: both read how it ended
RETURN_DAYS = 30
_ORDER = [code for code, _label in MILESTONES]


class KfzSharedProject(models.Model):
    """The question of return: what becomes of a transferred project of which nothing is heard.

    Quiet is: no new revision of the sheet, no message of the receiving zone on it, no visit or meeting recorded on its
    project, for the days that the zone of origin has set. A landed project stays where it landed. The origin asks for the
    project or leaves it there; the receiver gives it back, or refuses with a reason and a date by which there will be
    progress. A milestone closes the question. All of it stands in the chatter of the sheet, which both zones read.
    """

    _inherit = "kfz.shared.project"

    return_state = fields.Selection(
        [
            ("raised", "In question"),
            ("asked", "Return asked"),
            ("promised", "Progress promised"),
            ("returned", "Returned"),
        ],
        "Return",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    return_since = fields.Date("Return since", readonly=True, copy=False)
    return_due = fields.Date("Progress promised by", readonly=True, copy=False)
    returned_on = fields.Datetime("Returned on", readonly=True, copy=False)
    is_origin = fields.Boolean("Transferred by us", compute="_compute_is_origin")

    @api.depends("origin_zone_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_is_origin(self):
        for sheet in self:
            sheet.is_origin = bool(sheet.origin_zone_id & self.env.companies)

    # raising

    @api.model
    def _cron_raise_return(self):
        """Raise the question for quiet transfers and broken promises; close it where something was heard since."""
        today = calendar.today()
        threads = self.env["kfz.share"].search(
            [("is_thread", "=", True), ("state", "=", "published")]
        )
        leads = {share.sheet_uid: share.lead_id for share in threads}
        sheets = self.search(
            [
                ("uid", "in", list(leads)),
                ("origin_zone_id", "!=", False),
                ("return_state", "in", (False, "raised", "promised")),
            ]
        )
        heard = sheets._kfz_last_heard(leads)
        for sheet in sheets.with_context(lang=self._kfz_lang()):
            days, quiet = sheet.origin_zone_id.kfz_return_days, (today - heard[sheet.id]).days
            if sheet.return_state == "raised":
                if heard[sheet.id] > sheet.return_since:
                    sheet._kfz_close_return(
                        self.env._(
                            "Something was heard of the project: the question of its return is closed."
                        )
                    )
            elif (
                days
                and not leads[sheet.uid].landed_date
                and (
                    sheet.return_due < today if sheet.return_state == "promised" else quiet >= days
                )
            ):
                sheet._kfz_raise_return(quiet)

    @api.model
    def _kfz_lang(self):
        return "zh_CN" if self.env["res.lang"]._get_data(code="zh_CN") else "en_US"

    def _kfz_last_heard(self, leads):
        """{id: Shanghai date on which something was last heard}. The job alone knows: a partner would read private work."""
        met = dict(
            self.env["kfz.interaction"]._read_group(
                [("lead_id", "in", [lead.id for lead in leads.values()])],
                ["lead_id"],
                ["create_date:max"],
            )
        )
        messages = self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "in", self.ids),
                ("message_type", "=", "comment"),
            ]
        )
        by_sheet = messages.grouped("res_id")
        result = {}
        for sheet in self:
            written = [
                message.date
                for message in by_sheet.get(sheet.id, ())
                if sheet.zone_id in message.author_id.user_ids.company_ids
            ]
            moments = [sheet.revised_on, met.get(leads[sheet.uid]), *written]
            days = [calendar.shanghai_date(moment) for moment in moments if moment]
            # "leave it there" starts the clock again
            result[sheet.id] = max(
                *days,
                *filter(
                    None, (sheet.transferred_on, not sheet.return_state and sheet.return_since)
                ),
            )
        return result

    def _kfz_raise_return(self, quiet):
        broken = self.return_state == "promised"
        self.write(
            {"return_state": "raised", "return_since": calendar.today(), "return_due": False}
        )
        if broken:
            self._kfz_log_return(
                self.env._(
                    "The progress that was promised has not come: the question of return is raised again."
                )
            )
        else:
            self._kfz_log_return(
                self.env._(
                    "Nothing was heard of this project for %(days)s days: the question of its return is raised.",
                    days=quiet,
                )
            )
        self._kfz_tell(
            self.zone_id | self.origin_zone_id,
            self.env._(
                "A project transferred from %(origin)s to %(zone)s has been quiet: the question of its return is raised.",
                origin=self.origin_zone_id.name,
                zone=self.zone_id.name,
            ),
        )

    def _kfz_close_return(self, text):
        self.write({"return_state": False, "return_since": calendar.today(), "return_due": False})
        self._kfz_log_return(text)

    def _kfz_revise(self, payload):
        """A milestone closes the question of return; any other change does while nobody has asked yet."""
        self.ensure_one()
        revision, milestone = self.revision, self.milestone
        super()._kfz_revise(payload)
        if (
            self.return_state not in ("raised", "asked", "promised")
            or self.revision == revision
            or not self.origin_zone_id
        ):
            return
        if self.milestone and (
            not milestone or _ORDER.index(self.milestone) > _ORDER.index(milestone)
        ):
            self._kfz_close_return(
                self.env._("The project reached a milestone: the question of its return is closed.")
            )
        elif self.return_state == "raised":
            self._kfz_close_return(
                self.env._(
                    "Something was heard of the project: the question of its return is closed."
                )
            )

    # the origin

    def action_ask_return(self):
        """The zone of origin asks for the project.

        :raises AccessError: when the user is no manager of the zone of origin
        :raises UserError: when the question is not open
        """
        sheet = self._kfz_check_return("origin_zone_id", ("raised",))
        sheet.write({"return_state": "asked", "return_since": calendar.today()})
        sheet._kfz_log_return(
            self.env._(
                "%(zone)s asks for the return of the project.", zone=sheet.origin_zone_id.name
            )
        )
        sheet._kfz_tell(
            sheet.zone_id,
            self.env._(
                "%(zone)s asks for the return of a project that it transferred to your zone. Answer on its sheet.",
                zone=sheet.origin_zone_id.name,
            ),
        )
        return True

    def action_leave_there(self):
        """The zone of origin leaves the project where it is; the clock starts again.

        :raises AccessError: when the user is no manager of the zone of origin
        :raises UserError: when the question is not open
        """
        sheet = self._kfz_check_return("origin_zone_id", ("raised", "asked"))
        sheet._kfz_close_return(
            self.env._("%(zone)s leaves the project where it is.", zone=sheet.origin_zone_id.name)
        )
        return True

    # the receiver

    def action_refuse_return(self, reason, due):
        """The receiving zone keeps the project, and says by when there will be progress.

        :param due: date by which there will be progress, after today
        :raises AccessError: when the user is no manager of the receiving zone
        :raises UserError: when nobody asked, or without reason or coming date
        """
        sheet = self._kfz_check_return("zone_id", ("asked",))
        reason, due = (reason or "").strip(), fields.Date.to_date(due)
        if not reason or not due or due <= calendar.today():
            raise UserError(
                self.env._(
                    "To keep the project, give a reason and a coming date by which there will be progress."
                )
            )
        sheet.write(
            {"return_state": "promised", "return_due": due, "return_since": calendar.today()}
        )
        sheet._kfz_log_return(
            self.env._(
                "%(zone)s keeps the project and promises progress by %(date)s: %(reason)s",
                zone=sheet.zone_id.name,
                date=due,
                reason=reason,
            )
        )
        sheet._kfz_tell(
            sheet.origin_zone_id,
            self.env._(
                "%(zone)s keeps a project that you asked back, and promises progress by %(date)s.",
                zone=sheet.zone_id.name,
                date=due,
            ),
        )
        return True

    def action_accept_return(self, reason):
        """The receiving zone gives the project back: closed here as transferred, taken up again in the zone of origin.

        The sheet goes home with it and stays shared with the zone that returned it, at the level of the first share.
        Agreed benefit splits stay in force: only all their zones together change them.

        :raises AccessError: when the user is no manager of the receiving zone
        :raises UserError: when the question is not open, or without reason
        """
        sheet = self._kfz_check_return("zone_id", ("raised", "asked"))
        if not (reason or "").strip():
            raise UserError(self.env._("Say in one line why the project goes back."))
        zone, origin = sheet.zone_id, sheet.origin_zone_id
        self._kfz_give_back(sheet, reason.strip())
        sheet._kfz_log_return(
            self.env._(
                "%(zone)s returns the project: %(reason)s", zone=zone.name, reason=reason.strip()
            )
        )
        sheet._kfz_tell(
            origin,
            self.env._(
                "%(zone)s returned a project that you had transferred. It is yours again.",
                zone=zone.name,
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
                    "Only a promotion manager of the zone concerned decides on the return of a project."
                )
            )
        # sudo: sheets are written by the system only; of two answers at the same moment one is refused
        self.sudo().lock_for_update()
        if self.state != "published" or not self.origin_zone_id or self.return_state not in states:
            raise UserError(
                self.env._(
                    "The return of this project is not open to this answer: it was answered already, or never in question."
                )
            )
        return self.with_user(
            SUPERUSER_ID
        )  # sudo: the user was checked above; people's names stay off the sheet

    def _kfz_give_back(self, sheet, reason):
        zone, origin = sheet.zone_id, sheet.origin_zone_id
        # the thread is read with the user's rights: it is the own zone's
        thread = self.env["kfz.share"].search(
            [("sheet_uid", "=", self.uid), ("state", "=", "published"), ("is_thread", "=", True)]
        )
        lead = thread.lead_id
        lead.check_access("write")
        # sudo: the share of the zone of origin is not the user's to read; it is taken up again, and nothing of it shown
        share = (
            self.env["kfz.share"]
            .with_user(SUPERUSER_ID)
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
                    "%(zone)s does not have the project any more: nothing can be returned.",
                    zone=origin.name,
                )
            )
        share.lead_id._kfz_reopen_returned(zone, lead.project_code, reason)
        # sudo: shares and sheets are ended and handed over by the system; the user's right to give it back was checked
        thread.sudo()._kfz_end_thread()
        lead._kfz_close_transferred(origin)
        sheet._kfz_go_home(origin, zone)
        share._kfz_take_up(zone)

    def _kfz_log_return(self, text):
        # sudo: written by the system, so that no person of a zone shows on the sheet
        self.with_user(SUPERUSER_ID).message_post(body=text)

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
                    "This request was fulfilled, and the project came back. The zone has to ask anew."
                )
            )
        return response


class KfzShare(models.Model):
    _inherit = "kfz.share"

    def _kfz_end_thread(self):
        """The project goes back: its other shares end, and its thread is none any more."""
        self.search(
            [("lead_id", "=", self.lead_id.id), ("state", "=", "published"), ("id", "!=", self.id)]
        )._kfz_end("revoked")
        self.write({"state": "transferred"})

    def _kfz_take_up(self, zone):
        """The share of the zone of origin goes on, with the zone that returned the project as its only reader."""
        self.search(
            [
                ("lead_id", "=", self.lead_id.id),
                ("state", "=", "published"),
                ("recipient_ids", "in", zone.ids),
            ]
        )._kfz_end("revoked")
        end = max(self.date_end, calendar.today() + datetime.timedelta(days=RETURN_DAYS))
        self.write(
            {"state": "published", "date_end": end, "recipient_ids": [fields.Command.set(zone.ids)]}
        )


class CrmLead(models.Model):
    _inherit = "crm.lead"

    returned_zone_id = fields.Many2one("res.company", "Returned from", readonly=True, copy=False)
    returned_project_code = fields.Char("Project code there", readonly=True, copy=False)

    def _kfz_reopen_returned(self, zone, code, reason):
        """Take a transferred project up again where it stood; at the first stage, when it lacks what its stage requires now.

        Run by the system. A refusal tells the other zone nothing of the project.
        """
        values = {
            "active": True,
            "condition": "ongoing",
            "transferred_zone_id": False,
            "condition_reason": False,
            "returned_zone_id": zone.id,
            "returned_project_code": code,
        }
        try:
            with self.env.cr.savepoint():
                self.write(values)
        except ValidationError:
            first = self.env["crm.stage"]._kfz_pipeline()[:1]
            try:
                with self.env.cr.savepoint():
                    self.write({**values, "stage_id": first.id, "move_reason": reason})
            except ValidationError as error:
                raise UserError(
                    self.env._(
                        "The zone of origin has to put its project in order first. Ask it on the sheet."
                    )
                ) from error
        self.message_post(
            body=self.env._(
                "Returned from %(zone)s, where it was project %(code)s: %(reason)s",
                zone=zone.name,
                code=code,
                reason=reason,
            )
        )
