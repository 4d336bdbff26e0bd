from odoo import api, models

from ...domain.date_groups import PERIODS, chinese_label


class Base(models.AbstractModel):
    """In Chinese, periods read as Chinese writes them in every list, board, pivot and graph."""

    _inherit = "base"

    @api.model
    def _web_read_group_groupby_formatter(self, groupby_spec, values):
        formatter = super()._web_read_group_groupby_formatter(groupby_spec, values)
        name, _colon, granularity = groupby_spec.partition(":")
        field = self._fields.get(name)
        if (
            granularity not in PERIODS
            or not field
            or field.type not in ("date", "datetime")
            or not (self.env.lang or "").startswith("zh")
        ):
            return formatter

        def in_chinese(value):
            key, domain = formatter(value)
            return ((key[0], chinese_label(granularity, value)) if value else key), domain

        return in_chinese
