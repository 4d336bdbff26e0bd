"""Which columns of an exported list are amounts that pages show in 万元 or 亿元, and in which unit they leave."""

from ast import literal_eval

from odoo import api, models, tools

from ...domain.money import in_list_unit, list_unit

WIDGET = "kfz_amount"
#: in what an amount is whose record names no currency
YUAN = ("CNY",)


class Export:
    """What a route knows of the file that it makes, in the context as ``kfz_export``: an object, which no client can send.

    :param kind: of the file, a value of ``kfz.export.log.kind``
    :param domain: by which the records were found; None for chosen records
    :param screen: whether amounts leave in the units of the screen; a file to be imported by core keeps plain yuan
    :param title: what the file is called, without its day

    ``units`` is filled by the export: {column: words of its unit}; ``currencies`` on the way: {column: codes of its currencies}.
    """

    def __init__(self, kind, domain=None, screen=False, title=""):
        self.kind = kind
        self.domain = domain
        self.screen = screen
        self.title = title
        self.units = {}
        self.currencies = {}


class IrUiView(models.Model):
    """Which amounts pages show in 万元 or 亿元, as the views themselves say."""

    _inherit = "ir.ui.view"

    @api.model
    @tools.ormcache(cache="templates")
    def _kfz_amount_fields(self):
        """{(model, field): whether to the fen} of what some view shows with the widget of amounts.

        An amount that some view shows to the fen (``options="{'exact': True}"``) is in yuan in every file.
        """
        views = self._kfz_views([("model", "!=", False), ("arch_db", "ilike", WIDGET)])
        archs = zip(views._get_combined_archs(), views.mapped("model"), strict=True)
        found = set().union(*(self._kfz_amounts_in(*each) for each in archs))
        return {(model, name): (model, name, True) in found for model, name, _exact in found}

    @api.model
    @tools.ormcache("model", "self.env.lang", cache="templates")
    def _kfz_list_labels(self, model):
        """{field: heading} of the lists that our pages show of a model, where it is not the field's own name."""
        found = {}
        views = self._kfz_views([("model", "=", model), ("type", "=", "list")], self.env.lang)
        ours = views.filtered(lambda view: view.xml_id.startswith("kfz_investment."))
        for arch in ours._get_combined_archs():
            for node in arch.xpath("/list/field[@string]"):
                found.setdefault(node.get("name"), node.get("string"))
        return found

    @api.model
    def _kfz_views(self, domain, lang=None):
        """Views for an answer that is kept for everybody: without the context of whoever asks first."""
        # sudo: what views say of fields is the same for everybody
        views = self.sudo().with_context({"lang": lang})  # pylint: disable=context-overridden
        return views.search(domain)

    @api.model
    def _kfz_amounts_in(self, node, model):
        """{(model, field, whether to the fen)} of one part of a view; a nested view's fields are those of its own model."""
        found = set()
        fields = self.env[model]._fields if model in self.env else {}
        for child in node.iterchildren("*"):
            field = fields.get(child.get("name")) if child.tag == "field" else None
            if field and child.get("widget") == WIDGET:
                options = literal_eval(child.get("options") or "{}")
                found.add((model, field.name, bool(options.get("exact"))))
            inner = field.comodel_name if field and field.relational else model
            found |= self._kfz_amounts_in(child, inner)
        return found


class Base(models.AbstractModel):
    """Amounts of an exported list in the unit of the screen."""

    _inherit = "base"

    def _kfz_amounts_as_shown(self, names, rows, export):
        """Divide the amounts of exported rows, which are yuan, in place; the export learns the unit of each column.

        A column whose records have several currencies stays as it is.

        :param names: of the columns, ``agreement_ids/amount_cny``
        """
        lang = self.env.lang or self.env.user.lang or ""
        if not export.currencies:
            # not an export in parts
            self._kfz_learn_currencies(names, export)
        for index, name in enumerate(names):
            currencies = export.currencies.get(name)
            if currencies is None or len(currencies) > 1:
                continue
            [currency] = currencies or YUAN
            factor, export.units[name] = list_unit(lang, currency, self._kfz_is_exact(name))
            _divide(rows, index, factor)

    def _kfz_learn_currencies(self, names, export):
        """The export learns the currencies of these records' amounts, column by column."""
        for name in names:
            currencies = self._kfz_amount_currencies(name)
            if currencies is not None:
                export.currencies.setdefault(name, set()).update(currencies)

    def _kfz_is_exact(self, name):
        """Whether a column of amounts is in the currency's own unit."""
        *way, last = name.split("/")
        records = self.browse()
        for step in way:
            records = records[step]
        return self.env["ir.ui.view"]._kfz_amount_fields()[records._name, last]

    def _kfz_amount_currencies(self, name):
        """The codes of the currencies of the amounts in a column, of which there may be none; None for any other column."""
        *way, last = name.split("/")
        records = self
        for step in way:
            field = records._fields.get(step)
            if field is None or not field.relational:
                return None
            records = records[step]
        if (records._name, last) not in self.env["ir.ui.view"]._kfz_amount_fields():
            return None
        field = records._fields[last]
        currency = field.type == "monetary" and field.get_currency_field(records)
        if not currency:
            return {"CNY"}
        # as on the page, a record without an amount has no say, and one that names no currency counts in yuan
        records.fetch([last, currency])
        return set(records.filtered(last).mapped(currency).mapped("name"))


def _divide(rows, index, factor):
    """Bring the amounts of a column into its unit, in place."""
    for row in rows:
        if isinstance(row[index], float):
            # what is not known or not there yet is no number, as on the page
            row[index] = in_list_unit(row[index], factor) if row[index] else ""
