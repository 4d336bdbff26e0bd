import json

from odoo import api, fields, models

#: how late something is (domain/digest.py)
LEVELS = [
    ("figure", "In figures"),
    ("soon", "Due soon"),
    ("overdue", "Overdue"),
    ("long", "Overdue for more than 30 days"),
]
SOURCES = [
    ("promise", "Promise"),
    ("issue", "Coordination issue"),
    ("next_step", "Next step"),
    ("review", "Review of a dormant project"),
    ("signing", "Expected signing passed"),
    ("ladder", "Ladder step"),
    ("zone", "Follow-up by zone"),
]


class KfzDigestWordsMixin(models.AbstractModel):
    """What an item of a digest says, in the reader's language and as far as the reader may read what it is about now.

    It keeps numbers and no names: a name that was kept would still be read after an assignment has ended. A source that adds
    items extends :meth:`_kfz_sentence`, and :data:`SOURCES` by ``selection_add``.
    """

    _name = "kfz.digest.words.mixin"
    _description = "Words of a digest"

    user_id = fields.Many2one(
        "res.users", "Reader", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", "Zone", required=True, readonly=True, index=True, ondelete="cascade"
    )
    source = fields.Selection(SOURCES, "Kind", required=True, readonly=True)
    res_model = fields.Char("Technical name", required=True, readonly=True, exportable=False)
    res_number = fields.Integer("Number of the record", readonly=True, exportable=False)
    lead_number = fields.Integer("Number of the project", readonly=True, exportable=False)
    code = fields.Char("What to do, as a word", required=True, readonly=True, exportable=False)
    figures = fields.Char("Numbers", readonly=True, exportable=False)
    item_key = fields.Char("Which item", required=True, readonly=True, exportable=False)
    rank = fields.Integer("How bad", readonly=True, exportable=False, aggregator=None)
    date_due = fields.Date("Deadline", readonly=True)
    level = fields.Selection(LEVELS, "Lateness", required=True, readonly=True)
    text = fields.Char("What to do", compute="_compute_text")
    project = fields.Char(compute="_compute_text")

    @api.depends("res_model", "res_number", "lead_number", "code", "figures", "source")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_text(self):
        leads = self._kfz_readable_of("crm.lead", self.mapped("lead_number"))
        found = {
            model: self._kfz_readable_of(model, lines.mapped("res_number"))
            for model, lines in self.grouped("res_model").items()
        }
        for line in self:
            record = found[line.res_model].filtered(
                lambda each, number=line.res_number: each.id == number
            )
            lead = leads.filtered(lambda each, number=line.lead_number: each.id == number)
            line.project = lead.name or False
            if record and (lead or not line.lead_number):
                line.text = line._kfz_sentence(record, json.loads(line.figures or "[]"))
            else:
                line.text = self.env._("No longer among what you can open")

    @api.model
    def _kfz_readable_of(self, model, numbers):
        """Those of the records that the reader may read now, in all zones in which the reader works."""
        if model not in self.env:
            return self.env["crm.lead"]
        zones = self.env.user.company_ids.ids
        records = self.env[model].with_context(allowed_company_ids=zones, active_test=False)
        numbers = sorted({number for number in numbers if number})
        if not numbers or not records.has_access("read"):
            return records.browse()
        return records.search([("id", "in", numbers)])

    def _kfz_sentence(self, record, figures):
        """What the reader can do about it, as one line.

        :param record: what it is about, with the reader's rights
        :param figures: the numbers of the item
        """
        return record.display_name

    @api.model
    def _kfz_item_values(self, user, item):
        """The values of an item (domain/digest.py) of a user."""
        return {
            "user_id": user,
            "company_id": item.zone,
            "source": item.source,
            "res_model": item.model,
            "res_number": item.record,
            "lead_number": item.lead or 0,
            "code": item.code,
            "figures": json.dumps(item.figures) if item.figures else False,
            "item_key": item.key,
            "rank": item.rank,
            "date_due": item.day,
            "level": item.level,
        }
