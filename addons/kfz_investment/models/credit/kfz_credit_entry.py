from decimal import Decimal

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import benefit_split, credit_ledger, indicators
from ..base.ledger_seal import Seal

QUEUE = "kfz_investment.credits"


class KfzCreditEntry(models.Model):
    """The credited figures ledger: what zones are credited with of figures to which a benefit split applies.

    One row per change and zone of the split, the project's own zone included (``domain/credit_ledger.py``). Figures
    without a split are credited in full to their own zone and have no row. Read by the system only: a row names the
    project, which zones that are credited with a part of it must not know; they read the report.

    ``amount`` is in CNY yuan, exact to the fen; ``effective_date`` is a Shanghai date; ``create_date`` is UTC.
    """

    _name = "kfz.credit.entry"
    _inherit = ["kfz.append.only.mixin"]
    _description = "Credited figures ledger"
    _order = "id"
    _rec_name = "indicator"
    _kfz_seal = Seal(
        (
            "lead_id",
            "zone_id",
            "company_id",
            "split_id",
            "indicator",
            "is_twice",
            "effective_date",
            "create_date",
            "amount",
        ),
        chain="lead_id",
        zone="zone_id",
    )

    lead_id = fields.Many2one("crm.lead", "Project", required=True, index=True, ondelete="restrict")
    zone_id = fields.Many2one("res.company", "Zone of the project", required=True)
    company_id = fields.Many2one("res.company", "Zone credited", required=True)
    split_id = fields.Many2one(
        "kfz.benefit.split", "Benefit split", required=True, index=True, ondelete="restrict"
    )
    indicator = fields.Selection(indicators.choices(), required=True)
    is_twice = fields.Boolean("In full in both zones", required=True)
    effective_date = fields.Date("Happened on", required=True)
    create_date = fields.Datetime("Recorded on")
    amount = fields.Float(required=True, digits=(18, 2), help="In yuan (CNY).")

    # serves the quarter reports, as the index of the figures ledger does
    _period_idx = models.Index("(indicator, effective_date, create_date)")
    # serve pages: the newest parts of a zone, received and passed on
    _received_idx = models.Index("(company_id, effective_date DESC, id DESC)")
    _passed_on_idx = models.Index("(zone_id, effective_date DESC, id DESC)")

    @api.model
    def _kfz_queue(self, path, values):
        """Remember that figures or agreed splits changed; the ledger follows once, before the commit. Costs no query.

        :param str path: field of ``kfz.share`` by which the values lead to projects
        """
        if not values:
            return
        precommit = self.env.cr.precommit
        if QUEUE not in precommit.data:
            precommit.data[QUEUE] = {}
            # sudo: credited figures follow their sources, whoever changes these
            precommit.add(self.sudo()._kfz_run_queue)
        precommit.data[QUEUE].setdefault(path, set()).update(values)

    def _kfz_run_queue(self):
        queue = self.env.cr.precommit.data.pop(QUEUE, {})
        changed = Domain.OR(Domain(path, "in", list(values)) for path, values in queue.items())
        self._kfz_sync(
            self.env["kfz.share"].search(changed & Domain("state", "!=", "draft")).lead_id
        )

    def _cron_sync(self):
        """Bring the ledger in line for every project with an agreed split: there is nothing to do unless something went wrong."""
        uids = (
            self.env["kfz.benefit.split"].search([("is_settled", "=", True)]).sheet_id.mapped("uid")
        )
        self._kfz_sync(self.env["kfz.share"].search([("sheet_uid", "in", uids)]).lead_id)

    @api.model
    def _kfz_sync(self, leads):
        """Append what the ledger lacks to agree with the projects' figures and the splits in force. Run by the system."""
        if not leads:
            return
        shares = self.env["kfz.share"].search(
            [("lead_id", "in", leads.ids), ("state", "!=", "draft")]
        )
        uids = {
            lead: set(own.mapped("sheet_uid")) for lead, own in shares.grouped("lead_id").items()
        }
        self._kfz_claim(set().union(*uids.values()))
        rules = self.env["kfz.benefit.split"]._kfz_rules(set().union(*uids.values()))
        if not rules:
            return
        figures, booked, rows = self._kfz_figures(leads), self._kfz_booked(leads), []
        for lead, own in uids.items():
            target = credit_ledger.wanted(
                lead.company_id.id,
                figures.get(lead.id, {}),
                [rule for uid in own for rule in rules.get(uid, ())],
            )
            for cell, amount in credit_ledger.corrections(booked.get(lead.id, {}), target).items():
                rows.append(
                    {
                        "lead_id": lead.id,
                        "zone_id": lead.company_id.id,
                        "company_id": cell.zone,
                        "split_id": cell.rule,
                        "indicator": cell.indicator,
                        "is_twice": cell.is_twice,
                        "effective_date": cell.effective_date,
                        "amount": float(amount),
                    }
                )
        self.create(rows)

    @api.model
    def _kfz_claim(self, uids):
        """Of two transactions that change what the same sheet's projects are credited with, one starts over: neither
        sees what the other has not committed, and the ledger would lack a part."""
        if uids:
            self.env.cr.execute(
                SQL(
                    "UPDATE kfz_shared_project SET credit_version = COALESCE(credit_version, 0) + 1 WHERE uid IN %s",
                    tuple(uids),
                )
            )

    @api.model
    def _kfz_figures(self, leads):
        """{project id: {(indicator, date): net amount}}. An indicator with a separate ledger is added here."""
        self.env["kfz.figure.entry"].flush_model()
        result = {}
        for lead, indicator, day, amount in self.env.execute_query(
            SQL(
                """SELECT lead_id, indicator, effective_date, SUM(amount) FROM kfz_figure_entry
                    WHERE lead_id IN %s GROUP BY lead_id, indicator, effective_date""",
                tuple(leads.ids),
            )
        ):
            result.setdefault(lead, {})[indicator, day] = _fen(amount)
        return result

    @api.model
    def _kfz_booked(self, leads):
        self.flush_model()
        result = {}
        for lead, *key, amount in self.env.execute_query(
            SQL(
                """SELECT lead_id, indicator, effective_date, company_id, split_id, is_twice, SUM(amount)
                     FROM kfz_credit_entry WHERE lead_id IN %s
                 GROUP BY lead_id, indicator, effective_date, company_id, split_id, is_twice""",
                tuple(leads.ids),
            )
        ):
            result.setdefault(lead, {})[credit_ledger.Cell(*key)] = _fen(amount)
        return result


class KfzSharedProject(models.Model):
    _inherit = "kfz.shared.project"

    credit_version = fields.Integer(
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="Number of changes to the credited figures.",
    )


def _fen(amount):
    """A sum of the database as an exact decimal with two places."""
    return Decimal(str(amount or 0)).quantize(benefit_split.FEN)
