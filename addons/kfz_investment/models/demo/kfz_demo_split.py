import datetime

from odoo import SUPERUSER_ID, models
from odoo.fields import Command

from ...domain import calendar

#: zone of the project, zone credited, {indicator: mode}: so that credited figures differ from the plain ones
SPLITS = (
    ("KCBZ", "KMFTZ", {"signed": "ratio", "landed": "ratio", "capital": "ratio"}),
    ("KMETDZ", "KCBZ", {"signed": "full_both", "landed": "full_both"}),
    ("MHMD", "KCBZ", {"signed": "full_to_one"}),
)
RATIO = (60, 40)
#: a transfer from one zone to another of which nothing was heard for so many days
QUIET_TRANSFER = ("KCBZ", "KMETDZ", 200)


class KfzDemo(models.AbstractModel):
    """The joint pool: agreed benefit splits of all modes, and a quiet transfer in question."""

    _inherit = "kfz.demo"

    def _kfz_load_shares(self, projects):
        shares = super()._kfz_load_shares(projects)
        zones = self._kfz_zones()
        ongoing = projects.filtered(lambda project: project.condition == "ongoing").sorted("id")
        splits = self.env["kfz.benefit.split"]
        for own, other, modes in SPLITS:
            lead = next(
                project for project in ongoing if project.zone_code == own and project.landed_amount
            )
            sheet = self._kfz_share_demo(lead, zones[other], "standard")
            splits |= self._kfz_split_demo(
                sheet, (zones[own], zones[other]), modes, lead.signed_date.year
            )
        self._kfz_backdate_credits(splits)
        own, other, days = QUIET_TRANSFER
        lead = ongoing.filtered(
            lambda project: (
                project.zone_code == own
                and project.stage_id.milestone == "negotiation"
                and not project.share_ids
            )
        ).sorted(lambda project: bool(project.partner_id.company_id))[0]
        self._kfz_transfer_demo(lead, zones[other], days)
        return shares

    def _kfz_share_demo(self, lead, zone, level):
        """The sheet of a project that is shared with another zone."""
        share = self.env["kfz.share"].create(
            {
                "lead_id": lead.id,
                "level_id": self.env.ref(f"kfz_investment.share_level_{level}").id,
                "recipient_ids": [Command.set(zone.ids)],
            }
        )
        share.action_publish()
        return self.env["kfz.shared.project"].search([("uid", "=", share.sheet_uid)])

    def _kfz_split_demo(self, sheet, zones, modes, year):
        """Splits between two zones; the demonstration manager works in both, so they are agreed at once."""
        shares = {"ratio": RATIO, "full_to_one": (0, 100), "full_both": (0, 0)}
        return self.env["kfz.benefit.split"].create(
            [
                {
                    "sheet_id": sheet.id,
                    "indicator": indicator,
                    "mode": mode,
                    "year_from": year,
                    "year_to": year + 5,
                    "line_ids": [
                        Command.create({"company_id": zone.id, "percentage": share})
                        for zone, share in zip(zones, shares[mode], strict=True)
                    ],
                }
                for indicator, mode in modes.items()
            ]
        )

    def _kfz_backdate_credits(self, splits):
        """As if agreed before anything was signed: what is credited was recorded together with its figure."""
        # sudo: both ledgers are the system's
        Credit, Figure = self.env["kfz.credit.entry"].sudo(), self.env["kfz.figure.entry"].sudo()
        Credit._kfz_run_queue()
        self.env.flush_all()
        entries = Credit.search([("split_id", "in", splits.ids)])
        moments = {}
        for figure in Figure.search([("lead_id", "in", entries.lead_id.ids)]):
            key = figure.lead_id, figure.indicator, figure.effective_date
            moments[key] = max(figure.create_date, moments.get(key, figure.create_date))
        self._kfz_rewrite(
            entries,
            [
                {
                    "id": entry.id,
                    "create_date": moments[entry.lead_id, entry.indicator, entry.effective_date],
                }
                for entry in entries
            ],
        )
        first = min(moments.values()) - datetime.timedelta(days=30)
        # sudo: an agreement is never changed, these were made a moment ago
        terms = self.env["kfz.benefit.split.term"].sudo().search([("split_id", "in", splits.ids)])
        self._kfz_rewrite(terms, [{"id": term.id, "create_date": first} for term in terms])

    def _kfz_transfer_demo(self, lead, zone, days):
        """A project that the other zone asked for and then left alone, long enough to bring up its return."""
        sheet = self._kfz_share_demo(lead, zone, "summary")
        answer = (
            sheet.with_company(zone)
            .with_context(allowed_company_ids=zone.ids)
            .action_respond("transfer_request", "示例：该企业拟在我区设厂，申请承接")
        )
        sheet.action_accept_transfer(answer)
        self.env.flush_all()
        # sudo: a sheet is written by the system; its past is made up
        sheet = sheet.with_user(SUPERUSER_ID)
        day = calendar.today() - datetime.timedelta(days=days)
        self._kfz_rewrite(
            sheet.response_ids,
            [{"id": answer, "date": self._kfz_moment(day - datetime.timedelta(days=6), sheet.id)}],
        )
        sheet.write({"transferred_on": day, "revised_on": self._kfz_moment(day, sheet.id)})
        sheet._kfz_raise_return(days)
