import json

from odoo import api, fields, models
from odoo.tools.misc import format_date

from ..base.lists import comma
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
            value = row.get(name)
            is_day = value and self.env["kfz.award"]._fields[name].type == "date"
            yield self._kfz_label(name), format_date(self.env, value) if is_day else value
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
            yield self._kfz_label("landed_on"), format_date(self.env, content["landed"])

    def _kfz_label(self, name):
        return self.env["kfz.award"]._fields[name]._description_string(self.env)

    def _kfz_yuan(self, fen):
        return self.env._("%(amount)s yuan", amount=award_words.money(int(fen)))
