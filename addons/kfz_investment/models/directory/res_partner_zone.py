from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..base.lists import comma
from ..guards.link_values import identifier


class ResPartner(models.Model):
    """An enterprise or contact does not leave a zone whose records name it.

    Core compares the zones of two records when the link is made, from the side of the link alone; the other side could move
    away afterwards, and take the project company from a landing or the payee from an award.
    """

    _inherit = "res.partner"

    def write(self, vals):
        if vals.get("company_id"):
            self._kfz_check_may_move(identifier(vals["company_id"]))
        return super().write(vals)

    def _kfz_check_may_move(self, zone_id):
        """:raises UserError: naming what holds one of these, unless it stays in its zone"""
        moved = self.filtered(lambda partner: partner.company_id.id != zone_id)
        if not moved:
            return
        # before anything is named: a hidden record tells nothing
        moved.check_access("write")
        for partner in moved:
            if holders := partner._kfz_held_by(zone_id):
                raise UserError(partner._kfz_held_words(holders))

    def _kfz_held_by(self, zone_id):
        """{name of a model: number of its records of other zones than this one that name the enterprise or contact}"""
        self.ensure_one()
        found = {}
        for model, names in self._kfz_links_here().items():
            # sudo: what holds it may be a colleague's; the user is told kinds and numbers
            Model = self.env[model].sudo().with_context(active_test=False)
            named = Domain.OR([(name, "=", self.id)] for name in names)
            count = Model.search_count(named & Domain("company_id", "not in", [zone_id, False]))
            if count:
                found[model] = count
        return found

    def _kfz_links_here(self):
        """{name of a model: its stored links to partners} of our models and of projects, with a zone of their own."""
        links = {}
        for name, model in self.env.registry.items():
            if (name == "crm.lead" or name.startswith("kfz.")) and _is_stored_by_zone(model):
                links[name] = [
                    field.name for field in model._fields.values() if self._kfz_is_link_here(field)
                ]
        return {name: fields for name, fields in links.items() if fields}

    def _kfz_is_link_here(self, field):
        is_link = field.store and field.type in ("many2one", "many2many")
        return is_link and field.comodel_name == self._name

    def _kfz_held_words(self, holders):
        if self.company_id not in self.env.user.company_ids:
            # one that belongs to no zone: what others' records say of it is theirs
            return self.env._(
                "Records of a zone name “%(name)s”, so it is not given to a zone.",
                name=self.name or "",
            )
        return self.env._(
            "“%(name)s” stays in %(zone)s, whose records name it: %(kinds)s. Enter the enterprise in the other zone, too, or "
            "publish it to the common directory.",
            name=self.name or "",
            zone=self.company_id.display_name,
            kinds=comma(self.env).join(
                f"{self._kfz_kind_words(model)} ({count})" for model, count in holders.items()
            ),
        )

    def _kfz_kind_words(self, model):
        return (
            self.env._("Projects") if model == "crm.lead" else self.env["ir.model"]._get(model).name
        )


def _is_stored_by_zone(model):
    zone = model._fields.get("company_id")
    return model._auto and not model._transient and bool(zone) and zone.store
