import base64
import binascii
import logging

import psycopg2
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ...domain.workbook.errors import WorkbookError
from ...models.base.lists import comma

_logger = logging.getLogger(__name__)


class KfzImport(models.TransientModel):
    """Import an office's workbook: preview first, then all good rows in one transaction; the bad ones are offered back."""

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
        "Unit for amounts without one",
        help="Used only where neither the cell nor the heading nor a line above the list names a unit.",
    )
    is_opening = fields.Boolean(
        "Past ledger",
        help="Imports projects as they are: stages and dates as given, agreements in force, landings recognised. Whatever the "
        "gates still require is owed for 90 days. Ticked automatically when the file contains past signings; only a manager "
        "can import a past ledger. When not ticked, every row has to pass its gates.",
    )
    opening_by_file = fields.Boolean(
        "The file says that it is a past ledger", readonly=True, copy=False
    )
    opening_decided = fields.Boolean(
        "Past ledger decided",
        help="Technical: whether the file or the manager has decided it.",
    )
    state = fields.Selection(
        [("draft", "Upload"), ("preview", "Preview"), ("done", "Result")],
        default="draft",
        readonly=True,
    )
    line_ids = fields.One2many(
        "kfz.import.line",
        "import_id",
        "Remarks by row",
        domain=[("is_gathered", "=", False)],
        readonly=True,
    )
    shown_line_ids = fields.One2many(
        "kfz.import.line",
        "import_id",
        "Remarks",
        domain=[("is_shown", "=", True)],
        readonly=True,
        help="As the page shows them: one line for all rows with the same remark.",
    )
    preview = fields.Json(readonly=True)
    rejected = fields.Json("Refused rows", readonly=True, help="Reasons by row number.")
    read_as = fields.Json(
        readonly=True,
        help="Technical: the unit, zone and kind of ledger with which the preview was made.",
    )
    is_refused = fields.Boolean("File refused", readonly=True)
    ok_count = fields.Integer("Good rows", readonly=True)
    error_count = fields.Integer("Rows with errors", readonly=True)
    warning_count = fields.Integer("Rows with warnings", readonly=True)
    created_count = fields.Integer("Created", readonly=True)
    updated_count = fields.Integer("Updated", readonly=True)
    proposal_count = fields.Integer(
        "Proposed",
        readonly=True,
        help="Rows whose values differ from the common directory: its keeper decides on them.",
    )
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
        """The kinds that the user may import; all of them for the superuser."""
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
        """Another file or kind restarts at the upload."""
        if {"file", "kind"} & vals.keys():
            vals = {
                "state": "draft",
                "opening_decided": False,
                "change_ids": [(5, 0, 0)],
                "preview": False,
                "rejected": False,
                "choices": False,
                **vals,
            }
            self._forget_lines()
            self._forget_columns()
        return super().write(vals)

    def _forget_lines(self):
        # sudo: the remarks are made and dropped by the import
        (self.sudo().line_ids | self.sudo().shown_line_ids).unlink()

    @api.constrains("kind")
    def _check_kind(self):
        kinds = dict(self._selection_kind())
        for wizard in self:
            if wizard.kind not in kinds:
                raise ValidationError(
                    self.env._(
                        "There is no such list to import. Choose one of: %(lists)s.",
                        lists=comma(self.env).join(kinds.values()),
                    )
                )

    @api.depends("filename")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = wizard.filename or self.env._("Import a workbook")

    # steps

    def action_preview(self):
        """Read the file and tell, row by row, what would happen. Only the remarks are written.

        What the user has changed in the columns since is used, and remembered.
        """
        self.ensure_one()
        self._check_may_import()
        if self._has_changed_columns():
            self._confirm_columns()
        else:
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
        if self._has_changed_columns():
            raise UserError(
                self.env._(
                    "You have changed columns. Press “Use these columns” first and look at the rows again."
                )
            )
        if self.state == "preview" and self.read_as != self._reads_as():
            raise UserError(
                self.env._(
                    "You have changed how the file is read: its unit, its zone or whether it is a past ledger. "
                    "Press “Read again” and look at the rows first."
                )
            )
        self._run(apply=True)
        return True

    def action_restart(self):
        """Go back to the upload, for the corrected file."""
        self.ensure_one()
        self.write({"file": False, "filename": False})
        return True

    def action_open_records(self):
        """Open the directory, the board or the trade records."""
        self.ensure_one()
        name = self.env[f"kfz.import.{self.kind}"]._records_action
        return self.env["ir.actions.actions"]._for_xml_id(f"kfz_investment.{name}")

    def _check_may_import(self):
        self.env[f"kfz.import.{self.kind}"]._check_may_import()
        if self.is_opening and not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise UserError(self.env._("Only a promotion manager can import a past ledger."))
        if not self.file:
            raise UserError(self.env._("Choose a file first."))
        self._check_zone()

    # reading and doing

    def _run(self, apply, as_ticked=False):
        """Read, plan and, with ``apply``, write. A problem with the file becomes one sentence.

        :param as_ticked: preview what the ticks come to, rather than which ticks are proposed
        """
        handler = self._handler()
        try:
            lookups = handler._lookups()
            table = self._read_table(handler, lookups, apply)
            parsed = handler._read_rows(table, lookups)
        except WorkbookError as error:
            self._refuse_file(handler, error.code, error.params)
            return
        except (UserError, AccessError, psycopg2.Error):
            # what the database refuses because others were faster is tried again by the server
            raise
        except Exception:
            # whatever goes wrong, the user reads a sentence and the administrator the log
            _logger.exception("Import of a workbook failed")
            self._refuse_file(handler, "unexpected", {})
            return
        self._decide_opening(handler, table, parsed)
        if apply:
            handler._lock(parsed)
        choices = self._choices() if apply or as_ticked else None
        plan = handler._plan(parsed, self.is_opening, choices)
        if apply:
            self._remember(handler, plan, handler._apply(plan, self._tell_progress))
        self._show_changes(handler, plan)
        self._report(handler, table, plan, apply)

    def _handler(self):
        """The kind of list, in all zones of the user; it knows the file's name and the zone that the user chose."""
        wizard = self.with_context(
            allowed_company_ids=self._company_ids(),
            kfz_filename=self.filename,
            kfz_default_zone=self.zone_id.id,
        )
        return wizard.env[f"kfz.import.{self.kind}"]

    def _read_table(self, handler, lookups, apply=False):
        """The table in the file, read with the unit and the columns that the user has chosen."""
        try:
            content = base64.b64decode(self.file or b"", validate=True)
        except (binascii.Error, ValueError):
            raise UserError(
                self.env._("The file did not arrive whole. Choose it again and read it once more.")
            ) from None
        return handler._read_table(content, lookups, self.unit, self._chosen(), forget=apply)

    def _reads_as(self):
        """What the user decides about the reading, besides the columns."""
        return [self.unit or "", self.zone_id.id or 0, bool(self.is_opening)]

    def _company_ids(self):
        """All zones of the user, the current one first: a ledger names its zones itself."""
        companies = self.env.company | self.env.user.company_ids
        return companies.ids

    def _decide_opening(self, handler, table, parsed):
        """A file that tells of past signings is a past ledger, unless the manager unticks it.

        As long as columns are to be decided, so is this: one of them may hold the stages or the dates.
        """
        if (
            not self.opening_decided
            and not self.is_opening
            and self.env.user.has_group("kfz_investment.group_kfz_manager")
        ):
            self.is_opening = handler._is_past_ledger(parsed)
            self._set_result({"opening_by_file": self.is_opening})
        self.opening_decided = self.is_opening or not (table.missing or table.unknown_headings)
