from odoo import api, models
from odoo.tools import SQL

#: the order of the lights wherever they are counted or sorted: what needs somebody first
ORDER = ["red", "amber", "green"]


class KfzLightOrderMixin(models.AbstractModel):
    """Lights come red, amber, green in lists, groups and pivots, not in the order of their names; what has none comes last."""

    _name = "kfz.light.order.mixin"
    _description = "Order of lights"

    #: fields that hold a light
    _kfz_light_fields = ("light",)

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        ordered = super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        if field_name not in self._kfz_light_fields:
            return ordered
        rank = _rank(self._field_to_sql(alias, field_name, query))
        return SQL("%s %s %s", rank, direction, nulls)

    @api.model
    def _read_group_orderby(self, order, groupby_terms, query):
        terms = {
            name: _rank(sql) if name in self._kfz_light_fields else sql
            for name, sql in groupby_terms.items()
        }
        result = super()._read_group_orderby(order, terms, query)
        # core adds to the terms by which it groups; those of lights stay what they are
        kept = {
            name: groupby_terms[name] for name in self._kfz_light_fields if name in groupby_terms
        }
        groupby_terms.update({**terms, **kept})
        return result


def _rank(light):
    return SQL("array_position(%s, %s::text)", ORDER, light)
