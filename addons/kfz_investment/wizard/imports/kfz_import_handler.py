from decimal import Decimal

from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ...domain import calendar
from ...domain.imports.contents import knowledge
from ...domain.workbook.columns.known import Known
from ...domain.workbook.lists.table import find_table
from ...domain.workbook.readers.kept import Readings
from ...domain.workbook.values.unit import Unit
from ...models.base.kfz_bulk_create import Bulk
from ...models.guards.quiet import Quiet
from .kfz_import_column_labels import column_label

#: Rows that are written together; in a batch that is refused, the rows to blame are found by halving.
BATCH = 2000
#: the same for rows that change a record each
UPDATES = 200

#: what previews of this process have read, for the imports that follow
READINGS = Readings()

#: No notification, log entry or follower per record.
QUIET = {
    "tracking_disable": True,
    "mail_notrack": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_auto_subscribe_no_notify": True,
    "mail_activity_automation_skip": True,
    "kfz_quiet": Quiet(),
}


class KfzImportHandler(models.AbstractModel):
    """One kind of list. A kind is an abstract model ``kfz.import.<kind>`` that inherits this one; no other registration is needed.

    A kind reads a found table into checked rows (``_read_rows``), has a planner of ``domain.imports`` decide what to do
    with each (``_plan``) and does it in batches (``_create_rows``, ``_update_row``).
    """

    _name = "kfz.import.handler"
    _description = "Kind of list to import"

    #: columns that the heading must have
    _required = ("name",)
    #: fields shown in the preview, in order
    _preview = ("name",)
    #: {key of a change: field of the preview that shows the value}
    _preview_keys = {}
    #: who may import such a list
    _groups = ("kfz_investment.group_kfz_officer",)
    #: the action that shows what was imported
    _records_action = "kfz_enterprise_action"
    #: limits of one file, None for the usual ones
    _limits = None

    @api.model
    def _kind_label(self):
        """Name of the list in the user's language."""
        raise NotImplementedError

    @api.model
    def _columns(self):
        """{column: (heading of the template, example)}; the columns that headings can be matched to."""
        raise NotImplementedError

    @api.model
    def _word_values(self):
        """{column: values that words in its cells can stand for}; other columns have no such words."""
        return {}

    @api.model
    def _may_import(self):
        """Whether the user may import such a list."""
        return any(map(self.env.user.has_group, self._groups))

    @api.model
    def _check_may_import(self):
        if not self._may_import():
            raise AccessError(
                self.env._("Only promotion officers and managers can import workbooks.")
            )

    @api.model
    def _shown(self, name, value):
        """A preview value in words, '' to show it as usual."""
        return ""

    @api.model
    def _read_table(self, content, lookups, unit=None, chosen=None, forget=False):
        """The table in a file.

        :param lookups: what `_lookups` says
        :param unit: for amounts that name none
        :param chosen: what columns are taken for in this file, {exact heading: ``Choice``}
        :param forget: whether the file is not read again
        :raises WorkbookError: when the file cannot be read or has no such table
        """
        sheets = READINGS.read(content, self._limits, forget)
        table = find_table(sheets, self._known(lookups, chosen))
        for block in table.blocks if unit else ():
            block.with_default(Unit(Decimal(unit), "CNY"))
        return table

    @api.model
    def _known(self, lookups, chosen=None):
        """What the user's zone knows about columns of such a list, and what their cells tell."""
        kind = self._kind()
        Alias = self.env["kfz.import.alias"]
        return Known(
            Alias._headings(kind),
            self._required,
            layouts=Alias._layouts(kind),
            earlier=Alias._earlier(kind),
            chosen=chosen or {},
            labels={name: column_label(self.env, kind, name) for name in self._columns()},
            filename=self.env.context.get("kfz_filename") or "",
            zone_chosen=bool(self.env.context.get("kfz_default_zone")),
            **knowledge(kind, lookups),
        )

    @api.model
    def _kind(self):
        return self._name.rpartition(".")[2]

    @api.model
    def _lookups(self):
        """What the cells are compared with, whatever the file says; asked once per file."""
        raise NotImplementedError

    def _read_rows(self, table, lookups):
        """The ``Parsed`` rows of a table, compared with each other.

        :param lookups: what `_lookups` says; what depends on the words of the table is added here
        """
        raise NotImplementedError

    def _is_past_ledger(self, parsed):
        """Whether the rows are a past ledger, which a manager may import as it is."""
        return False

    def _plan(self, parsed, is_opening, choices=None):
        """A ``domain.imports.plan.PlanRow`` for every parsed row.

        :param choices: the ``domain.imports.again.Choices`` of the user about changes, None before that
        """
        raise NotImplementedError

    def _create_rows(self, plan):
        """Create the records of a batch of plan rows, all or none."""
        raise NotImplementedError

    @api.model
    def _records(self, ids):
        """The records that rows change."""
        raise NotImplementedError

    def _update_rows(self, pairs):
        """Change the records of a batch of plan rows, all or none.

        :param pairs: (plan row, its record)
        """
        for row, record in pairs:
            self._update_row(row, record)

    def _update_row(self, row, record):
        """Change the record of one plan row."""
        record.write(row.vals)

    def _propose_rows(self, rows):
        """Propose what rows would change of common records, all rows together; the proposals."""
        raise NotImplementedError

    # doing it

    @api.model
    def _bulk(self, model, known=None, **context):
        """A model that creates many records at once, without a notification per record.

        :param known: {model: names of stored computed fields whose values all rows give}
        """
        return self.env[model].with_context(**QUIET, kfz_bulk=Bulk(known=known), **context)

    def _apply(self, plan, progress=None):
        """Write every row that can be written. A row that the database refuses after all is reported; the others stay.

        :param progress: called with (rows done, rows to do)
        :return: ids of the proposals that were made
        """
        creates = [row for row in plan if row.action == "create"]
        updates = [row for row in plan if row.action == "update"]
        total = len(creates) + len(updates)

        def tell(done):
            if progress:
                progress(done, total)

        tell(0)
        self._create_in_batches(creates, tell)
        self._update_in_batches(updates, lambda done: tell(len(creates) + done))
        proposing = [row for row in plan if row.proposes]
        proposals = self._propose_rows(proposing) if proposing else None
        tell(total)
        return proposals.ids if proposals else []

    def _create_in_batches(self, rows, tell):
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            self._create_isolating(batch)
            self.env.flush_all()
            self.env.invalidate_all()
            tell(start + len(batch))

    def _update_in_batches(self, rows, tell):
        # taken together, so that what one row needs to know of its record is read for all
        records = self._records([row.record for row in rows])
        pairs = list(zip(rows, records, strict=True))
        # what the user may not change would be refused row by row: it takes no batch with it
        mine = set(records._filtered_access("write")._ids)
        alone = [pair for pair in pairs if pair[1].id not in mine]
        together = [pair for pair in pairs if pair[1].id in mine]
        for done, pair in enumerate(alone, 1):
            self._update_isolating([pair])
            tell(done)
        for start in range(0, len(together), UPDATES):
            batch = together[start : start + UPDATES]
            self._update_isolating(batch)
            tell(len(alone) + start + len(batch))

    def _update_isolating(self, pairs):
        """Change the records of a batch; when it is refused, halve it until the rows to blame are found."""
        if len(pairs) == 1:
            self._isolating(pairs[0][0], lambda _row: self._update_rows(pairs))
            return
        try:
            with self.env.cr.savepoint():
                self._update_rows(pairs)
                self.env.flush_all()
        except (UserError, ValidationError, AccessError):
            self.env.invalidate_all(flush=False)
            middle = len(pairs) // 2
            self._update_isolating(pairs[:middle])
            self._update_isolating(pairs[middle:])

    def _create_isolating(self, rows):
        """Create a batch; when it is refused, halve it until the rows to blame are found."""
        if len(rows) == 1:
            self._isolating(rows[0], lambda row: self._create_rows([row]))
            return
        try:
            with self.env.cr.savepoint():
                self._create_rows(rows)
                self.env.flush_all()
        except (UserError, ValidationError, AccessError):
            self.env.invalidate_all(flush=False)
            middle = len(rows) // 2
            self._create_isolating(rows[:middle])
            self._create_isolating(rows[middle:])

    def _isolating(self, row, write):
        try:
            with self.env.cr.savepoint():
                write(row)
                self.env.flush_all()
        except AccessError:
            self.env.invalidate_all(flush=False)
            row.refuse("no_access")
        except (UserError, ValidationError) as error:
            self.env.invalidate_all(flush=False)
            row.refuse("refused", reason=str(error.args[0] if error.args else error))

    # help for kinds

    @api.model
    def _file_name(self):
        """The name of the file in a reason or note; some clients send none."""
        name = (self.env.context.get("kfz_filename") or "").strip()
        return name or self.env._("a workbook without a name")

    @api.model
    def _reason(self):
        """The reason of what the import corrects or proposes."""
        return self.env._("Imported: %(file)s", file=self._file_name())

    @api.model
    def _zones(self):
        """The zones in which the user works, as companies."""
        return self.env.user.company_ids.filtered("zone_code")

    @api.model
    def _today(self):
        return calendar.today()

    @api.model
    def _distinct(self, table, column):
        """The different texts of a column."""
        return {value for row in table.rows if isinstance(value := row.cells.get(column), str)}
