import io
import json

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..base.sql_arrays import sql_array
from ..base.sql_copy import copy_rows, copy_text


class KfzImportTrace(models.Model):
    """What an import said of a record: by it the next import knows what somebody has changed since (`domain.imports.again`)."""

    _name = "kfz.import.trace"
    _description = "Imported records"
    _inherit = ["kfz.append.only.mixin"]
    _order = "id desc"
    _rec_name = "record_name"
    _log_access = False

    run_id = fields.Many2one(
        "kfz.import.run", "Import", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", "Zone", required=True, readonly=True, index=True, ondelete="restrict"
    )
    model = fields.Selection(
        [
            ("crm.lead", "Project"),
            ("res.partner", "Enterprise"),
            ("kfz.trade.record", "Trade record"),
            ("kfz.interaction", "Visit or meeting"),
        ],
        "Kind of record",
        required=True,
        readonly=True,
    )
    record_id = fields.Integer("Number of the record", required=True, readonly=True)
    record_name = fields.Char("Record", readonly=True, help="As the row called it.")
    row = fields.Integer(readonly=True, help="Row number in the sheet.")
    action = fields.Selection(
        [
            ("create", "Created"),
            ("update", "Updated"),
            ("kept", "Left as it was"),
            ("unchanged", "Unchanged"),
        ],
        "What was done",
        required=True,
        readonly=True,
    )
    # values of projects, which an officer may not read of a colleague's
    said = fields.Json(
        "What the row said", readonly=True, groups="kfz_investment.group_kfz_manager"
    )
    # of an import that an officer may not read, for the records of it that he may
    filename = fields.Char(related="run_id.filename")
    user_id = fields.Many2one(related="run_id.user_id")
    date = fields.Datetime(related="run_id.date")
    is_readable = fields.Boolean(
        compute="_compute_is_readable",
        search="_search_is_readable",
        help="Technical: whether the user may read the record itself.",
    )

    # serves the base of a record
    _record_idx = models.Index("(model, record_id)")

    @api.depends("model", "record_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_is_readable(self):
        for model, traces in self.grouped("model").items():
            found = self._kfz_user_model(model)
            wanted = [("id", "in", traces.mapped("record_id"))]
            readable = set(found.search(wanted)._ids) if found.has_access("read") else ()
            for trace in traces:
                trace.is_readable = trace.record_id in readable

    @api.model
    def _search_is_readable(self, operator, value):
        if operator != "in":
            return NotImplemented
        readable = Domain.OR(
            Domain("model", "=", model) & _among(found._search([]))
            for model, _label in self._fields["model"].selection
            if (found := self._kfz_user_model(model)).has_access("read")
        )
        return readable if True in value else ~readable

    @api.model
    def _kfz_user_model(self, model):
        """A model with the rights of the user, also where a rule is judged as the superuser; archived records count."""
        return self.env[model].with_user(self.env.uid).with_context(active_test=False)

    @api.model
    def _kfz_said(self, model, ids):
        """{id: [what each import said of the record, the oldest first]}; one query.

        The caller has planned these records for the user, and shows nothing of it but whether a value was said.
        """
        if not ids:
            return {}
        rows = self.env.execute_query(
            SQL(
                """SELECT trace.record_id, trace.said FROM kfz_import_trace trace
                    WHERE trace.model = %s AND trace.record_id = ANY(%s) ORDER BY trace.id""",
                model,
                sql_array(set(ids), "int"),
            )
        )
        found = {}
        for ident, said in rows:
            found.setdefault(ident, []).append(said or {})
        return found

    @api.model
    def _kfz_called(self, model, zone_ids, names):
        """{record's id: [those of the names that rows of these zones gave it]}, the last row first; one query.

        The caller looks at these records for the user, and shows of them what the user may read.
        """
        rows = self.env.execute_query(
            SQL(
                """SELECT record_id, record_name FROM kfz_import_trace
                    WHERE model = %s AND company_id = ANY(%s) AND record_name = ANY(%s)
                    GROUP BY record_id, record_name ORDER BY MAX(id) DESC""",
                model,
                sql_array(set(zone_ids), "int"),
                sql_array(set(names), "text"),
            )
        )
        found = {}
        for ident, name in rows:
            found.setdefault(ident, []).append(name)
        return found

    @api.model
    def _kfz_append(self, rows):
        """Append traces: (run's id, zone's id, model, record's id, name, row, action, what it said).

        COPY: an import of thousands of rows remembers each.
        """
        if not rows:
            return
        lines = io.StringIO(
            "".join(
                f"{run}\t{zone}\t{model}\t{ident}\t{_text(name)}\t{number}\t{action}\t{_json(said)}\n"
                for run, zone, model, ident, name, number, action, said in rows
            )
        )
        copy_rows(
            self.env.cr,
            "kfz_import_trace",
            "run_id, company_id, model, record_id, record_name, row, action, said",
            lines,
        )
        self.invalidate_model()

    def action_open_record(self):
        """The record itself, when the user may see it."""
        self.ensure_one()
        record = self.env[self.model].browse(self.record_id)
        record.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }


def _among(query):
    """The traces whose record a query finds."""
    return Domain.custom(
        to_sql=lambda _model, alias, _query: SQL(
            "%s IN %s", SQL.identifier(alias, "record_id"), query.subselect()
        )
    )


def _text(text):
    """A text as COPY takes it."""
    plain = (text or "").replace("\\", "\\\\")
    return plain.replace("\t", " ").replace("\n", " ").replace("\r", " ")


def _json(value):
    return copy_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
