from odoo import api, models, tools
from odoo.exceptions import AccessError

from ...domain.workbook.columns.known import Choice
from .import_units import code_of, unit_of


class KfzImportAlias(models.Model):
    """What a zone chose for the columns of one layout: kept under the exact heading, and used for the same headings only."""

    _inherit = "kfz.import.alias"

    def action_forget(self):
        """Forget what the zone taught the import: the next file of the layout asks again."""
        if not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(self.env._("Only promotion managers forget words of the zone."))
        self.unlink()
        return True

    @api.model
    def _layouts(self, kind):
        """{layout key: {exact heading: `Choice`}} of a kind of list, as the user's zone chose."""
        zone = self._zone_of_user()
        return self._cached_layouts(kind, zone) if zone else {}

    @api.model
    @tools.ormcache("kind", "zone")
    def _cached_layouts(self, kind, zone):
        # sudo: the choices of the zone, for everybody who imports there
        rows = self.sudo().search_read(
            [("kind", "=", kind), ("company_id", "=", zone), ("layout", "!=", False)],
            ["layout", "alias", "field", "unit"],
            order="write_date, id",
        )
        layouts = {}
        for row in rows:
            choice = Choice(row["field"] or None, unit_of(row["unit"]))
            layouts.setdefault(row["layout"], {})[row["alias"]] = choice
        return layouts

    @api.model
    def _earlier(self, kind):
        """{exact heading: `Choice`}: what the zone chose last for a heading, in any layout."""
        earlier = {}
        for choices in self._layouts(kind).values():
            earlier.update(choices)
        return earlier

    @api.model
    def _remember(self, kind, zone, layouts, name):
        """Keep choices for the zone. The caller has checked that the user may import such lists there.

        :param layouts: {layout key: {exact heading: `Choice`}}
        :param name: the file in which they were made
        """
        # two who choose at the same time come one after the other, and the second changes what the first has kept
        self.env["kfz.import.lock"]._kfz_take("columns", [zone])
        # sudo: officers choose columns of their zone by this method alone, they do not edit words
        own = self.sudo().with_context(active_test=False)
        found = own.search(
            [
                ("kind", "=", kind),
                ("company_id", "=", zone),
                ("layout", "in", list(layouts)),
            ]
        )
        known = {(row.layout, row.alias): row for row in found}
        new = []
        for layout, choices in layouts.items():
            for heading, choice in choices.items():
                vals = {"field": choice.field or False, "unit": code_of(choice.unit) or False}
                if (layout, heading) in known:
                    known[layout, heading].write({**vals, "active": True})
                else:
                    key = {"kind": kind, "company_id": zone, "layout": layout, "alias": heading}
                    new.append({**key, **vals, "layout_name": name})
        own.create(new)
        own.flush_model()
