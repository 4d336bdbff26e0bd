import functools
import math
from collections.abc import Mapping

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ...domain.calendar import MEANT_YEARS
from ...domain.money import LARGEST
from ...domain.one_page import comma
from .base_grants import may_set
from .link_values import edits
from .quiet import is_quiet

OURS = "kfz_investment"
#: set by core whatever a client sends
CORES = frozenset({*models.MAGIC_COLUMNS, "display_name", "parent_path"})
#: how a date or a moment is read
DATES = {"date": fields.Date.to_date, "datetime": fields.Datetime.to_datetime}
#: keys of the context that keep a change out of a record's history; core's pages do not send them
SILENCING = frozenset({"tracking_disable", "mail_notrack", "mail_create_nolog"})
#: characters of any field in one line; acts and ledgers take fewer
MOST_CHARACTERS = 2000


def guarded_names(model):
    """The fields of a model that no client sets: those that are read-only in Python, stored computed ones included.

    Of our models all, of core's models those that we define: core itself writes its own in the name of users.
    """
    whole = model._name.startswith("kfz.")
    return frozenset(
        name
        for name, field in model._fields.items()
        if name in model._kfz_system_fields
        or (field.readonly and name not in CORES and (whole or OURS in field._modules))
    )


class Base(models.AbstractModel):
    """The one gate through which all values of a client come, before any override of ``create`` and ``write`` adds its own.

    It stands in front of each model's class, so that a nested line, an import, a form and a call pass it alike, and what
    an override adds does not.
    """

    _inherit = "base"

    #: fields of a core model that no client sets, though core does not say so
    _kfz_system_fields = frozenset()
    #: what :func:`guarded_names` says, set when the registry is ready
    _kfz_guarded = frozenset()

    def _register_hook(self):
        super()._register_hook()
        cls = type(self)
        cls._kfz_guarded = guarded_names(self)
        if self._abstract:
            return
        for name, make in (("create", _gated_create), ("write", _gated_write)):
            if name not in cls.__dict__:
                setattr(cls, name, functools.wraps(getattr(cls, name))(make(cls)))

    def _kfz_check_values(self, vals_list):
        """Refuse values of a client, of a record that is made or of these records.

        :raises AccessError: says which field it is
        """
        self._kfz_check_plain(vals_list)
        self._kfz_check_chosen(vals_list)
        given = self._kfz_guarded.intersection(set().union(*vals_list))
        self._kfz_refuse_guarded([name for name in given if not may_set(self, name)])

    def _kfz_only_links(self, name):
        """Whether a field only chooses records: the links of our wizards, which act by their buttons alone."""
        field = self._fields.get(name)
        ours = self._transient and self._name.startswith("kfz.")
        return bool(ours and field and field.type == "many2many")

    def _kfz_check_chosen(self, vals_list):
        """:raises AccessError: for a value that edits records where they are only chosen: it would be done before the button
        is pressed that checks who presses it"""
        for vals in vals_list if self._transient else ():
            for name, value in vals.items():
                if self._kfz_only_links(name) and edits(value):
                    raise AccessError(
                        self.env._(
                            "“%(field)s” only chooses among what is there. Nothing was saved: add or change it on its own page.",
                            field=self._kfz_field_label(name),
                        )
                    )

    def _kfz_check_plain(self, vals_list):
        """:raises UserError: for an amount that no sum can hold: NaN, which JSON carries, or one beyond ``LARGEST``; for what
        is no date, before an override looks at it as one, and for a year that nobody means"""
        for vals in vals_list:
            for name, value in vals.items():
                field = self._fields.get(name)
                if field is None:
                    continue
                if field.type in DATES:
                    self._kfz_check_date(field, value)
                elif isinstance(value, str) and field.type in ("char", "text"):
                    self._kfz_check_words(field, value)
                elif type(value) in (float, int):
                    self._kfz_check_number(field, value)

    def _kfz_check_date(self, field, value):
        try:
            # core cuts the value, and from Python 3.12 on that is a look-up in a dictionary
            day = DATES[field.type](value)
        except (TypeError, ValueError, LookupError, OverflowError):
            raise UserError(
                self.env._(
                    "“%(field)s” is not a date. Enter year, month and day, such as 2026-03-05.",
                    field=self._kfz_field_label(field.name),
                )
            ) from None
        if day and day.year not in MEANT_YEARS and self._kfz_answers_for(field):
            raise UserError(
                self.env._(
                    "“%(field)s” is in the year %(year)s. Check the year: it lies between 1900 and 2199.",
                    field=self._kfz_field_label(field.name),
                    year=day.year,
                )
            )

    def _kfz_check_words(self, field, value):
        """Of our records alone: windows say themselves, more precisely, what they lack."""
        if self._transient or not self._name.startswith("kfz."):
            return
        if field.required and not value.strip():
            raise UserError(
                self.env._(
                    "“%(field)s” is blank. Fill it in with words.",
                    field=self._kfz_field_label(field.name),
                )
            )
        if field.type == "char":
            self._kfz_entered(value, MOST_CHARACTERS)

    def _kfz_answers_for(self, field):
        """Whether the product answers for a field's values: its own, and all of projects."""
        return self._name.startswith(("kfz.", "crm.lead")) or OURS in field._modules

    def _kfz_check_number(self, field, value):
        if type(value) is float and not math.isfinite(value):
            raise UserError(
                self.env._(
                    "“%(field)s” is not a number. Enter digits, with a point before the decimals.",
                    field=self._kfz_field_label(field.name),
                )
            )
        is_amount = field.type in ("float", "monetary") and self._kfz_answers_for(field)
        if is_amount and abs(value) > LARGEST:
            raise UserError(
                self.env._(
                    "“%(field)s” is too large to be real. Check the unit: it is entered in yuan, not in 万元.",
                    field=self._kfz_field_label(field.name),
                )
            )

    def _kfz_refuse_guarded(self, names):
        if not names:
            return
        labels = comma(self.env.lang).join(sorted({self._kfz_field_label(name) for name in names}))
        raise AccessError(
            self.env._(
                "“%(fields)s” is set by the system and by the buttons of its page, never entered. Nothing was saved: leave it out.",
                fields=labels,
            )
        )

    def _kfz_without_same(self, vals):
        """The values without guarded ones that are what the records hold: a form or a file may send back what it read."""
        given = self._kfz_guarded.intersection(vals)
        if not given or all(may_set(self, name) for name in given):
            return vals
        # before anything is compared: a hidden record tells nothing
        self.check_access("write")
        same = {name for name in given if self._kfz_is_same(name, vals[name])}
        return {name: value for name, value in vals.items() if name not in same} if same else vals

    def _kfz_is_same(self, name, value):
        field = self._fields[name]
        if not self._has_field_access(field, "read") or field.type in (
            "one2many",
            "many2many",
            "binary",
        ):
            return False
        try:
            return all(
                field.convert_to_write(record[name], record)
                == field.convert_to_write(
                    field.convert_to_record(field.convert_to_cache(value, record), record), record
                )
                for record in self
            )
        except (TypeError, ValueError):
            return False

    def _kfz_audible(self):
        """These records without the keys that would keep a client's change out of the history."""
        context = self.env.context
        if not SILENCING.intersection(context) or is_quiet(self.env):
            return self
        heard = {key: value for key, value in context.items() if key not in SILENCING}
        return self.with_context(heard)  # pylint: disable=context-overridden


def _gated_create(owner):
    def create(self, vals_list):
        # a model that inherits from this one has a gate of its own
        if self.env.su or type(self) is not owner:
            return super(owner, self).create(vals_list)
        # copies: what overrides add in place would be refused when the call is tried again after a conflict
        rows = [
            dict(vals) for vals in ([vals_list] if isinstance(vals_list, Mapping) else vals_list)
        ]
        # on no records: those on which code happens to call create() are not written
        self.browse()._kfz_check_values(rows)
        return super(owner, self._kfz_audible()).create(rows).with_env(self.env)

    return create


def _gated_write(owner):
    def write(self, vals):
        if self.env.su or type(self) is not owner:
            return super(owner, self).write(vals)
        vals = self._kfz_without_same(dict(vals))
        self._kfz_check_values([vals])
        return super(owner, self._kfz_audible()).write(vals)

    return write
