import base64
import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain.imports.issue import ERROR, INFO, WARNING
from ...domain.workbook.errors import WorkbookError
from . import kfz_import_messages as messages

_logger = logging.getLogger(__name__)

MAX_LINES = 2000
_ORDER = {ERROR: 0, WARNING: 1, INFO: 2}


class KfzImport(models.TransientModel):
    """Take in an office's workbook: preview first, then all good rows in one transaction, the bad ones offered back."""

    _name = "kfz.import"
    _description = "Import of a workbook"

    kind = fields.Selection(
        "_selection_own_kind", "List", required=True, default=lambda self: self._default_kind()
    )
    file = fields.Binary(
        "Workbook",
        attachment=False,
        help=".xlsx, .xls or .csv, as the office keeps it: title lines, merged headings and totals may stay.",
    )
    filename = fields.Char("File name")
    unit = fields.Selection(
        [
            ("1", "yuan (元)"),
            ("10000", "10,000 yuan (万元)"),
            ("100000000", "100 million yuan (亿元)"),
        ],
        "Unit of amounts without one",
        help="Used only where neither the cell nor the heading nor a line above the list names a unit.",
    )
    is_opening = fields.Boolean(
        "Past ledger",
        help="Takes projects in as they are: stages and dates as given, agreements in force, landings recognised. What the gates "
        "still ask for is owed for 90 days. Ticked by itself when the file tells of past signings; only a manager can "
        "import a past ledger. Unticked, every row has to pass its gates.",
    )
    opening_decided = fields.Boolean(
        "Past ledger decided",
        help="Technical: whether the file or the manager has said what it is.",
    )
    state = fields.Selection(
        [("draft", "Upload"), ("preview", "Preview"), ("done", "Result")],
        default="draft",
        readonly=True,
    )
    line_ids = fields.One2many("kfz.import.line", "import_id", "Remarks", readonly=True)
    preview = fields.Json(readonly=True)
    rejected = fields.Json("Refused rows", readonly=True, help="Reasons by row number.")
    is_refused = fields.Boolean("File refused", readonly=True)
    ok_count = fields.Integer("Good rows", readonly=True)
    error_count = fields.Integer("Rows with errors", readonly=True)
    warning_count = fields.Integer("Rows with warnings", readonly=True)
    created_count = fields.Integer("Created", readonly=True)
    updated_count = fields.Integer("Updated", readonly=True)
    unchanged_count = fields.Integer("Unchanged", readonly=True)
    skipped_count = fields.Integer("Left out", readonly=True)

    @api.model
    def _selection_kind(self):
        """Every abstract model that inherits ``kfz.import.handler`` is a kind."""
        names = sorted(
            name
            for name in self.pool["kfz.import.handler"]._inherit_children
            if name.startswith("kfz.import.")
        )
        return [
            (name.rpartition(".")[2], self.env[name]._kind_label())
            for name in names
            if name != "kfz.import.handler"
        ]

    @api.model
    def _selection_own_kind(self):
        """The kinds that the user may import; all of them where nobody in particular asks."""
        if self.env.su or self.env.user._is_superuser():
            return self._selection_kind()
        return [
            (kind, label)
            for kind, label in self._selection_kind()
            if self.env[f"kfz.import.{kind}"]._may_import()
        ]

    @api.model
    def _default_kind(self):
        return next((kind for kind, _label in self._selection_own_kind()), "enterprise")

    def write(self, vals):
        """Another file starts again at the upload."""
        if {"file", "kind"} & vals.keys():
            vals = {
                "state": "draft",
                "opening_decided": False,
                "line_ids": [(5, 0, 0)],
                "preview": False,
                "rejected": False,
                **vals,
            }
        return super().write(vals)

    @api.depends("filename")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = wizard.filename or self.env._("Import a workbook")

    # steps

    def action_preview(self):
        """Read the file and tell, row by row, what would happen. Nothing is written but the remarks."""
        self.ensure_one()
        self._check_may_import()
        self._run(apply=False)
        return True

    def action_import(self):
        """Import all good rows; the bad ones stay, each with its reason."""
        self.ensure_one()
        self._check_may_import()
        if self.state == "done":
            raise UserError(
                self.env._("This file has been imported. Upload it again to compare it once more.")
            )
        self._run(apply=True)
        return True

    def action_restart(self):
        """Back to the upload, for the corrected file."""
        self.ensure_one()
        self.write({"file": False, "filename": False})
        return True

    def action_open_records(self):
        """The directory, the board or the trade records."""
        self.ensure_one()
        name = self.env[f"kfz.import.{self.kind}"]._records_action
        return self.env["ir.actions.actions"]._for_xml_id(f"kfz_investment.{name}")

    def _check_may_import(self):
        self.env[f"kfz.import.{self.kind}"]._check_may_import()
        if self.is_opening and not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise UserError(self.env._("Only a promotion manager can take in a past ledger."))
        if not self.file:
            raise UserError(self.env._("Choose a file first."))

    # reading and doing

    def _run(self, apply):
        """Read, plan and, with ``apply``, write. What goes wrong with the file becomes one sentence."""
        wizard = self.with_context(
            allowed_company_ids=self._company_ids(), kfz_filename=self.filename
        )
        handler = wizard.env[f"kfz.import.{self.kind}"]
        try:
            table = handler._read_table(base64.b64decode(self.file or b""), self.unit)
            parsed = handler._read_rows(table)
        except WorkbookError as error:
            self._refuse_file(handler, error.code, error.params)
            return
        except (UserError, AccessError):
            raise
        except Exception:
            # whatever a file makes go wrong, its sender reads a sentence and the administrator the log
            _logger.exception("Import of a workbook failed")
            self._refuse_file(handler, "unexpected", {})
            return
        self._decide_opening(handler, parsed)
        plan = handler._plan(parsed, self.is_opening)
        if apply:
            handler._apply(plan, self._tell_progress)
        self._report(handler, table, plan, apply)

    def _company_ids(self):
        """All zones of the user, the current one first: a ledger names its zones itself."""
        companies = self.env.company | self.env.user.company_ids
        return companies.ids

    def _decide_opening(self, handler, parsed):
        """A file that tells of past signings is a past ledger, unless the manager unticks it."""
        if (
            not self.opening_decided
            and not self.is_opening
            and self.env.user.has_group("kfz_investment.group_kfz_manager")
        ):
            self.is_opening = handler._is_past_ledger(parsed)
        self.opening_decided = True

    def _refuse_file(self, handler, code, params):
        params = dict(params)
        columns = handler._columns()
        params["headings"] = self.env._(", ").join(
            columns[name][0] for name in params.pop("fields", list(columns)[:3])
        )
        self.line_ids.unlink()
        self.write(
            {
                "state": "preview",
                "is_refused": True,
                "preview": False,
                "rejected": False,
                **dict.fromkeys(
                    (
                        "ok_count",
                        "error_count",
                        "warning_count",
                        "created_count",
                        "updated_count",
                        "unchanged_count",
                        "skipped_count",
                    ),
                    0,
                ),
                "line_ids": [
                    (
                        0,
                        0,
                        self._line_vals(
                            params.get("row", 0),
                            ERROR,
                            "",
                            messages.sentence(self.env, code, params),
                        ),
                    )
                ],
            }
        )

    # telling

    def _report(self, handler, table, plan, applied):
        actions = [row.action for row in plan]
        refused = [row for row in plan if row.action == "refused"]
        self.line_ids.unlink()
        lines = self._table_lines(table) + self._row_lines(plan)
        self.env["kfz.import.line"].create(
            [{**vals, "import_id": self.id} for vals in self._capped(lines)]
        )
        self.write(
            {
                "state": "done" if applied else "preview",
                "is_refused": False,
                "ok_count": sum(action in ("create", "update", "unchanged") for action in actions),
                "error_count": len(refused),
                "warning_count": sum(
                    1
                    for row in plan
                    if row.action != "refused"
                    and any(i.level == WARNING for i in row.parsed.issues)
                ),
                "created_count": actions.count("create"),
                "updated_count": actions.count("update"),
                "unchanged_count": actions.count("unchanged"),
                "skipped_count": actions.count("skip"),
                "preview": self._preview_values(handler, plan),
                "rejected": {str(row.number): self._reasons(row) for row in refused} or False,
            }
        )

    @api.model
    def _line_vals(self, row, level, column, message):
        return {
            "row": row,
            "level": level,
            "level_order": _ORDER[level],
            "column": column,
            "message": message,
        }

    def _row_lines(self, plan):
        return [
            self._line_vals(row.number, issue.level, issue.column, self._issue_text(issue))
            for row in plan
            for issue in row.parsed.issues
        ]

    def _issue_text(self, issue):
        text = messages.sentence(self.env, issue.code, issue.params)
        if issue.column:
            return self.env._("%(column)s: %(remark)s", column=issue.column, remark=text)
        return text

    def _reasons(self, row):
        return "\n".join(
            self._issue_text(issue) for issue in row.parsed.issues if issue.level == ERROR
        )

    def _capped(self, lines):
        if len(lines) <= MAX_LINES:
            return lines
        lines = sorted(lines, key=lambda vals: (vals["level_order"], vals["row"]))
        more = messages.sentence(self.env, "more_lines", {"count": len(lines) - MAX_LINES})
        return [*lines[:MAX_LINES], self._line_vals(0, WARNING, "", more)]

    def _table_lines(self, table):
        """What was read and what was left out, for the whole file."""
        comma = self.env._(", ")
        told = [
            (
                "text_read" if table.encoding else "sheet_chosen",
                {
                    "sheet": table.sheet,
                    "row": table.header.last,
                    "encoding": table.encoding.upper(),
                },
            )
        ]
        told += [
            (code, {"sheets": comma.join(names)})
            for code, names in (
                ("other_sheets", table.other_sheets),
                ("hidden_sheets", table.hidden_sheets),
            )
            if names
        ]
        if table.unknown_headings:
            told.append(("unknown_headings", {"headings": comma.join(table.unknown_headings)}))
        for reason in ("total", "note", "section", "heading"):
            rows = table.skipped.get(reason)
            if rows:
                shown = comma.join(map(str, rows[:10])) + ("…" if len(rows) > 10 else "")
                told.append((f"skipped_{reason}", {"rows": shown}))
        if self.is_opening:
            until = self.env["kfz.import.project"]._owed_until()
            told.append(("opening", {"until": until.isoformat()}))
        return [
            self._line_vals(0, INFO, "", messages.sentence(self.env, code, params))
            for code, params in told
        ]
