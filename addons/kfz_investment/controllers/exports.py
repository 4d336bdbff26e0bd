"""Files of lists and tables: no text in them is a formula, amounts have the units of the screen, each is entered in the log."""

import json

from odoo import http
from odoo.addons.web.controllers.export import CSVExport, ExcelExport
from odoo.addons.web.controllers.json import WebJsonController
from odoo.addons.web.controllers.pivot import TableExporter
from odoo.http import request
from werkzeug.exceptions import UnprocessableEntity

from ..domain import calendar, list_workbook
from ..models.base.export_amounts import Export
from ..models.guards.plain_workbooks import marked, named_sheet

TIME_ZONE = "Asia/Shanghai"


def _writes(*_args):
    """Core reads in these routes, and we write the log: a callable, since core warns of a plain value."""
    return False


class ShownExport:
    """What both formats of a list have in common, in front of core's own classes."""

    _kfz_kind = None

    def base(self, data):
        """Core's file, with what it needs to tell the log and to know the units of the screen."""
        request.env["kfz.export.log"]._kfz_check_right()
        params = json.loads(data)
        import_compat = params.get("import_compat")
        export = Export(
            self._kfz_kind,
            domain=None if params.get("ids") else params.get("domain"),
            screen=not import_compat,
            title=_list_name(params.get("model"), params.get("context") or {}),
        )
        # moments are those of the zones, for a user without a time zone, too
        context = {**(params.get("context") or {})}
        context["tz"] = context.get("tz") or TIME_ZONE
        # core puts the client's context over that of the request
        context.pop("kfz_export", None)
        request.update_context(kfz_export=export)
        params["context"] = context
        if not import_compat and isinstance(params.get("model"), str):
            params["fields"] = _as_listed(params["model"], params["fields"], context)
        return super().base(json.dumps(params))

    def filename(self, base):
        """The name of the list and the day in Shanghai, without extension: 项目_2026-11-30."""
        return f"{request.env.context['kfz_export'].title}_{calendar.today():%Y-%m-%d}"

    def from_data(self, fields, columns_headers, rows):
        """Core's file, with the units of its amounts in the heading."""
        return super().from_data(fields, _with_units(fields, columns_headers), rows)

    def from_group_data(self, fields, columns_headers, groups):
        """The same for a list in groups."""
        return super().from_group_data(fields, _with_units(fields, columns_headers), groups)


class PlainExport(ShownExport, CSVExport):
    """Lists as comma-separated values: no text is a formula to the program that opens them."""

    _kfz_kind = "csv"

    def from_data(self, fields, columns_headers, rows):
        """Core's file; core itself marks fewer texts, and not so that they can be read back."""
        return super().from_data(
            fields, [_plain(each) for each in columns_headers], [_plain_row(row) for row in rows]
        )


class WorkbookExport(ShownExport, ExcelExport):
    """Lists as workbooks, whose sheet has the name of the list."""

    _kfz_kind = "xlsx"

    def from_data(self, fields, columns_headers, rows):
        """Core's file; core gives its sheet no name, and has the rows written much more slowly than in one go."""
        with named_sheet(request.env.context["kfz_export"].title):
            if not rows or not columns_headers or not list_workbook.is_plain(rows):
                return super().from_data(fields, columns_headers, rows)
            samples = [[sample] * len(columns_headers) for sample in list_workbook.SAMPLES]
            return list_workbook.with_rows(
                super().from_data(fields, columns_headers, samples), rows
            )

    def from_group_data(self, fields, columns_headers, groups):
        """The same for a list in groups."""
        with named_sheet(request.env.context["kfz_export"].title):
            return super().from_group_data(fields, columns_headers, groups)


class LoggedPivot(TableExporter):
    """Pivot tables as workbooks, for whoever may export. The table is the browser's: the log says what it says of itself."""

    @http.route(readonly=_writes)
    def export_xlsx(self, data, **kw):
        """Core's file of a table.

        :raises AccessError: when the user may not export
        """
        log = request.env["kfz.export.log"]
        log._kfz_check_right()
        text = data.read() if hasattr(data, "read") else data
        table = json.loads(text)
        name = table.get("model") if isinstance(table, dict) else None
        if not isinstance(name, str) or name not in request.env:
            raise UnprocessableEntity(request.env._("The table does not say what it is about."))
        model = request.env[name]
        response = super().export_xlsx(text, **kw)
        measures = table.get("measures")
        measures = measures if isinstance(measures, list) else []
        # the headings are the browser's, the columns those of the model
        measures = [name for name in model._fields if name in measures]
        domain = table.get("domain")
        domain = domain if isinstance(domain, list) else []
        # refuses who does not read the model, and what is no condition on it
        model.search(domain, limit=1)
        log._kfz_log_table(model, "pivot", len(table["rows"]), domain, measures)
        return response


class LoggedJson(WebJsonController):
    """Lists read by a program with a key, on the servers whose operator opened that route."""

    @http.route(readonly=_writes)
    def web_json_1(self, subpath, **kwargs):
        """Core's answer, entered in the log."""
        response = super().web_json_1(subpath, **kwargs)
        if response.status_code == 200:
            answer = json.loads(response.get_data())
            rows = answer.get("records", answer.get("groups", [answer]))
            action = self._get_action(subpath)[0]
            log = request.env["kfz.export.log"]
            log._kfz_log_table(request.env[action.res_model], "call", len(rows))
        return response


class Marked(str):
    """A text that is marked already: core would mark it once more."""

    def startswith(self, prefix, *args):
        return False


def _list_name(name, context):
    """What a list is called, on the page whose context the client sends; empty for what is no model."""
    if not isinstance(name, str) or name not in request.env:
        return ""
    log = request.env["kfz.export.log"].with_context(lang=context.get("lang") or request.env.lang)
    is_own = bool(context.get("default_is_promotion") or context.get("default_is_enterprise"))
    return log._kfz_list_name(request.env[name], is_own)


def _as_listed(model, columns, context):
    """The columns with the headings of our lists: core's names of projects and enterprises are those of sales."""
    views = request.env["ir.ui.view"].with_context(lang=context.get("lang"))
    labels = views._kfz_list_labels(model)
    return [{**each, "label": labels.get(each.get("name"), each.get("label"))} for each in columns]


def _with_units(fields, headings):
    """The headings with the unit of each column of amounts."""
    export = request.env.context.get("kfz_export")
    units = export.units if isinstance(export, Export) else {}
    return [
        f"{heading}{units.get(field['name'], '')}"
        for field, heading in zip(fields, headings, strict=True)
    ]


def _plain_row(row):
    return [_plain(each) for each in row]


def _plain(value):
    if isinstance(value, bytes):
        value = value.decode()
    return Marked(marked(value)) if isinstance(value, str) else value
