import calendar as months

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain.digest import LEVELS, Item
from ...domain.light_facts import rank


class KfzDigest(models.Model):
    """Lights that turned worse, for those whom their rule tells, and the reason for a month without progress.

    An item is an entry of the ledger, so that a light that turns worse again is a new one. Once told, the entry says to whom.
    """

    _inherit = "kfz.digest"

    @api.model
    def _kfz_items(self, users, today, only=None):
        items = super()._kfz_items(users, today, only)
        return [*items, *self._kfz_lights(users, only), *self._kfz_reasons(users, today)]

    @api.model
    def _kfz_lights(self, users, only=None):
        items, readers = [], set(users.ids)
        for change in self._kfz_worse_changes(only):
            light = change.lead_id[f"light_{change.kind}"]
            item = Item(
                "light",
                change._name,
                change.id,
                change.kind,
                change.company_id.id,
                change.lead_id.id,
                rank=LEVELS.index(light),
                level=light,
            )
            items += [(user, item) for user in readers.intersection(change._kfz_to_tell()._ids)]
        return items

    @api.model
    def _kfz_worse_changes(self, only=None):
        """The last entry by which each light that is amber or red now turned worse; the last of those asked about."""
        asked = (
            SQL("TRUE")
            if only is None
            else SQL("change.id = ANY(%s)", list(only.get("kfz.light.change", ())))
        )
        self.env["crm.lead"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (change.lead_id, change.kind) change.id
                     FROM kfz_light_change change
                     JOIN crm_lead lead ON lead.id = change.lead_id AND lead.active
                    WHERE change.is_worse AND %s
                      AND CASE change.kind WHEN 'progress' THEN lead.light_progress ELSE lead.light_record END IN ('amber', 'red')
                    ORDER BY change.lead_id, change.kind, change.id DESC""",
                asked,
            )
        )
        return self.env["kfz.light.change"].browse(number for (number,) in rows)

    @api.model
    def _kfz_reasons(self, users, today):
        """Projects that stand still and have not said why in this month: by its end."""
        end = today.replace(day=months.monthrange(today.year, today.month)[1])
        asked = self.env["crm.lead"].search_fetch(
            Domain("asks_light_reason", "=", True) & Domain("user_id", "in", users.ids),
            ["user_id", "company_id"],
        )
        soon = LEVELS.index("soon")
        return [
            (
                lead.user_id.id,
                Item(
                    "light_reason",
                    "crm.lead",
                    lead.id,
                    "reason",
                    lead.company_id.id,
                    lead.id,
                    end,
                    soon,
                    "soon",
                ),
            )
            for lead in asked
        ]

    @api.model
    def _kfz_write(self, user, chosen, today):
        for item, _why in chosen:
            if item.source == "light":
                self.env[item.model].browse(item.record)._kfz_told(user)
        return super()._kfz_write(user, chosen, today)


class KfzDigestWordsMixin(models.AbstractModel):
    """The sentences of lights: the light as it is now, and why."""

    _inherit = "kfz.digest.words.mixin"

    source = fields.Selection(
        selection_add=[("light", "Light"), ("light_reason", "Reason for standing still")],
        ondelete={"light": "cascade", "light_reason": "cascade"},
    )
    level = fields.Selection(
        selection_add=[("amber", "Amber light"), ("red", "Red light")],
        ondelete={"amber": "cascade", "red": "cascade"},
    )

    def _kfz_sentence(self, record, figures):
        if self.source == "light_reason":
            return self.env._("Say in one line why the project stands still")
        if self.source != "light":
            return super()._kfz_sentence(record, figures)
        lead, name = record.lead_id, f"light_{record.kind}"
        if rank(lead[name]) == 0:
            return self.env._("The light has turned green again")
        label = lead._fields[name]._description_string(self.env)
        words = {"light": lead._kfz_word(name), "why": lead[f"{name}_why"] or ""}
        return self.env._("%(label)s, %(light)s: %(why)s", label=label, **words)


class KfzDigestLine(models.Model):
    """A light is mended, and a reason given, on the page of the project."""

    _inherit = "kfz.digest.line"

    def _kfz_page(self):
        if self.source in ("light", "light_reason"):
            return self._kfz_form("crm.lead", self.lead_number)
        return super()._kfz_page()
