from decimal import Decimal

from odoo import api, models
from odoo.exceptions import UserError

from ..domain import calendar, signed_landed, signed_landed_sheets
from ..models.base.period_words import sheet_date
from . import signed_landed_workbook

_MEASURES = (
    "signed_count",
    "signed_amount",
    "landed_count",
    "landed_amount",
    "cohort_landed_count",
    "landing_days",
    "timed_landed_count",
    "signed_unproven_count",
    "landed_unproven_count",
)
_QUARTERS = 8
#: projects on the sheet of open ones; more are told as a number
MOST = 5_000
#: what the sheet of open projects tells of a project
_OPEN_FIELDS = [
    "name",
    "project_code",
    "partner_id",
    "company_id",
    "industry_function",
    "lead_official_id",
    "user_id",
    "account_manager_id",
]


class KfzSignedLandedReport(models.Model):
    """The signed-versus-landed workbook: figures read with the user's own rights, tables built in ``domain/``."""

    _inherit = "kfz.signed.landed.report"

    @api.model
    @api.private
    def kfz_export_workbook(self, quarter, as_of=None, zone_codes=None, lang=None):
        """The quarter's report as an .xlsx file.

        :param str quarter: ``2026Q3`` or ``2026-Q3``
        :param as_of: UTC moment, or a date: the end of that day in Shanghai; now when empty
        :param zone_codes: codes of the zones to report on; all that the user may read when empty
        :param str lang: language of the workbook; the user's when empty
        :return bytes: the workbook
        :raises UserError: for an impossible quarter or as-of, or a zone that is unknown or not the user's
        """
        context = {"kfz_as_of": as_of or self.env.context.get("kfz_as_of")}
        if lang:
            context["lang"] = lang
        report = self.with_context(**context)
        quarter = report._kfz_check_quarter(quarter)
        zones = report._kfz_zones(zone_codes)
        return signed_landed_workbook.write(
            report._kfz_sheets(quarter, zones),
            report.env._("Page &P of &N"),
            report.env._("pp"),
            sheet_date(report.env),
        )

    @api.model
    def _kfz_sheets(self, quarter, zones):
        """The sheets of the workbook, in order."""
        matrix, aging = self._kfz_matrix(quarter, zones), self._kfz_aging(zones)
        unit = signed_landed.unit_for(
            getattr(matrix.quarter(q), name)
            for q in matrix.quarters
            for name in ("signed_amount", "landed_amount")
        )
        words = self._kfz_words(quarter, unit)
        names = {zone.id: zone.name for zone in zones}
        return [
            signed_landed_sheets.summary(words, matrix, quarter, names, unit, aging),
            signed_landed_sheets.by_quarter(words, matrix, names, unit),
            *self._kfz_credited_sheets(words, matrix.quarters, zones, unit),
            *self._kfz_open_sheets(quarter, zones, sum(count for count, _amount in aging.values())),
            signed_landed_sheets.notes(
                words, self._kfz_definitions(), self._kfz_facts(quarter, zones, unit)
            ),
        ]

    @api.model
    def _kfz_open_sheets(self, quarter, zones, count):
        """The sheet of open projects, for users who may read which project a figure belongs to.

        :param count: of all of them; the sheet lists those that have been open longest
        """
        if not self._has_field_access(self._fields["lead_id"], "read"):
            return []
        projects, unread = self._kfz_open_projects(zones)
        more = max(count - MOST, 0)
        # single projects are always read in 万元
        words = self._kfz_words(quarter, "wan", unread, more)
        return [signed_landed_sheets.open_projects(words, projects, "wan", unread, more)]

    @api.model
    def _kfz_credited_sheets(self, words, quarters, zones, unit):
        """Hook: sheets between the quarters and the open projects, as ``signed_landed_sheets`` makes them; none here."""
        return ()

    @api.model
    def _kfz_check_quarter(self, text):
        """The quarter's name as the report writes it."""
        try:
            start = calendar.parse_quarter(text)[0]
        except (AttributeError, ValueError) as error:
            raise UserError(
                self.env._("“%(quarter)s” is not a quarter. Write it like 2026Q3.", quarter=text)
            ) from error
        if start > calendar.today():
            raise UserError(
                self.env._(
                    "The quarter %(quarter)s has not begun yet.",
                    quarter=calendar.quarter_name(start),
                )
            )
        return calendar.quarter_name(start)

    @api.model
    def _kfz_zones(self, codes=None):
        """The zones of which the user may read figures, or those of them with the codes given."""
        zones, own = self._kfz_all_zones(), self._kfz_own_zones()
        wanted = set(codes or own.mapped("zone_code"))
        for code in sorted(wanted - set(zones.mapped("zone_code"))):
            raise UserError(self.env._("There is no zone with the code “%(code)s”.", code=code))
        for code in sorted(wanted - set(own.mapped("zone_code"))):
            raise UserError(
                self.env._("You cannot read the figures of the zone “%(code)s”.", code=code)
            )
        if not own:
            raise UserError(
                self.env._("Choose a zone first: none of your current companies is one.")
            )
        return own.filtered(lambda zone: zone.zone_code in wanted)

    @api.model
    def _kfz_matrix(self, quarter, zones):
        """Quarter × zone of the quarters that the workbook shows, in one query."""
        quarters = signed_landed.quarters_until(quarter, _QUARTERS)
        groups = self._read_group(
            [("company_id", "in", zones.ids), ("quarter", "in", quarters)],
            ["quarter", "company_id"],
            [f"{name}:sum" for name in _MEASURES],
        )
        cells = {
            (name, zone.id): signed_landed.Cell(
                **{
                    measure: _fen(value) if measure.endswith("amount") else int(value or 0)
                    for measure, value in zip(_MEASURES, values, strict=True)
                }
            )
            for name, zone, *values in groups
        }
        return signed_landed.Matrix(tuple(quarters), tuple(zones.ids), cells)

    @api.model
    def _kfz_aging(self, zones):
        """Number and amount of the open projects in each aging bucket."""
        return {
            code: (count, _fen(amount))
            for code, count, amount in self._read_group(
                [("company_id", "in", zones.ids), ("aging", "!=", False)],
                ["aging"],
                ["open_count:sum", "open_amount:sum"],
            )
        }

    @api.model
    def _kfz_open_projects(self, zones):
        """(open projects that the user may read, number of other open projects), of the ones that have been open longest."""
        groups = {
            lead.id: values
            for lead, *values in self._read_group(
                [("company_id", "in", zones.ids), ("aging", "!=", False)],
                ["lead_id", "aging", "signed_date:day"],
                ["open_count:sum", "open_amount:sum", "days_since_signed:max"],
                having=[("open_count:sum", "!=", 0)],
                order="signed_date:day, lead_id",
                limit=MOST,
            )
        }
        leads = (
            self.env["crm.lead"]
            .with_context(active_test=False)
            .search_fetch([("id", "in", list(groups))], ["name", "project_code", "company_id"])
        )
        functions = dict(leads._fields["industry_function"]._description_selection(self.env))
        projects = [
            _open_project(row, groups[row["id"]], functions) for row in leads.read(_OPEN_FIELDS)
        ]
        return projects, len(groups) - len(projects)


def _open_project(row, group, functions):
    """A project as read, with its figures, as a row of the workbook."""
    aging, signed_on, _count, amount, days = group
    return signed_landed_sheets.OpenProject(
        row["project_code"] or "",
        row["name"],
        _name(row["partner_id"]),
        _name(row["company_id"]),
        functions.get(row["industry_function"], ""),
        signed_on,
        _fen(amount),
        days,
        _name(row["lead_official_id"]),
        _name(row["user_id"]) or _name(row["account_manager_id"]),
        aging,
    )


def _fen(amount):
    """A sum of the database as an exact decimal with two places."""
    return Decimal(repr(float(amount or 0))).quantize(Decimal("0.01"))


def _name(value):
    """The name in a read many2one, empty when there is none."""
    return value[1] if value else ""
