import json

from odoo import api, fields, models
from odoo.exceptions import UserError

#: how late something is (domain/digest.py)
LEVELS = [
    ("figure", "In figures"),
    ("soon", "Due soon"),
    ("overdue", "Overdue"),
    ("long", "Overdue for more than 30 days"),
    ("waits", "Waits for your word"),
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

#: rows in which words are looked for, the newest first
SEARCHED = 2000


#: numbers and keys by which items are found; nobody searches or groups a list by them
TECHNICAL = (
    "about_model",
    "about_number",
    "lead_number",
    "code",
    "figures",
    "item_key",
    "rank",
    "sequence",
)


class NoColumn(UserError, ValueError):
    """Said to people as a sentence; core, which asks fields whether they can be sorted and grouped by, expects a ValueError."""


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
    about_model = fields.Char("Technical name", required=True, readonly=True, exportable=False)
    about_number = fields.Integer("Number of the record", readonly=True, exportable=False)
    lead_number = fields.Integer("Number of the project", readonly=True, exportable=False)
    code = fields.Char("Which act", required=True, readonly=True, exportable=False)
    figures = fields.Char("Numbers", readonly=True, exportable=False)
    item_key = fields.Char("Which item", required=True, readonly=True, exportable=False)
    rank = fields.Integer("How bad", readonly=True, exportable=False, aggregator=None)
    date_due = fields.Date("Deadline", readonly=True)
    level = fields.Selection(LEVELS, "Lateness", required=True, readonly=True)
    text = fields.Char("What is to be done", compute="_compute_text", search="_search_text")
    project = fields.Char(compute="_compute_text", search="_search_project")

    @api.depends("about_model", "about_number", "lead_number", "code", "figures", "source")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_text(self):
        leads = self._kfz_readable_of("crm.lead", self.mapped("lead_number"))
        found = {
            model: self._kfz_readable_of(model, lines.mapped("about_number"))
            for model, lines in self.grouped("about_model").items()
        }
        for line in self:
            record = found[line.about_model].filtered(
                lambda each, number=line.about_number: each.id == number
            )
            lead = leads.filtered(lambda each, number=line.lead_number: each.id == number)
            line.project = lead.name or False
            if record and (lead or not line.lead_number):
                line.text = line._kfz_sentence(record, json.loads(line.figures or "[]"))
            else:
                line.text = self.env._("No longer among what you can open")

    def _search_text(self, operator, value):
        return self._kfz_search_words("text", operator, value)

    def _search_project(self, operator, value):
        return self._kfz_search_words("project", operator, value)

    @api.model
    def _kfz_search_words(self, name, operator, value):
        """Search the words of the newest rows as their reader reads them; they are in no column."""
        if operator == "in":
            wanted = set(value)
            return [("id", "in", self._kfz_newest().filtered(lambda row: row[name] in wanted).ids)]
        if operator.startswith("not "):
            # what does not contain them, core finds by what does
            return NotImplemented
        if operator != "ilike" or not isinstance(value, str):
            raise UserError(
                self.env._(
                    "“%(field)s” is written anew for each reader: look for words that it contains, or for the whole text.",
                    field=self._fields[name]._description_string(self.env),
                )
            )
        part = value.lower()
        found = self._kfz_newest().filtered(lambda row: part in (row[name] or "").lower())
        return [("id", "in", found.ids)]

    @api.model
    def _kfz_newest(self):
        return self.search([], order="id desc", limit=SEARCHED)

    def _field_to_sql(self, alias, field_expr, query=None):
        field = self._fields.get(field_expr)
        if field and field.compute and not field.store:
            raise NoColumn(
                self.env._(
                    "“%(field)s” is written anew for each reader, so lists are not sorted or grouped by it. Choose another column.",
                    field=field._description_string(self.env),
                )
            )
        return super()._field_to_sql(alias, field_expr, query)

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Without what is technical among the fields that search menus offer."""
        found = super().fields_get(allfields, attributes)
        for name in found.keys() & set(TECHNICAL):
            for offer in found[name].keys() & {"groupable", "searchable", "sortable"}:
                found[name][offer] = False
        return found

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
            "about_model": item.model,
            "about_number": item.record,
            "lead_number": item.lead or 0,
            "code": item.code,
            "figures": json.dumps(item.figures) if item.figures else False,
            "item_key": item.key,
            "rank": item.rank,
            "date_due": item.day,
            "level": item.level,
        }
