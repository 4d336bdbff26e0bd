from odoo import api, models


class KfzCachedRowsMixin(models.AbstractModel):
    """A small table of rules that is read from a cache; every change empties the cache of all workers."""

    _name = "kfz.cached.rows.mixin"
    _description = "Rows read from a cache"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env.registry.clear_cache()
        return records

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
