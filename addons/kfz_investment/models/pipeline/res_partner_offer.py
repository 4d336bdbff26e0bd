from odoo import api, models
from odoo.fields import Domain

from ..guards.link_values import Malformed, identifier


class ResPartner(models.Model):
    """A chooser offers the enterprise that is meant most often first: for project companies, the investor itself."""

    _inherit = "res.partner"

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Put the enterprise of ``kfz_first_id``, or that of the project ``kfz_first_project_id``, on top.

        It appears only where it was found anyway, or where nothing was typed and the domain and the user's rights allow it.
        """
        found = super().name_search(name, domain, operator, limit)
        first = self._kfz_offered_first()
        if first and not name and first.id not in dict(found):
            first = self.search(Domain("id", "=", first.id) & Domain(domain or []))
            found = [(partner.id, partner.display_name) for partner in first] + found
            return found[:limit] if limit else found
        return sorted(found, key=lambda pair: pair[0] != first.id)

    def _kfz_offered_first(self):
        ids = {}
        for key in ("kfz_first_id", "kfz_first_project_id"):
            try:
                ids[key] = identifier(self.env.context.get(key))
            except Malformed:
                ids[key] = None
        if ids["kfz_first_id"]:
            return self.browse(ids["kfz_first_id"])
        lead = self.env["crm.lead"].browse(ids["kfz_first_project_id"] or ()).exists()
        return lead._filtered_access("read").partner_id
