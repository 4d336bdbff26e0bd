from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ...domain.imports.issue import lookup_key
from ...domain.workbook.units import heading_key


class KfzImportAlias(models.Model):
    """A word that offices write in workbooks: a heading of a field, or a word in its cells for one value.

    Data, so that a zone teaches the import its own layouts without code.
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
    field = fields.Char(
        "Column", required=True, help="Technical name of the column, e.g. registered_capital."
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

    _heading_unique = models.UniqueIndex(
        "(kind, key) WHERE value IS NULL", "This heading is already known for this list."
    )
    _value_unique = models.UniqueIndex(
        "(kind, field, key) WHERE value IS NOT NULL", "This word is already known for this column."
    )

    @api.depends("alias", "value")
    def _compute_key(self):
        for record in self:
            record.key = (
                lookup_key(record.alias or "") if record.value else heading_key(record.alias or "")
            )

    @api.constrains("kind", "field", "key")
    def _check_field(self):
        for record in self:
            if not record.key:
                raise ValidationError(
                    self.env._("“%(word)s” consists of signs only.", word=record.alias)
                )
            known = self.env[f"kfz.import.{record.kind}"]._columns()
            if record.field not in known:
                raise ValidationError(
                    self.env._(
                        "“%(field)s” is not a column of this list. Its columns are: %(known)s.",
                        field=record.field,
                        known=", ".join(known),
                    )
                )

    @api.model
    @tools.ormcache("kind")
    def _headings(self, kind):
        """{heading key: column} of a kind of list."""
        # sudo: the words are the same for everybody who imports
        rows = self.sudo().search_read(
            [("kind", "=", kind), ("value", "=", False)], ["key", "field"]
        )
        return {row["key"]: row["field"] for row in rows}

    @api.model
    @tools.ormcache("kind", "column")
    def _values(self, kind, column):
        """{lookup key: value} of the words in cells of a column."""
        # sudo: the words are the same for everybody who imports
        rows = self.sudo().search_read(
            [("kind", "=", kind), ("field", "=", column), ("value", "!=", False)], ["key", "value"]
        )
        return {row["key"]: row["value"] for row in rows}
