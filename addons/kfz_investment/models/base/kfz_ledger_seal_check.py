import itertools
import json
import operator

from odoo import api, models
from odoo.tools import SQL, groupby

from ...domain import ledger_chain
from . import ledger_seal
from .kfz_ledger_seal import QUEUE

CHAINS = SQL(f"{ledger_seal.COLUMNS}, id")


class KfzLedgerSeal(models.Model):
    """Walking the seals: chains that are whole, rows that are what their last seal says."""

    _inherit = "kfz.ledger.seal"

    @api.model
    def _kfz_sealed_models(self):
        """[(model, ``ledger_seal.Seal``)], in the order of their names."""
        return [
            (name, model._kfz_seal)
            for name, model in sorted(self.pool.items())
            if model._kfz_seal and not model._abstract
        ]

    @api.model
    def _kfz_verify(self, zone, exported=None, trade_only=False):
        """What is wrong with a zone's seals and sealed rows, in sentences; nothing when all is whole. Run by the system.

        :param exported: {number of a chain: ``ledger_chain.Head``} that was exported earlier
        :param trade_only: leave the projects out
        """
        self.env.flush_all()
        heads = self._kfz_heads(zone)
        seals = dict(groupby(self._kfz_rows(zone), key=operator.itemgetter(1)))
        findings = []
        for chain in sorted(heads.keys() | seals.keys() | (exported or {}).keys()):
            if not (trade_only and chain):
                head = heads.get(chain, ledger_chain.Head(0, ledger_chain.START))
                entries = map(ledger_seal.entry, seals.get(chain, ()))
                findings += [
                    self._kfz_seal_words(chain, finding)
                    for finding in ledger_chain.verify(entries, head, (exported or {}).get(chain))
                ]
        if findings:
            # rows are compared with what the seals say only when the seals can be believed
            return findings
        said = itertools.chain.from_iterable(seals.values())
        findings = self._kfz_compare_rows(zone, said, trade_only)
        return findings or self._kfz_verify_facts(zone, trade_only)

    @api.model
    def _kfz_rows(self, zone):
        return self.env.execute_query(
            SQL(
                "SELECT %s FROM kfz_ledger_seal WHERE company_id = %s ORDER BY chain, sequence, id",
                CHAINS,
                zone.id,
            )
        )

    @api.model
    def _kfz_heads(self, zone):
        """{number of a chain: ``ledger_chain.Head``} of a zone."""
        return {
            chain: ledger_chain.Head(count, digest)
            for chain, count, digest in self.env.execute_query(
                SQL("SELECT chain, count, hash FROM kfz_ledger_head WHERE company_id = %s", zone.id)
            )
        }

    @api.model
    def _kfz_compare_rows(self, zone, said, trade_only):
        """Rows that are gone, that no seal knows, or that differ from their last seal."""
        last, findings = {}, []
        # what this transaction has yet to seal is no finding
        waiting = self.env.cr.precommit.data.get(QUEUE, {})
        # the last seal of a row counts: a merge of projects moves evidence to another chain
        for row in sorted(said, key=operator.itemgetter(-1)):
            _zone, chain, _place, ledger, ident, _user, _moment, content, *_rest = row
            last.setdefault(ledger, {})[ident] = (chain, content)
        for name, seal in self._kfz_sealed_models():
            if trade_only and (seal.chain or seal.is_private):
                continue
            sealed = last.get(name, {})
            condition = SQL("t.%s = %s", SQL.identifier(seal.zone), zone.id)
            found = {
                ident: (chain, texts)
                for ident, _zone, chain, texts in self.env.execute_query(
                    seal.select(self.env[name]._table, condition)
                )
            }
            for ident in sorted((sealed.keys() | found.keys()) - waiting.get(name, set())):
                findings += self._kfz_compare_row(name, ident, sealed.get(ident), found.get(ident))
        return findings

    @api.model
    def _kfz_compare_row(self, name, ident, sealed, found):
        model = self.env[name]
        place = {
            "ledger": self.env["ir.model"]._get(name).name,
            "no": ident,
            "of": self._kfz_chain_words((sealed or found)[0]),
        }
        if found is None:
            yield self.env._("%(ledger)s of %(of)s: no. %(no)s is gone.", **place)
            return
        if sealed is None:
            yield self.env._(
                "%(ledger)s of %(of)s: no. %(no)s was entered past the ledger.", **place
            )
            return
        before, after = json.loads(sealed[1])["values"], model._kfz_seal.values(found[1])
        for column in model._kfz_seal.columns:
            if before.get(column) != after.get(column):
                yield self.env._(
                    "%(ledger)s of %(of)s: for “%(column)s” of no. %(no)s, the ledger says %(before)s, the table says %(after)s.",
                    column=model._fields[column]._description_string(self.env),
                    before=before.get(column, "–"),
                    after=after.get(column, "–"),
                    **place,
                )

    @api.model
    def _kfz_seal_words(self, chain, finding):
        place = {"of": self._kfz_chain_words(chain), "no": finding.sequence}
        if finding.code in ("head", "cut"):
            return self.env._(
                "Ledgers of %(of)s: the chain has %(no)s seals, which is not where it ended.",
                **place,
            )
        if finding.code == "order":
            return self.env._(
                "Ledgers of %(of)s: seal no. %(no)s is dated before the one before it.", **place
            )
        return self.env._(
            "Ledgers of %(of)s: seal no. %(no)s was changed, added or moved.", **place
        )

    @api.model
    def _kfz_chain_words(self, chain):
        """What a chain is of, in words; a room with the records of the chains says it better."""
        return str(chain) if chain else self.env._("the zone")

    @api.model
    def _kfz_verify_facts(self, zone, trade_only=False):
        """Sealed rows that do not agree with the records they rest on, in sentences. For rooms to add to."""
        return []
