import json

from odoo import api, fields, models

from ..base.lists import comma
from ..base.period_words import day_text, month_text
from . import award_words

#: columns of an award that an entry tells as a person reads them; ids, moments and what the entry's own columns say are left to
#: the hashed content
TOLD = (
    "payee",
    "month_first",
    "month_last",
    "fund_source",
    "public_from",
    "public_to",
    "paid_on",
    "payment_reference",
    "question",
)
#: those of them that are months, kept as their first day
MONTHS = ("month_first", "month_last")


class KfzAwardEntry(models.Model):
    """What an entry says, as a person reads it; what was hashed stays beside it."""

    _inherit = "kfz.award.entry"

    facts = fields.Text(
        compute="_compute_facts",
        help="The figures of the award at that moment. The hashed content has all of them, word for word.",
    )

    @api.depends("content")
    @api.depends_context("lang")
    def _compute_facts(self):
        for entry in self:
            lines = entry._kfz_facts(json.loads(entry.content or "{}"))
            entry.facts = "\n".join(
                self.env._("%(what)s: %(value)s", what=what, value=value)
                for what, value in lines
                if value
            )

    def _kfz_facts(self, content):
        """(label, text) of what the entry says, in the order in which a person asks."""
        states = dict(self.env["kfz.award"]._fields["state"]._description_selection(self.env))
        yield self._kfz_label("name"), content.get("number")
        yield self._kfz_label("state"), states.get(content.get("state"))
        yield from self._kfz_figures(content)
        row = content.get("row") or {}
        for name in TOLD:
            field, value = self.env["kfz.award"]._fields[name], row.get(name)
            if value and field.type == "date":
                text = month_text if name in MONTHS else day_text
                value = text(self.env, field.to_date(value))
            yield self._kfz_label(name), value
        yield self._kfz_label("reason"), content.get("reason") or row.get("reason")
        yield self.env._("Raised by"), content.get("party")
        yield self.env._("Wording"), content.get("text")

    def _kfz_figures(self, content):
        """The same of amounts, and of whose trade they are and since when."""
        for name, key in (
            ("base_amount", "base"),
            ("amount", "amount"),
            ("clawed_amount", "clawed"),
        ):
            if content.get(key):
                yield self._kfz_label(name), self._kfz_yuan(content[key])
        companies = (content.get("trade_of") or {}).get("companies") or ()
        names = [award_words.company_label(name, code) for _id, name, code in companies]
        yield self._kfz_label("trade_partner_ids"), comma(self.env).join(names)
        if content.get("landed"):
            yield (
                self._kfz_label("landed_on"),
                day_text(self.env, fields.Date.to_date(content["landed"])),
            )

    def _kfz_label(self, name):
        return self.env["kfz.award"]._fields[name]._description_string(self.env)

    def _kfz_yuan(self, fen):
        return award_words.amount(self.env, int(fen))
