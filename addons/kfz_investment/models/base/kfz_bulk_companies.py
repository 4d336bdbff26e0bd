"""The check that records refer to their own zone, for many new records at once."""

from odoo import api, models
from odoo.exceptions import UserError

from .kfz_bulk_create import bulk_of


class Base(models.AbstractModel):
    """Only within a bulk creation; core goes through the records one by one."""

    _inherit = "base"

    def _check_company(self, fnames=None):
        """In bulk, records of one zone with all they refer to are told by comparing ids; the rest is left to core."""
        if (
            not bulk_of(self.env, self._name)
            or fnames is not None
            or "company_id" not in self._fields
        ):
            return super()._check_company(fnames)
        names = [
            field.name
            for field in self._fields.values()
            if field.relational and field.check_company and not field.company_dependent
        ]
        odd = set().union(*(self._kfz_of_another_zone(name) for name in names))
        try:
            return super(Base, self.browse(sorted(odd)))._check_company(fnames)
        except UserError:
            # core names the first five
            return super()._check_company(fnames)

    def _kfz_of_another_zone(self, name):
        """Ids of the records that refer by this field to what is not of their zone, by the zones of all that they refer to at once;
        what the cache does not tell is left to core, and of what belongs to several zones, as users do, one record per zone.
        """
        field, zones = self._fields[name], self._fields["company_id"]._get_cache(self.env)
        cache, Target = field._get_cache(self.env), self.env[field.comodel_name]
        told = {ident: cache[ident] for ident in self._ids if ident in cache and ident in zones}
        referring = {ident: value for ident, value in told.items() if value}
        untold = set(self._ids).difference(told)
        if field.type != "many2one" or not Target._kfz_has_one_zone():
            return untold.union(_one_of_each(referring, zones))
        zone_of = Target.browse(set(referring.values()))._kfz_zone_ids()
        return untold.union(
            ident
            for ident, value in referring.items()
            if zone_of[value] not in (False, zones[ident])
        )

    @api.model
    def _kfz_has_one_zone(self):
        """Whether a record's zone tells who may refer to it; users work in several."""
        return "company_id" in self._fields and self._name != "res.users"

    def _kfz_zone_ids(self):
        """{id: id of its zone, False for none}; one query."""
        # sudo: as core does for this same comparison
        records = self.sudo()
        records.fetch(["company_id"])
        return {record.id: record.company_id.id for record in records}


def _one_of_each(referring, zones):
    """One record of each pair of zone and what is referred to: what holds of one holds of all."""
    return {(zones[ident], value): ident for ident, value in referring.items()}.values()
