"""Writing the award ledger: what an entry says of an award, the locked head of a zone's chain, hashes, and COPY."""

import itertools

from odoo import api, fields, models
from odoo.tools import SQL

from ...domain import ledger_chain
from ..base.sql_arrays import sql_ids
from ..base.sql_copy import copy_rows, copy_text

#: all else that an award's own columns hold, as text; a later version that adds a column gives it a key beside ``row``
ROW = (
    "partner_id",
    "area_id",
    "referral_id",
    "intermediary_id",
    "payee_id",
    "payee",
    "currency_id",
    "month_first",
    "month_last",
    "fund_source",
    "claimed_on",
    "claimed_by_id",
    "customs_on",
    "customs_user_id",
    "committee_on",
    "committee_user_id",
    "public_from",
    "public_to",
    "paid_on",
    "paid_by_id",
    "payment_reference",
    "paid_account_id",
    "reason",
    "clawed_amount",
    "question",
)
#: what an entry of the ledger says of an award ``a``, after its id and zone; amounts in fen
ENTRY_KEYS = ("number", "state", "base", "amount", "scheme", "landed", "project")
ENTRY_FIGURES = SQL(
    "a.id, a.company_id, a.name, a.state, (COALESCE(a.base_amount, 0) * 100)::bigint, (COALESCE(a.amount, 0) * 100)::bigint, "
    "a.scheme_id, a.landed_on::text, a.lead_id, a.whose_trade, "
    "(SELECT json_agg(json_build_array(p.id, p.name, p.vat) ORDER BY p.id) FROM kfz_award_company_rel c "
    "JOIN res_partner p ON p.id = c.partner_id WHERE c.award_id = a.id), %s",
    SQL("ARRAY[%s]", SQL(", ").join(SQL("a.%s::text", SQL.identifier(name)) for name in ROW)),
)
#: entries handed over at a time
BATCH = 50


def filled(texts):
    """{column: text} of the columns of ``ROW`` that are not empty."""
    return {name: text for name, text in zip(ROW, texts, strict=True) if text is not None}


def whose_text(trade_of):
    """Whose trade an entry says it is, as text that can be compared: how it is known, and the ids of the companies."""
    ids = sorted(company[0] for company in trade_of["companies"])
    return f"{trade_of['whose'] or '–'}: {', '.join(map(str, ids))}"


class KfzAward(models.Model):
    """Entering a step of awards into the ledger, with the figures of each."""

    _inherit = "kfz.award"

    def _kfz_enter(self, step, **content):
        """Append one entry of the ledger per award, with its figures."""
        self.flush_recordset()
        self.env["res.partner"].flush_model(["name", "vat"])
        self._kfz_enter_figures(
            step,
            self._kfz_entry_figures_of(
                self.env.execute_query(
                    SQL(
                        "SELECT %s FROM kfz_award a WHERE a.id = ANY(%s)",
                        ENTRY_FIGURES,
                        sql_ids(self),
                    )
                )
            ),
            content,
        )

    def _kfz_enter_figures(self, step, figures, content=None):
        """The same with figures that are known already, in the order of the awards."""
        self.env["kfz.award.entry"]._kfz_append(
            [
                (figures[ident][0], ident, step, {**figures[ident][1], **(content or {})})
                for ident in self._ids
            ]
        )

    @api.model
    def _kfz_entry_figures_of(self, rows):
        """{award id: (zone id, what an entry says of the award)} of rows of ``ENTRY_FIGURES``."""
        return {
            ident: (
                zone,
                {
                    **dict(zip(ENTRY_KEYS, figures, strict=True)),
                    # whose trade it is, so that the base can be added up by hand from this entry alone
                    "trade_of": {"whose": whose, "companies": companies or []},
                    "row": filled(texts),
                },
            )
            for ident, zone, *figures, whose, companies, texts in rows
        }


class KfzAwardEntry(models.Model):
    """Appending to the chain of a zone."""

    _inherit = "kfz.award.entry"

    @api.model
    def _kfz_append(self, rows):
        """Append steps: (zone id, award id, step, content beyond the columns), of any number of awards; a few statements per zone.

        The head of the zone's chain is locked until the transaction ends: numbers have no gaps, and of two transactions at the
        same moment one waits, then starts over on what the other wrote.
        """
        by_zone = {}
        for zone, *row in rows:
            by_zone.setdefault(zone, []).append(row)
        for zone in sorted(by_zone):
            self._kfz_append_to(zone, by_zone[zone])
        self.invalidate_model()

    @api.model
    def _kfz_append_to(self, zone, rows):
        # sudo: the head is the system's own
        Head = self.env["kfz.award.head"].sudo()
        place, previous = Head._kfz_lock(zone)
        # a clock that was set back dates no entry before its predecessor
        now = f"{self.env.cr.now().isoformat()}Z"
        moment = max(now, self._kfz_last_moment(zone, place), key=ledger_chain.plain_moment)
        ids = [
            row[0]
            for row in self.env.execute_query(
                SQL(
                    "SELECT nextval('kfz_award_entry_id_seq') FROM generate_series(1, %s)",
                    len(rows),
                )
            )
        ]
        lines = ChainLines(
            zip(ids, rows, strict=True),
            place,
            previous,
            zone=zone,
            user=self.env.uid,
            moment=moment,
        )
        # COPY is twice as fast as INSERT; the database's own guards hold for it as well
        lines.copy(self.env.cr)
        Head._kfz_move(zone, lines.place, lines.hash)

    @api.model
    def _kfz_last_moment(self, zone, place):
        rows = self.env.execute_query(
            SQL(
                "SELECT moment FROM kfz_award_entry WHERE company_id = %s AND sequence = %s",
                zone,
                place,
            )
        )
        return rows[0][0] if rows else ""


class KfzAwardHead(models.Model):
    """The end of a zone's chain, locked while entries are appended."""

    _name = "kfz.award.head"
    _description = "Head of the award ledger"
    _rec_name = "company_id"
    _log_access = False

    company_id = fields.Many2one("res.company", "Zone", required=True, ondelete="restrict")
    count = fields.Integer(required=True, default=0)
    hash = fields.Char(required=True, default=ledger_chain.START)

    _once = models.UniqueIndex("(company_id)", "A zone has one ledger of awards.")

    @api.model
    def _kfz_lock(self, zone):
        """(count, hash) of the chain of a zone (id), locked until the transaction ends."""
        query = SQL("SELECT count, hash FROM kfz_award_head WHERE company_id = %s FOR UPDATE", zone)
        found = self.env.execute_query(query)
        if not found:
            self.env.execute_query(
                SQL(
                    "INSERT INTO kfz_award_head (company_id, count, hash) VALUES (%s, 0, %s) ON CONFLICT DO NOTHING RETURNING id",
                    zone,
                    ledger_chain.START,
                )
            )
            found = self.env.execute_query(query)
        return found[0]

    @api.model
    def _kfz_move(self, zone, count, digest):
        self.env.execute_query(
            SQL(
                "UPDATE kfz_award_head SET count = %s, hash = %s WHERE company_id = %s RETURNING id",
                count,
                digest,
                zone,
            )
        )
        self.invalidate_model()


class ChainLines:
    """A file of COPY that makes each line when it is read: hashes are made while the database writes.

    ``place`` and ``hash`` are those of the entry that was read last.
    """

    COLUMNS = (
        "id, company_id, sequence, award_id, step, user_id, moment, content, previous_hash, hash"
    )

    def __init__(self, rows, place, last_hash, *, zone, user, moment):
        """:param rows: of (id, (award id, step, content beyond the columns))"""
        self.rows, self.place, self.hash = iter(rows), place, last_hash
        self.zone, self.user, self.moment = zone, user, moment

    def copy(self, cr):  # pylint: disable=method-required-super
        """Append all entries to the table."""
        copy_rows(cr, "kfz_award_entry", self.COLUMNS, self)

    def read(self, _size):  # pylint: disable=method-required-super
        """The next lines, or nothing at the end."""
        return "".join(map(self._line, itertools.islice(self.rows, BATCH)))

    def _line(self, row):
        ident, (award, step, content) = row
        self.place += 1
        previous, text = (
            self.hash,
            ledger_chain.canonical(
                {
                    **content,
                    "id": ident,
                    "zone": self.zone,
                    "place": self.place,
                    "award": award,
                    "step": step,
                    "user": self.user,
                    "moment": self.moment,
                }
            ),
        )
        self.hash = ledger_chain.digest(previous, text)
        escaped = copy_text(text)
        return (
            f"{ident}\t{self.zone}\t{self.place}\t{award}\t{step}\t{self.user}\t{self.moment}\t{escaped}\t{previous}\t"
            f"{self.hash}\n"
        )
