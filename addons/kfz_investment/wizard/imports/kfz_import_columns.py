from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain.workbook.columns.known import Choice, exact
from ...domain.workbook.values.currencies import AMOUNTS
from ...domain.workbook.values.unit import parse_unit
from ...models.base.lists import comma
from ...models.imports.import_units import code_of, unit_of
from .kfz_import_column_labels import LEAVE_OUT, column_label


class KfzImport(models.TransientModel):
    """What the columns of a file are: shown first, chosen by the user, remembered for the zone and the layout."""

    _inherit = "kfz.import"

    column_ids = fields.One2many("kfz.import.column", "import_id", "List of columns")
    column_options = fields.Json(
        compute="_compute_column_options",
        help="What a column of this kind of list can be: [value, label, whether it has a unit].",
    )
    choices = fields.Json(
        readonly=True, help="What was chosen for this file: {heading: [column, unit]}."
    )
    open_count = fields.Integer(
        "Columns to decide", readonly=True, help="Columns that nobody has decided on."
    )
    left_out_count = fields.Integer(
        "Columns left out",
        readonly=True,
        help="Columns whose values are not taken in, and that nobody chose to leave out.",
    )
    zone_id = fields.Many2one(
        "res.company",
        "Zone for rows without one",
        domain=lambda self: [("id", "in", self.env["kfz.import.handler"]._zones().ids)],
        help="The zone of all rows when the list has no column for it. Empty: the zone in which you work now.",
    )
    lacks_zone = fields.Boolean(
        readonly=True, help="Technical: whether the list has no column for the zone."
    )

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_column_options(self):
        for wizard in self:
            names = wizard.kind and self.env[f"kfz.import.{wizard.kind}"]._columns()
            wizard.column_options = [
                [LEAVE_OUT, self.env._("Leave out"), False],
                *(
                    [name, column_label(self.env, wizard.kind, name), name in AMOUNTS]
                    for name in names or ()
                ),
            ]

    def action_confirm_columns(self):
        """Take the choices and proposals for the columns, remember them for the zone and the layout, and read again.

        :raises AccessError: for who may not import such a list
        :raises UserError: for a choice that cannot be
        """
        self.ensure_one()
        self._check_may_import()
        self._confirm_columns()
        return True

    def _confirm_columns(self):
        """Take the user's choices, and the proposals for columns that nobody has decided on."""
        self._take_columns(
            self.column_ids.filtered(lambda line: line.is_open or line._is_changed())
        )

    def _take_columns(self, lines, remember=True):
        """Take what stands in these lines and read again; ``remember`` keeps it for the zone."""
        if self.state != "preview":
            raise UserError(self.env._("Read the file first."))
        self._check_columns(lines)
        prior = self._prior_choices()
        layouts, chosen = {}, dict(self.choices or {})
        for line in lines:
            key = exact(line.heading)
            choice = self._choice_of(line, prior.get((line.layout, key)))
            layouts.setdefault(line.layout, {})[key] = choice
            chosen[key] = [choice.field, code_of(choice.unit)]
        self._set_result({"choices": chosen})
        Alias = self.env["kfz.import.alias"]
        zone = Alias._zone_of_user()
        if zone and remember and layouts:
            Alias._remember(self.kind, zone, layouts, self.filename)
        self._run(apply=False)

    def _check_columns(self, lines):
        """:raises UserError: for a column of which nothing is said, one that is not of this kind, or one taken for two"""
        self._check_said(lines)
        known = {*self.env[f"kfz.import.{self.kind}"]._columns(), LEAVE_OUT}
        strange = lines.filtered(lambda line: line.field not in known)
        if strange:
            raise UserError(
                self.env._(
                    "“%(heading)s” cannot be “%(field)s” in this kind of list. Choose another column.",
                    heading=strange[0].heading,
                    field=column_label(self.env, self.kind, strange[0].field),
                )
            )
        # of a known word and a choice, the choice counts
        taken = self.column_ids.filtered(
            lambda line: (
                line.field
                and line.field != LEAVE_OUT
                and (line in lines or line.source in ("chosen", "layout"))
            )
        )
        counts = Counter((line.layout, line.field) for line in taken)
        for (layout, field), count in counts.items():
            if count > 1:
                same = taken.filtered(
                    lambda line, k=(layout, field): (line.layout, line.field) == k
                )
                raise UserError(
                    self.env._(
                        "%(headings)s are all taken for “%(field)s”. Leave out those that do not count.",
                        headings=comma(self.env).join(f"“{line.heading}”" for line in same),
                        field=column_label(self.env, self.kind, field),
                    )
                )

    def _check_said(self, lines):
        """:raises UserError: for a column that matters and that would be left out only because nobody has looked at it"""
        unsaid = lines.filtered(lambda line: not line.field)
        if unsaid:
            raise UserError(
                self.env._(
                    "Say in the list of columns what %(headings)s is, or choose “Leave out”.",
                    headings=comma(self.env).join(f"“{line.heading}”" for line in unsaid),
                )
            )

    def _choose_columns(self, named, remember=True):
        """Take columns by their headings, for programs that have no page.

        :param named: (heading, column by its name or label or '' to leave it out, unit such as 万元 or '') of each
        :raises UserError: for a heading that the file does not have, a column or a unit that there is not
        """
        lines = self.column_ids.browse()
        for heading, text, unit in named:
            found = self._lines_of(heading)
            column = self._column_of(self.kind, text) if text else LEAVE_OUT
            if not column:
                raise UserError(self._no_such_column(self.kind, text))
            self._check_unit(heading, column, unit)
            vals = {"field": column}
            if unit:
                vals["unit"] = code_of(parse_unit(unit))
            found.write(vals)
            lines |= found
        self._take_columns(lines, remember)

    def _lines_of(self, heading):
        lines = self.column_ids.filtered(lambda line: exact(line.heading) == exact(heading))
        if not lines:
            raise UserError(
                self.env._(
                    "The file has no column “%(heading)s”. Its columns are: %(known)s.",
                    heading=heading,
                    known=comma(self.env).join(self.column_ids.mapped("heading")),
                )
            )
        return lines

    def _check_unit(self, heading, column, unit):
        if unit and not (column in AMOUNTS and code_of(parse_unit(unit))):
            raise UserError(
                self.env._(
                    "“%(unit)s” is not a unit for “%(heading)s”. Units such as 元, 万元, 亿元 or 万美元 are for amounts.",
                    unit=unit,
                    heading=heading,
                )
            )

    def _choice_of(self, line, prior):
        """The `Choice` of a line. A unit that the file itself names is not remembered: the next file may name another."""
        if (line.unit or "") != (line.unit_given or ""):
            unit = unit_of(line.unit)
        else:
            unit = prior and prior.unit
        field = line.field if line.field != LEAVE_OUT else None
        return Choice(field or None, unit if field in AMOUNTS else None)

    def _prior_choices(self):
        """{(layout, exact heading): `Choice`}: what the zone remembers and what was chosen for this file."""
        prior = {
            (layout, heading): choice
            for layout, choices in self.env["kfz.import.alias"]._layouts(self.kind).items()
            for heading, choice in choices.items()
        }
        chosen = self._chosen()
        return prior | {
            (line.layout, key): chosen[key]
            for line in self.column_ids
            if (key := exact(line.heading)) in chosen
        }

    def _chosen(self):
        """{exact heading: `Choice`} for this file."""
        return {
            heading: Choice(field, unit_of(unit))
            for heading, (field, unit) in (self.choices or {}).items()
        }

    def _has_changed_columns(self):
        return self.state == "preview" and any(line._is_changed() for line in self.column_ids)

    def _check_zone(self):
        if self.zone_id and self.zone_id not in self.env["kfz.import.handler"]._zones():
            raise AccessError(self.env._("You can only import for zones in which you work."))
