from odoo import api, fields, models

from .period_words import day_text

#: fields that say nothing about a rule
_SILENT = ("id", "display_name", "create_uid", "create_date", "write_uid", "write_date")


class KfzRuleChange(models.Model):
    """A change of a rule by which projects are judged, or of a channel of messages: who, when (UTC), what it said before and after. Rows are only added.

    What is kept are codes; words are made in the reader's language. There is no link to the rule, which may be deleted: that is
    a change as well.
    """

    _name = "kfz.rule.change"
    _description = "Changes of rules"
    _inherit = ["kfz.append.only.mixin"]
    _order = "id desc"

    name = fields.Char(
        "Name of the rule", required=True, readonly=True, help="Its name after the change."
    )
    model = fields.Char("Technical name", required=True, readonly=True)
    rule_number = fields.Integer("Number of the rule", required=True, readonly=True, index=True)
    sort = fields.Char("Kind of rule", compute="_compute_words")
    company_id = fields.Many2one(
        "res.company", "Zone", readonly=True, index=True, help="Empty: common to all zones."
    )
    act = fields.Selection(
        [("created", "Entered"), ("changed", "Changed"), ("deleted", "Deleted")],
        "What was done",
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users", "Changed by", required=True, readonly=True, ondelete="restrict"
    )
    create_date = fields.Datetime("Changed on")
    data = fields.Json(
        "Terms (codes)", readonly=True, exportable=False, export_string_translation=False
    )
    what = fields.Text("What changed", compute="_compute_words")

    @api.depends("data", "model")
    @api.depends_context("lang")
    def _compute_words(self):
        for change in self:
            rules = self.env.get(change.model)
            is_known = rules is not None
            change.sort = self.env["ir.model"]._get(change.model).name if is_known else False
            change.what = change._kfz_words(rules) if is_known else False

    def _kfz_words(self, rules):
        """One line per term: its label, what it was and what it is."""
        lines = []
        for name, (old, new) in (self.data or {}).items():
            field = rules._fields.get(name)
            if not field:
                continue
            words = {
                "term": field._description_string(self.env),
                "old": self._kfz_value_words(field, old),
                "new": self._kfz_value_words(field, new),
            }
            if self.act == "created":
                lines.append(self.env._("%(term)s: %(new)s", **words))
            else:
                lines.append(self.env._("%(term)s: %(old)s → %(new)s", **words))
        return "\n".join(lines)

    @api.model
    def _kfz_value_words(self, field, value):
        """A term as it is read."""
        if field.type == "boolean" and value is not None:
            return self.env._("yes") if value else self.env._("no")
        if value in (None, False, ""):
            return "—"
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "date":
            return day_text(self.env, fields.Date.to_date(value))
        return str(value)


class KfzHistoryMixin(models.AbstractModel):
    """Whatever is done to a record leaves its entry, whoever does it."""

    _name = "kfz.history.mixin"
    _description = "Record whose changes are kept"

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._kfz_enter_changes("created", {rule: {} for rule in rules})
        return rules

    def write(self, vals):
        before = {rule: rule._kfz_terms() for rule in self}
        result = super().write(vals)
        self._kfz_enter_changes("changed", before)
        return result

    def unlink(self):
        gone = [rule._kfz_change("deleted", rule._kfz_terms(), {}) for rule in self]
        result = super().unlink()
        self._kfz_keep_changes(gone)
        return result

    def _kfz_write_in_name(self, vals):
        """Write as the system what the user of this call decides, after its checks: the entry names the user."""
        before = {rule: rule._kfz_terms() for rule in self}
        self._kfz_write_unrecorded(vals)
        self._kfz_enter_changes("changed", before)

    def _kfz_write_unrecorded(self, vals):
        """Write as the system, past :meth:`write` of this mixin and of the models that have it: the caller makes the entry."""
        # sudo: the caller has checked, or takes part in a write that was
        system = self._kfz_as_system()
        super(KfzHistoryMixin, system).write(vals)  # pylint: disable=super-method-mismatch

    def _kfz_terms(self):
        """What the rule says, in plain values."""
        return {
            name: self._kfz_plain_term(field)
            for name, field in self._fields.items()
            if field.store and name not in _SILENT and field.type != "one2many"
        }

    def _kfz_plain_term(self, field):
        value = self[field.name]
        if field.relational:
            return "、".join(each.display_name for each in value) or None
        return value.isoformat() if hasattr(value, "isoformat") else value

    def _kfz_enter_changes(self, act, before):
        changes = [rule._kfz_change(act, before[rule], rule._kfz_terms()) for rule in self]
        self._kfz_keep_changes([change for change in changes if change["data"]])

    def _kfz_change(self, act, old, new):
        """The entry of one change: the terms that differ; of a new or deleted rule those that say something."""
        names = dict.fromkeys([*old, *new])
        pairs = {name: [old.get(name), new.get(name)] for name in names}
        return {
            "name": self.name or str(self.id),
            "model": self._name,
            "rule_number": self.id,
            "company_id": self.company_id.id,
            "act": act,
            "user_id": self.env.uid,
            "data": {
                name: pair
                for name, pair in pairs.items()
                if pair[0] != pair[1] and (pair[0] or pair[1] or act == "changed")
            },
        }

    def _kfz_keep_changes(self, changes):
        # what the addon brings with an update is no change of anybody's
        if changes and self.env.registry.ready:
            # sudo: nobody enters the ledger; who it was is the user of this call
            self.env["kfz.rule.change"]._kfz_as_system().create(changes)

    def action_rule_history(self):
        """The changes of this rule, the latest first."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_rule_change_action")
        return {
            **action,
            "domain": [("model", "=", self._name), ("rule_number", "=", self.id)],
            "context": {},
        }


class KfzCommonOrOwnMixin(models.AbstractModel):
    """A rule that is eased makes lights green and deadlines later, so its changes are kept."""

    _name = "kfz.common.or.own.mixin"
    _inherit = ["kfz.common.or.own.mixin", "kfz.history.mixin"]
