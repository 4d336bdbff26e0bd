import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...domain import ledger_chain
from .chain_lines import ChainLines

STEPS = [
    ("opened", "Opened"),
    ("claimable", "Claimable"),
    ("claimed", "Claimed"),
    ("customs_confirmed", "Confirmed by customs"),
    ("committee_confirmed", "Confirmed by the committee"),
    ("publicity", "Publicity"),
    ("payable", "Payable"),
    ("paid", "Paid"),
    ("refused", "Not awarded"),
    ("clawed_back", "Clawed back"),
    ("returned", "Returned"),
    ("reopened", "Reopened"),
    ("question", "Claw-back question"),
    ("objection", "Objection"),
    ("answer", "Answer to an objection"),
    ("landing", "Landing changed"),
]


class KfzAwardEntry(models.Model):
    """The ledger of awards: each step, who, when, with which figures, chained by hashes (issue 4, item 5).

    One chain a zone: a zone verifies all of its own without reading another's, may run its own server, and waits for nobody
    else when it writes. ``content`` is canonical JSON and holds what the columns hold, the id included; ``hash`` is SHA-256 of
    ``previous_hash`` and ``content``. A trigger of the database refuses changes, deletions and emptying. ``moment`` is UTC.
    """

    _name = "kfz.award.entry"
    _description = "Award ledger"
    _inherit = ["kfz.append.only.mixin"]
    _order = "company_id, sequence"
    _rec_name = "sequence"
    _log_access = False

    company_id = fields.Many2one("res.company", "Zone", required=True, ondelete="restrict")
    sequence = fields.Integer("No.", required=True)
    award_id = fields.Many2one("kfz.award", required=True, index=True, ondelete="restrict")
    step = fields.Selection(STEPS, required=True)
    user_id = fields.Many2one("res.users", "By", required=True, ondelete="restrict")
    moment = fields.Char("Moment (UTC)", required=True)
    date = fields.Datetime("When", compute="_compute_date")
    content = fields.Text(required=True)
    previous_hash = fields.Char(required=True)
    hash = fields.Char(required=True)

    _place = models.UniqueIndex("(company_id, sequence)", "The ledger has this place already.")

    def init(self):
        """Guard the table in the database too: whoever comes past the application is refused."""
        self.env.cr.execute(
            SQL("""
            CREATE OR REPLACE FUNCTION kfz_award_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'kfz_award_entry is an append-only ledger: %% is refused', TG_OP USING ERRCODE = 'restrict_violation';
            END $$;
            DROP TRIGGER IF EXISTS kfz_award_entry_rows ON kfz_award_entry;
            CREATE TRIGGER kfz_award_entry_rows BEFORE UPDATE OR DELETE ON kfz_award_entry
                FOR EACH ROW EXECUTE FUNCTION kfz_award_entry_refuse();
            DROP TRIGGER IF EXISTS kfz_award_entry_table ON kfz_award_entry;
            CREATE TRIGGER kfz_award_entry_table BEFORE TRUNCATE ON kfz_award_entry
                FOR EACH STATEMENT EXECUTE FUNCTION kfz_award_entry_refuse();
        """)
        )

    @api.depends("moment")
    def _compute_date(self):
        for entry in self:
            entry.date = entry.moment and fields.Datetime.to_datetime(
                entry.moment[:19].replace("T", " ")
            )

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        raise UserError(
            self.env._(
                "Entries of the award ledger are made by the steps of an award, never by hand."
            )
        )

    # reading

    @api.model
    def _kfz_statements(self, awards):
        """{award id: what customs confirmed last}, of awards with a confirmation."""
        rows = (
            self.env.execute_query(
                SQL(
                    "SELECT DISTINCT ON (award_id) award_id, content FROM kfz_award_entry WHERE award_id = ANY(%s) AND step = 'customs_confirmed' "
                    "ORDER BY award_id, sequence DESC",
                    list(awards._ids),
                )
            )
            if awards
            else ()
        )
        return {ident: json.loads(content).get("statement") for ident, content in rows}

    # writing

    @api.model
    def _kfz_append(self, rows):
        """Append steps: (zone id, award id, step, content beyond the columns), of any number of awards; a few statements a zone.

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
            moment=f"{self.env.cr.now().isoformat()}Z",
        )
        # COPY is twice as fast as INSERT; the database's own guards hold for it as well
        lines.copy(self.env.cr)
        Head._kfz_move(zone, lines.place, lines.hash)


class KfzAwardHead(models.Model):
    """The end of a zone's chain. Whoever appends locks it."""

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
