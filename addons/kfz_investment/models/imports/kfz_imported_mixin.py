from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..base.period_words import moment_text


class KfzImportedMixin(models.AbstractModel):
    """A record that workbooks tell of: its page says which, and when."""

    _name = "kfz.imported.mixin"
    _description = "Record told of by workbooks"

    kfz_import_note = fields.Char(
        "Imported from",
        compute="_compute_kfz_import_note",
        compute_sudo=False,
        search="_search_kfz_import_note",
        groups="kfz_investment.group_kfz_officer,kfz_investment.group_kfz_customs",
        help="The last workbook that told of this record. Searched by its file name and by who imported it.",
    )
    kfz_import_run_ids = fields.Many2many(
        "kfz.import.run",
        string="Imports",
        compute="_compute_kfz_import_note",
        compute_sudo=False,
        search="_search_kfz_import_run_ids",
        groups="kfz_investment.group_kfz_officer,kfz_investment.group_kfz_customs",
    )

    def _compute_kfz_import_note(self):
        traces = self.env["kfz.import.trace"].search(
            [("model", "=", self._name), ("record_id", "in", self.ids)]
        )
        by_record = traces.grouped("record_id")
        for record in self:
            found = by_record.get(record.id, traces.browse())
            record.kfz_import_run_ids = found.run_id._filtered_access("read")
            # an empty recordset is no text: of a record without traces there is none
            record.kfz_import_note = found[0]._kfz_words() if found else False

    @api.model
    def _search_kfz_import_note(self, operator, value):
        """Records by the file name, or the user, of the last workbook that told of them; or those without any."""
        if operator not in ("in", "ilike"):
            return NotImplemented
        told, Trace = Domain("model", "=", self._name), self.env["kfz.import.trace"]
        last = Trace._search(told)
        last.groupby = SQL.identifier(last.table, "record_id")
        named = Domain("filename", operator, value) | Domain("user_id.name", operator, value)
        lasts = Domain("id", "in", SQL("(%s)", last.select("MAX(kfz_import_trace.id)")))
        found = Domain("id", "in", Trace._search(named & lasts).subselect("record_id"))
        if operator == "in" and False in value:
            found |= ~Domain("id", "in", Trace._search(told).subselect("record_id"))
        return found

    @api.model
    def _search_kfz_import_run_ids(self, operator, value):
        """Records that these imports created or changed; or with any import at all."""
        if operator not in ("in", "any"):
            return NotImplemented
        domain = Domain("model", "=", self._name)
        if operator == "any" or set(value) != {False}:
            told = "any" if operator == "any" else "in"
            domain &= Domain("run_id", told, value if told == "any" else list(value))
            domain &= Domain("action", "in", ("create", "update"))
        # ids and no subquery: core optimises a domain more than once, and the second time it finds nothing
        [(ids,)] = self.env["kfz.import.trace"]._read_group(domain, [], ["record_id:array_agg"])
        found = Domain("id", "in", ids or [])
        return ~found if operator == "in" and set(value) == {False} else found

    def action_kfz_open_imports(self):
        """What workbooks said of this record."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_import_trace_action"
        )
        return {
            **action,
            "domain": [("model", "=", self._name), ("record_id", "=", self.id)],
        }


class KfzImportTrace(models.Model):
    """The trace in words."""

    _inherit = "kfz.import.trace"

    def _kfz_words(self):
        """File, row, time and user; the time in Shanghai."""
        self.ensure_one()
        return self.env._(
            "%(file)s, row %(row)s, %(date)s, by %(user)s",
            file=self.filename,
            row=self.row,
            date=moment_text(self.env, self.date),
            user=self.user_id.name,
        )


class CrmLead(models.Model):
    """Projects that ledgers tell of."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "kfz.imported.mixin"]


class ResPartner(models.Model):
    """Enterprises that lists tell of."""

    _name = "res.partner"
    _inherit = ["res.partner", "kfz.imported.mixin"]


class KfzTradeRecord(models.Model):
    """Trade records that statements tell of."""

    _name = "kfz.trade.record"
    _inherit = ["kfz.trade.record", "kfz.imported.mixin"]


class KfzInteraction(models.Model):
    """Visits that lists tell of."""

    _name = "kfz.interaction"
    _inherit = ["kfz.interaction", "kfz.imported.mixin"]
