from odoo import api, models
from odoo.tools import SQL

#: entries of transactions that ran side by side, and of a clock that was put right by minutes, may be so much out of order
SLACK = SQL("interval '1 hour'")
#: of an append-only ledger: when it was entered, whose it is, and within what its entries follow one another
MOMENTS = ("create_date", "moment", "date")
OWNERS = ("company_id", "zone_id")


class KfzLedgerSeal(models.Model):
    """Each append-only ledger grows in the order of time: an entry dated before its predecessor was set back, or the clock was wrong."""

    _inherit = "kfz.ledger.seal"

    @api.model
    def _kfz_verify_facts(self, zone, trade_only=False):
        findings = super()._kfz_verify_facts(zone, trade_only)
        if trade_only:
            return findings
        for name in self._kfz_ordered_models():
            # sudo: the check reads every ledger of the zone; run by the system
            model = self.env[name].sudo()
            model.flush_model()
            for ident, moment in self.env.execute_query(self._kfz_order_query(model, zone)):
                findings.append(
                    self.env._(
                        "%(ledger)s: no. %(no)s, of %(moment)s, is dated before the one before it.",
                        ledger=self.env["ir.model"]._get(name).name,
                        no=ident,
                        moment=str(moment)[:19],
                    )
                )
        return findings

    @api.model
    def _kfz_ordered_models(self):
        """The append-only ledgers with a moment; awards and seals have chains of their own."""
        ledger = self.pool["kfz.append.only.mixin"]
        return [
            name
            for name, model in sorted(self.pool.items())
            if issubclass(model, ledger)
            and not model._abstract
            and "previous_hash" not in model._fields
            and _moment(model)
        ]

    @api.model
    def _kfz_order_query(self, model, zone):
        """(id, moment) of entries of a zone that are dated before an earlier one of their project, or of the zone.

        Figures follow their sources: those of one source follow one another, in whatever order the sources were recorded.
        """
        seal = model._kfz_seal
        owner = seal.zone if seal else _column(model, OWNERS)
        group = [name for name in ("lead_id", "source") if _is_column(model, name)] or [owner]
        moment = SQL("t.%s", SQL.identifier(_moment(model)))
        return SQL(
            """SELECT id, moment
                 FROM (SELECT t.id, %(moment)s AS moment, max(%(moment)s) OVER (
                                PARTITION BY %(group)s ORDER BY t.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                              ) AS latest
                         FROM %(table)s t
                        WHERE %(mine)s) entry
                WHERE moment < latest - %(slack)s
             ORDER BY id""",
            moment=moment,
            group=SQL(", ").join(SQL("t.%s", SQL.identifier(name)) for name in group if name)
            or SQL("TRUE"),
            table=SQL.identifier(model._table),
            mine=SQL("t.%s = %s", SQL.identifier(owner), zone.id) if owner else SQL("TRUE"),
            slack=SLACK,
        )


def _is_column(model, name):
    field = model._fields.get(name)
    return bool(field and field.store and field.column_type)


def _moment(model):
    return next(
        (
            name
            for name in MOMENTS
            if _is_column(model, name) and model._fields[name].type == "datetime"
        ),
        None,
    )


def _column(model, names):
    """The first of the names that is a column of the model's table."""
    return next((name for name in names if _is_column(model, name)), None)
