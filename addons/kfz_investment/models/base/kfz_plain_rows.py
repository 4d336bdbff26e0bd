"""Rows of which every value is known: an INSERT, and the checks of a new record, with nothing computed and nobody told."""

from odoo import api, models

from .kfz_bulk_create import bulk_of


class Base(models.AbstractModel):
    """Plain rows, only within a bulk creation; what overrides of ``create`` add, the caller adds."""

    _inherit = "base"

    @api.model
    def _kfz_create_plain(self, vals_list):
        """Records of rows that give each stored computed column besides what is to be stored; they have no lines.

        The gate, rights to the model and to the records, record rules, constraints and the check of companies hold as in
        ``create``. No field of another record is computed again: the caller has given these their values, too.

        :raises ValueError: for a computed column that a row does not give, which would stay empty
        """
        if not vals_list:
            return self.browse()
        model = self.browse()
        model.check_access("create")
        if not model.env.su:
            model._kfz_check_values(vals_list)
        self._kfz_check_complete(vals_list)
        records = self.browse(self._kfz_new_ids(len(vals_list)))
        data_list = [
            {"stored": vals, "record": record}
            for vals, record in zip(self._prepare_create_values(vals_list), records, strict=True)
        ]
        names = sorted({name for data in data_list for name in data["stored"]})
        columns = [self._fields[name] for name in names if self._fields[name].column_type]
        self._kfz_round_amounts(columns, data_list)
        self._kfz_insert(columns, data_list)
        self._kfz_fill_cache(records, columns, data_list)
        records._validate_fields(names)
        records.check_access("create")
        if self._check_company_auto:
            records._check_company()
        return records

    @api.model
    def _kfz_check_complete(self, vals_list):
        computed = {
            name
            for name, field in self._fields.items()
            if field.store and field.compute and field.column_type
        }
        given = set.intersection(*map(set, vals_list))
        if lacking := computed - given:
            raise ValueError(f"Rows of {self._name} do not give {sorted(lacking)}")

    @api.model
    def _kfz_append_rows(self, vals_list):
        """New records of a model whose ``create`` adds nothing to the values but tells what was entered (``_kfz_rows_appended``).

        In a bulk creation they are plain rows.
        """
        if not bulk_of(self.env, self._name):
            return self.create(vals_list)
        records = self._kfz_create_plain(vals_list)
        records._kfz_rows_appended()
        return records

    def _kfz_rows_appended(self):
        """Called with records that are new, however they were made. For models to override."""
