from odoo import api, fields, models

from ...domain import calendar
from ..base.nightly import nightly
from ..pipeline.crm_stage import MILESTONES

_ORDER = [code for code, _label in MILESTONES]


class KfzSharedProject(models.Model):
    """The return of a transferred project of which there has been no news.

    A transfer is quiet if, for the number of days set by the zone of origin, the sheet got no new revision, the receiving
    zone wrote no message on it, and no visit or meeting was recorded on its project. A landed project is never in question.
    The zone of origin asks for the project or leaves it; the receiving zone returns it, or refuses with a reason and a date
    by which there will be progress. A milestone closes the question. Each step is logged in the chatter of the sheet.
    """

    _inherit = "kfz.shared.project"

    return_state = fields.Selection(
        [
            ("raised", "In question"),
            ("asked", "Return requested"),
            ("promised", "Progress promised"),
            ("returned", "Returned"),
        ],
        "Return",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    return_since = fields.Date("Return status since", readonly=True, copy=False)
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
    @nightly
    def _cron_raise_return(self):
        """Put quiet transfers and broken promises in question; close the question where there has been news since."""
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
            days, quiet = (
                sheet.origin_zone_id._kfz_settings().kfz_return_days,
                (today - heard[sheet.id]).days,
            )
            if sheet.return_state == "raised":
                if heard[sheet.id] > sheet.return_since:
                    sheet._kfz_close_return(
                        self.env._(
                            "There is news of the project: its return is no longer in question."
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
        """{id: Shanghai date of the last news}. For the job only: it would tell a partner about private work."""
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
            # leaving the project there starts the clock again
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
                    "The promised progress was not made: the return of the project is in question again."
                )
            )
        else:
            self._kfz_log_return(
                self.env._(
                    "There has been no news of this project for %(days)s days: its return is in question.",
                    days=quiet,
                )
            )
        self._kfz_tell(
            self.zone_id | self.origin_zone_id,
            self.env._(
                "There has been no news of a project transferred from %(origin)s to %(zone)s: its return is in question.",
                origin=self.origin_zone_id.display_name,
                zone=self.zone_id.display_name,
            ),
        )

    def _kfz_close_return(self, text):
        self.write({"return_state": False, "return_since": calendar.today(), "return_due": False})
        self._kfz_log_return(text)

    def _kfz_revise(self, payload):
        """A milestone closes the question of return; so does any other change, until the zone of origin asks."""
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
                self.env._("The project reached a milestone: its return is no longer in question.")
            )
        elif self.return_state == "raised":
            self._kfz_close_return(
                self.env._("There is news of the project: its return is no longer in question.")
            )

    def _kfz_log_return(self, text):
        # sudo: written by the system, so that the sheet shows no names of a zone's staff
        self._kfz_as_system().message_post(body=text)
