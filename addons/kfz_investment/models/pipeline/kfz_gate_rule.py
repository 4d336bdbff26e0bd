from odoo import api, fields, models, tools

from ...domain import calendar, gates


class KfzGateRule(models.Model):
    """One requirement for entering a stage and staying at or beyond it. Rules are data (design §3, rule 4)."""

    _name = "kfz.gate.rule"
    _description = "Gate rule"
    _inherit = ["kfz.cached.rows.mixin"]
    _order = "stage_sequence, sequence, id"
    _rec_name = "check_code"

    stage_id = fields.Many2one(
        "crm.stage",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("milestone", "!=", False)],
    )
    stage_sequence = fields.Integer("Stage order", related="stage_id.sequence", store=True)
    sequence = fields.Integer(default=10)
    check_code = fields.Selection(
        [
            ("enterprise", "Enterprise"),
            ("industry", "Industry"),
            ("investment", "Planned investment (or “not known yet”)"),
            ("account_manager", "Account manager"),
            ("interaction", "At least one visit or meeting"),
            ("industry_function", "Function of the zone (2+1+N)"),
            ("entry_type", "Entry type (annex 7)"),
            ("area", "Area of the zone"),
            ("site_need", "Site need"),
            ("lead_official_if_major", "Lead official (major project)"),
            ("lead_official", "Lead official"),
            ("formal_agreement", "Formal agreement in force"),
            ("formal_agreement_document", "Document of the formal agreement"),
            ("landing", "Landing recognised by a manager"),
            ("landing_evidence", "Evidence of the landing"),
            ("construction", "Date on which construction started"),
            ("construction_evidence", "Evidence that construction started"),
            ("production", "Date on which production started"),
            ("production_evidence", "Evidence that production started"),
            ("full_production", "Date on which full production was reached"),
            ("full_production_evidence", "Evidence of full production"),
        ],
        "Requirement",
        required=True,
    )
    date_from = fields.Date(
        "In force from",
        help="Projects that passed the stage before this date do not need it.",
    )
    date_to = fields.Date("In force until")
    company_id = fields.Many2one("res.company", "Zone", help="Empty: every zone.")
    active = fields.Boolean(default=True)

    _dates_ordered = models.Constraint(
        "CHECK(date_to IS NULL OR date_from IS NULL OR date_from <= date_to)",
        "A gate rule cannot end before it begins.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        # a rule created on screen takes effect today, so that it does not block projects already past its stage
        if not self.env.context.get("install_mode"):
            for vals in vals_list:
                vals.setdefault("date_from", calendar.today())
        return super().create(vals_list)

    @api.model
    @tools.ormcache()
    def _kfz_rules(self):
        """All gate rows in force at any time, as plain values for the evaluator."""
        # sudo: gates are the same for everybody and the evaluator also runs for users who may not read the configuration
        rules = self.sudo().search([("active", "=", True)])
        return tuple(
            gates.Rule(
                rule.check_code,
                rule.stage_id.id,
                rule.stage_sequence,
                rule.date_from or None,
                rule.date_to or None,
                rule.company_id.id or None,
            )
            for rule in rules
        )
