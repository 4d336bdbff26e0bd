from markupsafe import Markup
from odoo import api, fields, models

from ..base.ledger_seal import Seal
from ..guards.quiet import is_quiet

#: kinds of evidence that acts change
KINDS = [
    ("kfz.agreement", "Agreement"),
    ("kfz.milestone", "Milestone"),
    ("kfz.capital.record", "Capital in place"),
    ("crm.lead", "Project"),
]
VALUE_HELP = "Behind the name of a document stands the beginning of its check code: two documents of one name differ in it."


class KfzCorrection(models.Model):
    """What was changed in agreements, milestones and capital after they counted: one row per changed field.

    Plain values, as they were read when it was changed; ``create_date`` is in UTC. Acts alone write here.
    """

    _name = "kfz.correction"
    _description = "Corrections"
    _inherit = ["kfz.append.only.mixin"]
    _order = "create_date desc, id desc"
    _rec_name = "record_name"
    _kfz_seal = Seal(
        (
            "lead_id",
            "company_id",
            "act",
            "evidence_kind",
            "evidence_id",
            "record_name",
            "field_name",
            "field_label",
            "old_value",
            "new_value",
            "reason",
            "user_id",
            "create_date",
        ),
        chain="lead_id",
    )

    lead_id = fields.Many2one("crm.lead", "Project", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True)
    act = fields.Selection(
        [
            ("correct", "Corrected"),
            ("terminate", "Terminated"),
            ("withdraw", "Withdrawn"),
            ("reverse", "Recognition reversed"),
        ],
        "What was done",
        required=True,
    )
    evidence_kind = fields.Selection(KINDS, "Kind of record", required=True)
    evidence_id = fields.Integer("Number of the record", required=True)
    record_name = fields.Char("Record", required=True)
    field_name = fields.Char("Name of the field", required=True)
    field_label = fields.Char("What was changed", required=True)
    old_value = fields.Char("Value before", help=VALUE_HELP)
    new_value = fields.Char("Value after", help=VALUE_HELP)
    reason = fields.Char(required=True)
    user_id = fields.Many2one("res.users", "Changed by", required=True)
    create_date = fields.Datetime("Changed at")

    # serves the list of a record's corrections
    _record_idx = models.Index("(evidence_kind, evidence_id)")

    @api.model
    def _kfz_enter(self, record, lead, act, changed, reason):
        """Append what an act changed, and say so in the project's chatter.

        :param changed: {field: (text before, text after)}
        """
        self._kfz_enter_each(act, [(record, lead, changed)], reason)

    @api.model
    def _kfz_enter_each(self, act, made, reason):
        """The same of several records at once.

        :param made: (record, project, {field: (text before, text after)}) of each
        """
        rows = [row for each in made for row in self._kfz_rows(act, *each, reason)]
        # sudo: acts alone write the trace; the right to the act was checked by the act
        self.sudo().create(rows)
        for record, lead, changed in () if is_quiet(self.env) else made:
            lead._kfz_note(self._kfz_body(record, act, changed, reason))

    @api.model
    def _kfz_rows(self, act, record, lead, changed, reason):
        record.ensure_one()
        common = {
            "lead_id": lead.id,
            "company_id": lead.company_id.id,
            "act": act,
            "evidence_kind": record._name,
            "evidence_id": record.id,
            "record_name": record._kfz_words(),
            "reason": reason,
            "user_id": self.env.uid,
        }
        return [
            {
                **common,
                "field_name": name,
                "field_label": record._fields[name]._description_string(self.env),
                "old_value": old,
                "new_value": new,
            }
            for name, (old, new) in changed.items()
        ]

    @api.model
    def _kfz_body(self, record, act, changed, reason):
        acts = dict(self._fields["act"]._description_selection(self.env))
        labels = {name: record._fields[name]._description_string(self.env) for name in changed}
        rows = Markup().join(
            Markup("<li>%s: %s → %s</li>") % (labels[name], old or "–", new or "–")
            for name, (old, new) in changed.items()
        )
        return Markup("<p>%s: %s</p><ul>%s</ul><p>%s</p>") % (
            acts[act],
            record._kfz_words(),
            rows,
            self.env._("Reason: %(reason)s", reason=reason),
        )
