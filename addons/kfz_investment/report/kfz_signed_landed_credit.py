from odoo import api, fields, models
from odoo.tools import SQL

from ..domain import indicators

#: ids of the rows that come from the credited figures ledger start here: parts received, and the same parts passed on
_RECEIVED, _PASSED, _END = 1 << 40, 1 << 41, 1 << 42
_COMMON = SQL("entry.indicator, entry.effective_date, entry.create_date, NULL::integer, 0::numeric")
#: credited measure -> its indicator
CREDITED = {
    "credited_signed_amount": "signed",
    "credited_landed_amount": "landed",
    "credited_capital_amount": "capital",
    "credited_trade_amount": "trade",
}


class KfzSignedLandedReport(models.Model):
    """Credited figures beside the plain ones (利益分享, design §4).

    A figure is credited in full to the zone of its project, unless a benefit split was agreed for its indicator and the
    year of its date. Then the parts of other zones are rows of those zones, and the same amount is taken off in
    a row of the project's zone: by ratio and in full to one, credited figures sum to the plain ones whatever is agreed.
    In full in both zones, nothing is taken off; what is counted twice is a separate measure, and a group that holds both
    zones counts it once. As of a past moment the splits are those agreed by then, since both ledgers are appended.

    A row that another zone's project credits names neither the project nor anything of it but date, amount and zone.
    """

    _inherit = "kfz.signed.landed.report"

    # dimensions
    indicator = fields.Selection(indicators.choices(), readonly=True)
    credit_kind = fields.Selection(
        [
            ("own", "Own figures"),
            ("passed_on", "Credited to other zones"),
            ("received", "Credited by other zones"),
        ],
        "Credit",
        readonly=True,
        help="Whether a row is a figure of the zone's own projects or moves a part of one to another zone.",
    )
    project_zone_id = fields.Many2one("res.company", "Zone of the project", readonly=True)
    sheet_uid = fields.Char("Sheet number", readonly=True)
    sheet_name = fields.Char(
        "Shared project",
        compute="_compute_sheet_name",
        help="Shown only while it is shared with you.",
    )

    # measures
    capital_amount = fields.Monetary(
        "Capital in place",
        readonly=True,
        help="Capital received in the period, whether the project has landed or not.",
    )
    trade_amount = fields.Monetary(
        "Bonded trade value",
        readonly=True,
        help="Confirmed bonded trade of the zone, net of reversals, on the last day of its month.",
    )
    credited_signed_amount = fields.Monetary(
        "Amount signed, credited",
        readonly=True,
        help="Amount signed as credited by the benefit splits in force; without one, in full to the project's zone. What is "
        "credited in full to two zones counts for each of them, and once in a total of both.",
    )
    credited_landed_amount = fields.Monetary(
        "Amount landed, credited",
        readonly=True,
        help="Amount landed as credited by the benefit splits in force; without one, in full to the project's zone. What is "
        "credited in full to two zones counts for each of them, and once in a total of both.",
    )
    credited_capital_amount = fields.Monetary(
        "Capital in place, credited",
        readonly=True,
        help="Capital in place as credited by the benefit splits in force; without one, in full to the project's zone.",
    )
    credited_trade_amount = fields.Monetary(
        "Bonded trade value, credited",
        readonly=True,
        help="Bonded trade as credited by the benefit splits in force: the trade of project companies from the month of the "
        "landing on; all other trade in full to the zone where it is recorded.",
    )
    counted_twice_amount = fields.Monetary(
        "Counted twice",
        readonly=True,
        help="What is credited in full to this zone and to the project's zone as well; a total of both zones counts it once. "
        "Amounts signed, landed, capital and trade together: group by indicator to tell them apart.",
    )

    _depends = {
        "kfz.credit.entry": [
            "lead_id",
            "zone_id",
            "company_id",
            "indicator",
            "effective_date",
            "amount",
            "is_twice",
            "create_date",
            "split_id",
        ],
        "kfz.benefit.split": ["sheet_id"],
    }

    @api.depends("sheet_uid")
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_sheet_name(self):
        uids = [uid for uid in self.mapped("sheet_uid") if uid]
        readable = self.env["kfz.shared.project"].has_access("read")
        sheets = (
            self.env["kfz.shared.project"].search([("uid", "in", uids)])
            if uids and readable
            else ()
        )
        names = {sheet.uid: sheet.display_name for sheet in sheets}
        for row in self:
            row.sheet_name = names.get(row.sheet_uid, False)

    # query

    @api.model
    def _select(self) -> SQL:
        amounts = [
            SQL(
                "CASE WHEN entry.indicator = %s THEN entry.credited ELSE 0 END AS %s",
                indicator,
                SQL.identifier(name),
            )
            for name, indicator in CREDITED.items()
        ]
        return SQL(
            """%s, entry.indicator, entry.credit_kind, entry.project_zone_id, entry.sheet_uid, entry.twice AS counted_twice_amount,
               CASE WHEN entry.indicator = 'capital' THEN entry.amount ELSE 0 END AS capital_amount,
               CASE WHEN entry.indicator = 'trade' THEN entry.amount ELSE 0 END AS trade_amount, %s""",
            super()._select(),
            SQL(", ").join(amounts),
        )

    @api.model
    def _kfz_parts(self) -> list[SQL]:
        plain = [
            SQL(
                """SELECT plain.*, plain.company_id AS project_zone_id, plain.amount AS credited, 0::numeric AS twice,
                          'own'::varchar AS credit_kind, NULL::varchar AS sheet_uid FROM (%s) plain""",
                part,
            )
            for part in super()._kfz_parts()
        ]
        narrow = self._kfz_narrow()
        # parts that zones are credited with have no age
        if narrow.unlanded or not narrow.wants(indicators.CREDITED):
            return plain
        received = passed = ()
        if narrow.wants_ids(_RECEIVED, _PASSED):
            received = self._kfz_rows(self._kfz_received(), "entry.company_id")
        if narrow.wants_ids(_PASSED, _END):
            passed = self._kfz_rows(self._kfz_passed_on(), "entry.zone_id")
        return [*plain, *received, *passed]

    @api.model
    def _kfz_received(self) -> SQL:
        """What zones are credited with of projects of others, of which the row names neither."""
        return SQL(
            """SELECT entry.id::bigint + %s, NULL::integer, entry.company_id, %s, entry.zone_id, entry.amount,
                      CASE WHEN entry.is_twice THEN entry.amount ELSE 0::numeric END, 'received'::varchar, sheet.uid
                      %s AND %s""",
            _RECEIVED,
            _COMMON,
            # the project of such a row is not told
            self._kfz_credited("entry.company_id", lead="NULL::integer"),
            self._kfz_ids_from(_RECEIVED, _PASSED),
        )

    @api.model
    def _kfz_passed_on(self) -> SQL:
        """What is taken off the figures of a project, because it is credited to another zone."""
        return SQL(
            """SELECT entry.id::bigint + %s, entry.lead_id, entry.zone_id, %s, entry.zone_id, -entry.amount,
                      0::numeric, 'passed_on'::varchar, sheet.uid
                      %s AND NOT entry.is_twice AND %s""",
            _PASSED,
            _COMMON,
            self._kfz_credited("entry.zone_id"),
            self._kfz_ids_from(_PASSED, _END),
        )

    @api.model
    def _kfz_credited(self, column, **columns) -> SQL:
        """FROM and WHERE of credited parts.

        :param column: of the zone that reads them
        """
        return SQL(
            """FROM kfz_credit_entry entry
               JOIN kfz_benefit_split split ON split.id = entry.split_id
               JOIN kfz_shared_project sheet ON sheet.id = split.sheet_id
              WHERE entry.company_id <> entry.zone_id AND %s AND %s AND %s""",
            self._kfz_of_indicators(indicators.CREDITED),
            self._kfz_known(SQL("entry.create_date")),
            self._kfz_conditions(column, **columns),
        )

    def _read_group_select(self, aggregate_spec, query):
        """In a credited total, an amount credited in full to two zones counts once if both are in the group."""
        name, _, function = aggregate_spec.partition(":")
        if name not in CREDITED or function != "sum":
            return super()._read_group_select(aggregate_spec, query)
        column, zone, project_zone, indicator, twice = (
            self._field_to_sql(self._table, field, query)
            for field in (
                name,
                "company_id",
                "project_zone_id",
                "indicator",
                "counted_twice_amount",
            )
        )
        again = [
            SQL(
                "CASE WHEN BOOL_OR(%(zone)s = %(id)s) THEN COALESCE("
                "SUM(%(twice)s) FILTER (WHERE %(project_zone)s = %(id)s AND %(indicator)s = %(of)s), 0) ELSE 0 END",
                zone=zone,
                id=zone_id,
                twice=twice,
                project_zone=project_zone,
                indicator=indicator,
                of=CREDITED[name],
            )
            for zone_id in self._kfz_all_zones().ids
        ]
        return SQL("SUM(%s) - (%s)", column, SQL(" + ").join([SQL("0"), *again]))

    @api.readonly
    def action_open_sheet(self):
        """Open the sheet behind a credited part, if the user may still read it."""
        self.ensure_one()
        sheet = self.env["kfz.shared.project"].search([("uid", "=", self.sheet_uid)])
        return sheet._get_records_action() if sheet else False
