import json

from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools import SQL

from ...domain import award
from ..base.sql_arrays import sql_ids
from ..base.table_guard import passing
from .kfz_award import CONFIRMED, OPEN


class KfzAward(models.Model):
    """Whose trade is the base of an award: that of the companies that the landing names (design §4).

    Until customs confirms, the companies follow the landing, visibly; from then on the award keeps those that were confirmed,
    and the zone's managers are told when the landing names others.
    """

    _inherit = "kfz.award"

    trade_partner_ids = fields.Many2many(
        "res.partner",
        "kfz_award_company_rel",
        "award_id",
        "partner_id",
        "Trade of",
        readonly=True,
        copy=False,
        # trade stays counted when its company is archived
        context={"active_test": False},
        help="The companies whose confirmed bonded trade is the base of the award: those that the landing names.",
    )
    whose_trade = fields.Selection(
        [
            ("companies", "Project companies of the landing"),
            ("investor", "No project company named: trade of the investor"),
        ],
        "Whose trade",
        readonly=True,
        copy=False,
    )

    @api.model
    def _kfz_trade_vals(self, lead):
        """The companies whose trade counts for a project as it has landed, and whether these are named."""
        return {
            "trade_partner_ids": [Command.set(lead._kfz_traders().ids)],
            "whose_trade": "companies" if lead._kfz_project_companies() else "investor",
        }

    def _kfz_follow_companies(self):
        """Bring the awards in line with the companies that their landings name now.

        Awards of before the companies were records are left to the update; so are those whose landing is no longer recognised.
        """
        for record in self.filtered(
            lambda record: record.whose_trade and record.state not in ("refused", "clawed_back")
        ):
            vals = self._kfz_trade_vals(record.lead_id)
            now = self._kfz_companies_of(vals)
            if not record.lead_id._kfz_landing() or (
                now == record.trade_partner_ids and vals["whose_trade"] == record.whose_trade
            ):
                continue
            if record.state in OPEN:
                record._kfz_change_companies(vals)
            elif now != record.trade_partner_ids:
                record._kfz_keep_companies(now)

    @api.model
    def _kfz_companies_of(self, vals):
        [(_set, _zero, ids)] = vals["trade_partner_ids"]
        return self.env["res.partner"].browse(ids)

    def _kfz_change_companies(self, vals):
        """Let an open award count the trade of other companies: figures, ledger and chatter say from whose to whose."""
        self.ensure_one()
        self._kfz_lock()
        before, now = self.trade_partner_ids, self._kfz_companies_of(vals)
        sentences = self._kfz_change_words(before, now, vals["whose_trade"])
        # the investor is named, or is named no more: its trade counts as before, and what was claimed stands
        is_same = before == now
        if lapses := bool(self.claimed_on) and not is_same:
            # whoever claimed it claimed another amount
            vals = {**vals, "claimed_on": False, "claimed_by_id": False}
            sentences.append(self.env._("The award has to be claimed again."))
        reason = " ".join(sentences)
        self.write(vals)
        self._kfz_refresh()
        self._kfz_enter("companies", reason=reason, **({"recorded": True} if is_same else {}))
        self.message_post(body=reason)
        if lapses:
            self._kfz_ask_managers("claim", reason)

    def _kfz_change_words(self, before, now, whose):
        """From whose trade to whose, in sentences."""
        sentences = []
        if before != now:
            sentences.append(
                self.env._(
                    "Whose trade counts was changed: from %(before)s to %(now)s.",
                    before=self._kfz_company_words(before),
                    now=self._kfz_company_words(now),
                )
            )
        if whose == "investor":
            sentences.append(
                self.env._(
                    "The landing names no project company, so the trade of the investor counts."
                )
            )
        elif before == now:
            sentences.append(
                self.env._(
                    "The landing names %(company)s as its project company; the same trade counts.",
                    company=self._kfz_company_words(now),
                )
            )
        return sentences

    def _kfz_keep_companies(self, now, is_update=False):
        """Keep the companies that customs confirmed; the managers are told of those that the landing names now.

        :param is_update: the landing named them all the time, in words: an entry and a note say so, and nobody is asked
        """
        self.ensure_one()
        reason = self.env._(
            "The landing names %(now)s now; the award keeps the trade of %(kept)s, which customs confirmed.",
            now=self._kfz_company_words(now),
            kept=self._kfz_company_words(self.trade_partner_ids),
        )
        named = sorted(now.ids)
        if any(named in (told.get("named"), told.get("kept")) for told in self._kfz_told_since()):
            return
        self._kfz_lock()
        if self.state == "paid" and not is_update:
            self._kfz_raise_question(reason, by_landing=True, named=named)
            return
        decided = {"kept": named} if is_update else {}
        self._kfz_enter("companies", reason=reason, named=named, **decided)
        self.message_post(body=reason)
        if not is_update:
            self._kfz_ask_managers("companies", reason)

    def _kfz_told_since(self):
        """What the ledger tells of the award since customs confirmed it last."""
        entries = self.entry_ids.sorted("sequence")
        confirmed = entries.filtered(lambda entry: entry.step == "customs_confirmed")[-1:]
        since = entries.filtered(lambda entry: entry.sequence > confirmed.sequence)
        return [json.loads(entry.content) for entry in since]

    @api.model
    def _kfz_company_words(self, companies):
        """Names and credit codes of companies, as the ledger keeps them."""
        return ", ".join(
            f"{company.name} ({company.vat})" if company.vat else company.name or ""
            for company in companies
        )

    @api.model
    def _kfz_record_companies(self):
        """Record of awards of before the companies were records whose trade they count: the investor's, as they always did.

        Then those that are still open follow the companies that their landings name; from customs' confirmation on, awards keep
        their base. Run by the update; a second run finds nothing.

        :return: the awards
        """
        awards = self.search([("whose_trade", "=", False)])
        if not awards:
            return awards
        self.env.flush_all()
        with passing(self.env.cr, "update of the system"):
            self.env.cr.execute(
                SQL(
                    """INSERT INTO kfz_award_company_rel (award_id, partner_id)
                       SELECT id, partner_id FROM kfz_award WHERE id = ANY(%s) ON CONFLICT DO NOTHING""",
                    sql_ids(awards),
                )
            )
            self.env.cr.execute(
                SQL(
                    "UPDATE kfz_award SET whose_trade = 'investor' WHERE id = ANY(%s)",
                    sql_ids(awards),
                )
            )
        awards.invalidate_recordset()
        awards._kfz_enter(
            "companies",
            reason=self.env._("Recorded whose trade counts: that of the investor, as before."),
            recorded=True,
        )
        for record in awards.filtered(lambda record: record.state in (*CONFIRMED, "paid")):
            now = self._kfz_companies_of(self._kfz_trade_vals(record.lead_id))
            if now != record.trade_partner_ids:
                record._kfz_keep_companies(now, is_update=True)
        awards._kfz_refresh()
        awards._kfz_follow_companies()
        return awards

    # awards that share a company with another project

    @api.model
    def _kfz_follow_shared_companies(self, leads, reason):
        """Bring the awards of other projects in line that count the trade of a company which these have to do with: their award
        counts its trade, or a landing of theirs names it, or named it.

        :param reason: what has changed, for awards that customs has confirmed
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """WITH theirs AS (
                    SELECT m.lead_id, m.company_id, l.partner_id
                      FROM kfz_milestone m JOIN kfz_milestone_company_rel l ON l.milestone_id = m.id
                     WHERE m.lead_id = ANY(%(ids)s) AND m.milestone = 'landed' AND m.state <> 'draft'
                     UNION
                    SELECT b.lead_id, b.company_id, d.partner_id
                      FROM kfz_award b JOIN kfz_award_company_rel d ON d.award_id = b.id
                     WHERE b.lead_id = ANY(%(ids)s))
                SELECT DISTINCT a.id FROM theirs t
                  JOIN kfz_award_company_rel c ON c.partner_id = t.partner_id
                  JOIN kfz_award a ON a.id = c.award_id AND a.company_id = t.company_id AND a.lead_id <> t.lead_id
                 WHERE a.state NOT IN ('refused', 'clawed_back')""",
                ids=sql_ids(leads),
            )
        )
        awards = self.browse(row[0] for row in rows)
        awards._kfz_refresh()
        fixed = awards.filtered(lambda record: record.state in (*CONFIRMED, "paid"))
        live = fixed._kfz_calculate() if fixed else {}
        for record in fixed:
            if live[record.id][0].base != award.fen(
                record.base_amount
            ) and not record._kfz_is_known(reason):
                record._kfz_input_changed(reason)
