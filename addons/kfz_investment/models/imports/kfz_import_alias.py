from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, ValidationError

from ...domain.imports.issue import lookup_key
from ...domain.workbook.values.units import heading_key
from ..base.lists import comma
from .import_units import UNITS


class KfzImportAlias(models.Model):
    """A word that offices write in workbooks: a heading of a field, or a word in its cells for one value.

    Data, so that a zone teaches the import its own layouts without code. A word without a zone is common; a zone's own word
    is used in that zone alone, where it comes before the common one. What a zone chose for the columns of one layout is kept
    in the same table, see ``kfz_import_alias_layout.py``.
    """

    _name = "kfz.import.alias"
    _description = "Word in workbooks"
    _inherit = ["kfz.cached.rows.mixin"]
    _order = "kind, field, value, id"
    _rec_name = "alias"

    kind = fields.Selection(
        lambda self: self.env["kfz.import"]._selection_kind(),
        "List",
        required=True,
        help="The kind of list in which the word is used.",
    )
    field = fields.Selection(
        lambda self: self.env["kfz.import"]._selection_column(),
        "Column",
        help="What the word stands for in a heading. Empty where a zone leaves out a column of a layout.",
    )
    value = fields.Char(
        help="Empty for a heading. Otherwise the value that the word in a cell stands for, e.g. negotiation."
    )
    alias = fields.Char(
        "Word",
        required=True,
        help="As offices write it. Spaces, brackets, units and signs do not matter.",
    )
    key = fields.Char("Compared key", compute="_compute_key", store=True, precompute=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        readonly=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self._zone_of_user(),
        help="Whose word it is. Empty for words that all zones use; only administrators change those.",
    )
    layout = fields.Char(
        readonly=True,
        index="btree_not_null",
        copy=False,
        help="What tells the layout of an office from others. Empty for words that are used in any layout.",
    )
    layout_name = fields.Char(
        "Layout of",
        readonly=True,
        copy=False,
        help="The file in which the layout was first seen.",
    )
    unit = fields.Selection(
        UNITS,
        readonly=True,
        copy=False,
        help="The unit that was chosen for amounts of the column. Empty: what the file says.",
    )

    _heading_unique = models.UniqueIndex(
        "(company_id, kind, key) NULLS NOT DISTINCT WHERE value IS NULL AND layout IS NULL AND active",
        "This heading is already known for this list.",
    )
    _value_unique = models.UniqueIndex(
        "(company_id, kind, field, key) NULLS NOT DISTINCT WHERE value IS NOT NULL AND active",
        "This word is already known for this column.",
    )
    _layout_unique = models.UniqueIndex(
        "(company_id, kind, layout, alias) WHERE layout IS NOT NULL",
        "This column of the layout is already known.",
    )
    _layout_has_zone = models.Constraint(
        "CHECK (layout IS NULL OR (company_id IS NOT NULL AND value IS NULL))",
        "What is chosen for a layout belongs to a zone.",
    )

    @api.depends("alias", "value")
    def _compute_key(self):
        for record in self:
            record.key = (
                lookup_key(record.alias or "") if record.value else heading_key(record.alias or "")
            )

    @api.constrains("kind", "field", "key", "layout", "value")
    def _check_field(self):
        kinds = dict(self.env["kfz.import"]._selection_kind())
        for record in self:
            if record.kind not in kinds:
                raise ValidationError(
                    self.env._(
                        "There is no such list to import. Choose one of: %(lists)s.",
                        lists=comma(self.env).join(kinds.values()),
                    )
                )
            record._check_value()
            if record.layout and not record.field:
                continue
            if not record.key and not record.layout:
                raise ValidationError(
                    self.env._("“%(word)s” consists of signs only.", word=record.alias)
                )
            if record.field not in self.env[f"kfz.import.{record.kind}"]._columns():
                raise ValidationError(
                    self.env["kfz.import"]._no_such_column(record.kind, record.field)
                )

    def _check_value(self):
        """A word in cells stands for a value that its column can have: else every file with the word would be refused."""
        if not self.value or self.env.user._is_superuser():
            # shipped words are loaded before the zones and modes that they name may be there
            return
        words = self.env[f"kfz.import.{self.kind}"]._word_values()
        if self.value in words.get(self.field, ()):
            return
        if self.field not in words:
            raise ValidationError(
                self.env._(
                    "Words in cells can be taught for these columns: %(columns)s. Leave the value empty for a heading.",
                    columns=", ".join(words),
                )
            )
        raise ValidationError(
            self.env._(
                "“%(value)s” is not a value of “%(field)s”. It can be: %(known)s.",
                value=self.value,
                field=self.field,
                known=", ".join(sorted(words[self.field])),
            )
        )

    # actions

    def action_make_common(self):
        """Give words of a zone to all zones; only administrators may."""
        if not self.env.user._is_system():
            raise AccessError(self.env._("Only administrators change words that all zones use."))
        if any(self.mapped("layout")):
            raise ValidationError(
                self.env._("What a zone chose for the columns of a layout stays with the zone.")
            )
        self._kfz_may_set("company_id").write({"company_id": False})
        return True

    # what the import asks

    @api.model
    def _zone_of_user(self):
        """Id of the zone in which the user works now; False for the server itself, and outside zones."""
        if self.env.user._is_superuser():
            return False
        return (self.env.company | self.env.companies).filtered("zone_code")[:1].id

    @api.model
    def _headings(self, kind):
        """{heading key: column} of a kind of list; of two words for one column, the zone's own comes first."""
        return self._cached_headings(kind, self._zone_of_user())

    @api.model
    @tools.ormcache("kind", "zone")
    def _cached_headings(self, kind, zone):
        rows = self._rows(kind, zone, [("value", "=", False), ("layout", "=", False)], "field")
        return {row["key"]: row["field"] for row in rows}

    @api.model
    def _values(self, kind, column):
        """{lookup key: value} of the words in cells of a column."""
        return self._cached_values(kind, column, self._zone_of_user())

    @api.model
    @tools.ormcache("kind", "column", "zone")
    def _cached_values(self, kind, column, zone):
        domain = [("field", "=", column), ("value", "!=", False)]
        return {row["key"]: row["value"] for row in self._rows(kind, zone, domain, "value")}

    @api.model
    def _rows(self, kind, zone, domain, name):
        """Key and field ``name`` of the words of a zone, its own first, then the common ones that it has no word for."""
        # sudo: the zone's own words and the common ones, for everybody who imports there
        words = self.sudo().search_read(
            [("kind", "=", kind), ("company_id", "in", [zone, False]), *domain],
            ["key", name, "company_id"],
        )
        first = {}
        for row in sorted(words, key=lambda row: not row["company_id"]):
            first.setdefault(row["key"], row)
        return first.values()
