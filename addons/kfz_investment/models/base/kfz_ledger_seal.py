from odoo import api, fields, models
from odoo.tools import SQL

from ...domain import ledger_chain
from . import ledger_seal
from .sql_arrays import sql_array
from .table_guard import TableGuard

QUEUE = "kfz_investment.seals"


class KfzLedgerSeal(models.Model):
    """Seals: each row that counts is repeated here, in a chain of hashes, so that a change past the guards is found.

    One chain per project holds its transitions, conditions, corrections and figures, and one per zone (number 0) its
    confirmed trade: people who work on different projects never wait for one another. A row that changes lawfully (a merge
    of contacts) is sealed again; the last seal counts. Seals are written once, before the commit, with a few statements for
    any number of rows. ``content`` is canonical JSON; ``moment`` is UTC.
    """

    _name = "kfz.ledger.seal"
    _description = "Ledger seals"
    _inherit = ["kfz.append.only.mixin"]
    _order = "company_id, chain, sequence"
    _rec_name = "ledger"
    _log_access = False
    _kfz_table_guards = (TableGuard(may_empty=()),)

    company_id = fields.Many2one("res.company", "Zone", required=True, ondelete="restrict")
    chain = fields.Integer(required=True, readonly=True)
    sequence = fields.Integer("No.", required=True, readonly=True)
    ledger = fields.Char(required=True, readonly=True)
    row_id = fields.Integer("Row", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "By", required=True, ondelete="restrict")
    moment = fields.Char("Moment (UTC)", required=True, readonly=True)
    content = fields.Text(required=True, readonly=True)
    previous_hash = fields.Char("Previous hash", required=True, readonly=True)
    hash = fields.Char(required=True, readonly=True)

    _place = models.UniqueIndex("(company_id, chain, sequence)")

    @api.model
    def _kfz_queue(self, model, ids):
        """Seal rows before the commit. Costs no query."""
        if not ids:
            return
        precommit = self.env.cr.precommit
        if QUEUE not in precommit.data:
            precommit.data[QUEUE] = {}
            # sudo: seals are the system's, whoever writes the rows; the user's id is entered
            precommit.add(self.sudo()._kfz_run_queue)
        precommit.data[QUEUE].setdefault(model, set()).update(ids)

    def _kfz_run_queue(self):
        for model, ids in sorted(self.env.cr.precommit.data.pop(QUEUE, {}).items()):
            self._kfz_seal_rows(model, SQL("t.id = ANY(%s)", sorted(ids)))

    @api.model
    def _kfz_seal_rows(self, model, condition):
        """Seal the rows of a model that meet a condition in SQL on the row ``t``, as they are now. Run by the system."""
        Model = self.env[model]
        Model.flush_model()
        seal = Model._kfz_seal
        rows = self.env.execute_query(seal.select(Model._table, condition))
        if not rows:
            return
        chains = self._kfz_lock_chains({row[1:3] for row in rows})
        said = {"user": self.env.uid, "moment": f"{self.env.cr.now().isoformat()}Z"}
        ledger_seal.append(
            self.env.cr,
            [
                chains[zone, chain].line(model, ident, seal.values(texts), **said)
                for ident, zone, chain, texts in rows
            ],
        )
        self._kfz_move_chains(chains.values())
        self.invalidate_model()

    @api.model
    def _kfz_lock_chains(self, keys):
        """{(zone id, number): ``ledger_seal.Chain``}, locked until the transaction ends."""
        zones, numbers = (
            sql_array(list(column), "int") for column in zip(*sorted(keys), strict=True)
        )
        found = self._kfz_lock_heads(zones, numbers)
        if len(found) < len(keys):
            self.env.cr.execute(
                SQL(
                    "INSERT INTO kfz_ledger_head (company_id, chain, count, hash, moment) "
                    "SELECT zone, number, 0, %s, '' FROM unnest(%s, %s) AS asked(zone, number) ON CONFLICT DO NOTHING",
                    ledger_chain.START,
                    zones,
                    numbers,
                )
            )
            found = self._kfz_lock_heads(zones, numbers)
        return {row[:2]: ledger_seal.Chain(*row) for row in found}

    @api.model
    def _kfz_lock_heads(self, zones, numbers):
        """The rows of the heads that are there, in one order for everybody."""
        return self.env.execute_query(
            SQL(
                "SELECT h.company_id, h.chain, h.count, h.hash, h.moment FROM kfz_ledger_head h "
                "JOIN unnest(%s, %s) AS asked(zone, number) ON h.company_id = zone AND h.chain = number "
                "ORDER BY h.company_id, h.chain FOR UPDATE OF h",
                zones,
                numbers,
            )
        )

    @api.model
    def _kfz_move_chains(self, chains):
        columns = zip(*((c.zone, c.number, c.count, c.hash, c.moment) for c in chains), strict=True)
        types = ("int", "int", "int", "varchar", "varchar")
        arrays = [
            sql_array(list(column), kind) for column, kind in zip(columns, types, strict=True)
        ]
        self.env.cr.execute(
            SQL(
                "UPDATE kfz_ledger_head h SET count = new.count, hash = new.hash, moment = new.moment "
                "FROM unnest(%s) AS new(zone, number, count, hash, moment) WHERE h.company_id = zone AND h.chain = number",
                SQL(", ").join(arrays),
            )
        )


class KfzLedgerHead(models.Model):
    """The end of each chain of seals, locked while seals are appended."""

    _name = "kfz.ledger.head"
    _description = "Heads of the ledger seals"
    _rec_name = "chain"
    _log_access = False
    _kfz_table_guards = (
        TableGuard(
            may_change=dict.fromkeys(("count", "hash", "moment"), "the system, with each seal"),
            may_empty=(),
        ),
    )

    company_id = fields.Many2one("res.company", "Zone", required=True, ondelete="restrict")
    chain = fields.Integer(required=True, readonly=True)
    count = fields.Integer(required=True, readonly=True)
    hash = fields.Char(required=True, readonly=True)
    moment = fields.Char("Moment (UTC)", required=True, readonly=True)

    _once = models.UniqueIndex("(company_id, chain)")


class KfzAppendOnlyMixin(models.AbstractModel):
    """Sealed ledgers seal what is entered."""

    _inherit = "kfz.append.only.mixin"

    @api.model_create_multi
    def create(self, vals_list):
        entries = super().create(vals_list)
        entries._kfz_rows_appended()
        return entries

    def _kfz_rows_appended(self):
        super()._kfz_rows_appended()
        if self._kfz_seal:
            self.env["kfz.ledger.seal"]._kfz_queue(self._name, self.ids)


class Base(models.AbstractModel):
    """Rows that are sealed, declared by their model."""

    _inherit = "base"

    #: :class:`ledger_seal.Seal`: what the seals of this model's rows repeat; None for no seals
    _kfz_seal = None


class ResPartner(models.Model):
    """Sealed rows that name merged contacts are sealed again."""

    _inherit = "res.partner"

    def _kfz_merge_links(self, kept, move):
        # sudo: seals are the system's; the right to merge was checked
        seals, gone = self.env["kfz.ledger.seal"].sudo(), SQL("ANY(%s)", self.ids)
        touched = {}
        for name, seal in seals._kfz_sealed_models():
            model = self.env[name]
            links = [
                SQL("t.%s = %s", SQL.identifier(column), gone)
                for column in seal.columns
                if model._fields[column].comodel_name == self._name
            ]
            if links:
                rows = self.env.execute_query(
                    seal.select(model._table, SQL("(%s)", SQL(" OR ").join(links)))
                )
                touched[name] = [row[0] for row in rows]
        super()._kfz_merge_links(kept, move)
        for name, ids in touched.items():
            seals._kfz_queue(name, ids)
