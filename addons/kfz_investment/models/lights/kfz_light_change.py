from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from ...domain import light_facts, light_told
from ..base.lists import comma
from ..base.period_words import day_text
from .light_rows import recordset
from .light_words import KINDS, LIGHTS

#: what an entry says: {column: its type in the database}
COLUMNS = {
    "lead_id": "int",
    "company_id": "int",
    "kind": "varchar",
    "light": "varchar",
    "light_before": "varchar",
    "rule_id": "int",
    "since": "date",
    "known_on": "date",
    "data": "jsonb",
    "is_worse": "boolean",
}


def _while_it_lasted(entries, reasons):
    """(entry, reasons that were given while its light lasted) of one project.

    :param entries: in their order; of several of one day the last counts
    """
    found = {}
    for reason in reasons:
        before = [entry for entry in entries if entry.known_on <= reason.given_on]
        if before:
            found[before[-1]] = found.get(before[-1], reasons.browse()) | reason
    return found.items()


class KfzLightChange(models.Model):
    """A light that turned, as it was known then: by which rule, since when, why, and who was told. Rows are only added.

    Words are made from codes in the reader's language. ``since`` is the day by the rule; ``known_on`` the day on which the
    system saw it, which is later after a missed night.
    """

    _name = "kfz.light.change"
    _description = "Change of a light"
    _inherit = ["kfz.append.only.mixin"]
    _order = "id desc"
    _rec_name = "light"

    lead_id = fields.Many2one("crm.lead", "Project", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True)
    kind = fields.Selection(KINDS, "Which light", required=True)
    light = fields.Selection(LIGHTS, "Turned", help="Empty: the project has no light any more.")
    light_before = fields.Selection(LIGHTS, "Light before")
    rule_id = fields.Many2one(
        "kfz.light.rule", "By rule", index="btree_not_null", ondelete="restrict"
    )
    since = fields.Date("Since when", help="The day on which it became so by the rule.")
    known_on = fields.Date("Seen on", required=True, index=True, help="The day in Shanghai.")
    data = fields.Json("Reason (codes)", exportable=False, export_string_translation=False)
    why = fields.Char("Why it turned", compute="_compute_why")
    reasons = fields.Char(
        "Reasons for standing still",
        compute="_compute_reasons",
        help="Given while this light of progress lasted, by day.",
    )
    is_worse = fields.Boolean(
        "Turned worse", compute="_compute_is_worse", store=True, precompute=True
    )
    told_user_ids = fields.Many2many(
        "res.users", "kfz_light_change_told_rel", "change_id", "user_id", "Who was told"
    )
    to_tell_user_ids = fields.Many2many(
        "res.users", string="Who is to be told", compute="_compute_to_tell_user_ids"
    )

    @api.depends("light", "light_before")
    def _compute_is_worse(self):
        for change in self:
            change.is_worse = bool(light_facts.worse(change.light_before, change.light))

    @api.depends("data", "light")
    @api.depends_context("lang")
    def _compute_why(self):
        for change in self:
            words = change._kfz_eased_words().get((change.data or {}).get("why"))
            change.why = words or change.lead_id._kfz_light_why(change.light, change.data)

    def _kfz_eased_words(self):
        """What is said of a light that is gone although nothing was mended."""
        return {
            "rule_off": self.env._("The rule that decided it does not count here any more."),
            "rule_changed": self.env._("The rule that decided it was changed."),
        }

    @api.depends("kind", "lead_id", "known_on")
    @api.depends_context("uid", "lang")
    def _compute_reasons(self):
        of_progress = self.filtered(lambda change: change.kind == "progress")
        self.reasons = False
        wanted = [("lead_id", "in", of_progress.lead_id.ids), ("kind", "=", "progress")]
        entries = self.search(wanted, order="id").grouped("lead_id")
        wanted = [("lead_id", "in", of_progress.lead_id.ids)]
        given = self.env["kfz.light.reason"].search(wanted, order="id").grouped("lead_id")
        for lead, reasons in given.items():
            for change, theirs in _while_it_lasted(entries.get(lead, self.browse()), reasons):
                if change in of_progress:
                    change.reasons = comma(self.env).join(
                        f"{day_text(self.env, each.given_on)} {each.name}" for each in theirs
                    )

    @api.depends("light", "light_before", "rule_id", "told_user_ids")
    def _compute_to_tell_user_ids(self):
        for change in self:
            change.to_tell_user_ids = change._kfz_to_tell() - change.told_user_ids

    def _kfz_to_tell(self):
        """Whom the rule wants to be told of this change, told or not: users who can sign in."""
        # sudo: the rule and the people of the project, whoever asks
        change = self.sudo()
        if not change.rule_id:
            return self.env["res.users"]
        # sudo: as above
        lead, users = change.lead_id, self.env["res.users"].sudo()
        roles = light_told.audience(change.light_before, change.light, change.rule_id._kfz_tells())
        if "account_manager" in roles:
            users |= lead.user_id
        if "lead_official" in roles:
            users |= (lead.lead_official_id | lead.responsible_unit_id).user_id
        if "managers" in roles:
            users |= self.env["kfz.notice.mixin"]._kfz_managers_of(change.company_id)
        return users.filtered(lambda user: user.active and not user.share).with_env(self.env)

    @api.model
    def _kfz_enter(self, entries):
        """Append entries with one statement, whatever their number; called by the evaluation alone."""
        if not entries:
            return
        names = SQL(", ").join(map(SQL.identifier, COLUMNS))
        self.env.cr.execute(
            SQL(
                """INSERT INTO kfz_light_change (%s, create_uid, write_uid, create_date, write_date)
                   SELECT %s, %s, %s, %s, %s FROM %s""",
                names,
                names,
                SUPERUSER_ID,
                SUPERUSER_ID,
                self.env.cr.now(),
                self.env.cr.now(),
                recordset(entries, COLUMNS),
            )
        )
        leads = self.env["crm.lead"].browse({entry["lead_id"] for entry in entries})
        leads.invalidate_recordset(["light_change_ids"], flush=False)

    def _kfz_told(self, users):
        """Note that users were told; called by the digest that has told them. Whoever was noted already stays so."""
        pairs = [(change, user) for change in self.ids for user in users.ids]
        if pairs:
            # a ledger's own row is fixed; who was told is known only afterwards, and stands in a table beside it
            self.env.cr.execute(
                SQL(
                    "INSERT INTO kfz_light_change_told_rel (change_id, user_id) VALUES %s ON CONFLICT DO NOTHING",
                    SQL(", ").join(SQL("%s", pair) for pair in pairs),
                )
            )
            self.invalidate_recordset(["told_user_ids", "to_tell_user_ids"], flush=False)
