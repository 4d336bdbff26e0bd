import unicodedata

from odoo import api, models, tools

from ...domain.workbook.cells import clean
from ...models.base.lists import comma
from .kfz_import_column_labels import LEAVE_OUT, column_label


class KfzImport(models.TransientModel):
    """The names of columns: the technical one, the labels in all languages, and the heading of the template."""

    _inherit = "kfz.import"

    @api.model
    def _selection_column(self):
        """[(column, label)] of the columns of all kinds; one that kinds call differently has all its names."""
        return list(self._labels_of_columns())

    @api.model
    @tools.ormcache("self.env.lang")
    def _labels_of_columns(self):
        # of code alone; loading a list of words asks for each of its rows and columns
        labels = {}
        for kind, _label in self._selection_kind():
            for name in self.env[f"kfz.import.{kind}"]._columns():
                labels.setdefault(name, {})[column_label(self.env, kind, name)] = True
        return tuple((name, " / ".join(known)) for name, known in labels.items())

    @api.model
    def _column_of(self, kind, text):
        """The column that a text names, `LEAVE_OUT` for none of them; None when there is no such column.

        :param text: technical name, label in an installed language or heading of the template
        """
        return self._column_names(kind).get(_key(text))

    @api.model
    def _column_names(self, kind):
        columns = self.env[f"kfz.import.{kind}"]._columns()
        names = {_key(heading): name for name, (heading, _example) in columns.items()}
        languages = {"en_US"} | {code for code, _label in self.env["res.lang"].get_installed()}
        for language in sorted(languages):
            env = self.with_context(lang=language).env
            names |= {_key(column_label(env, kind, name)): name for name in columns}
            names[_key(env._("Leave out"))] = LEAVE_OUT
        return names | {_key(name): name for name in columns}

    @api.model
    def _no_such_column(self, kind, text):
        """The sentence for a column that a kind of list does not have."""
        columns = self.env[f"kfz.import.{kind}"]._columns()
        return self.env._(
            "“%(field)s” is not a column of this list. Its columns are: %(known)s.",
            field=text or "",
            known=comma(self.env).join(
                self.env._("%(label)s (%(name)s)", label=label, name=name)
                for name in columns
                if (label := column_label(self.env, kind, name))
            ),
        )


def _key(text):
    """A name as names are compared: without its unit in brackets, spaces and case."""
    plain = unicodedata.normalize("NFKC", clean(text)).partition("(")[0]
    return "".join(plain.split()).casefold()
