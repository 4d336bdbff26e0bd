from odoo import api, fields, models


class KfzEntryType(models.Model):
    """How an enterprise works inside the zone: the 22 types of plan P1, annex 7, section two."""

    _name = "kfz.entry.type"
    _description = "Entry type"
    _order = "family, number"
    # an officer types what the enterprise does: where materials come from, where goods go
    _rec_names_search = ["name", "code", "flow", "advantage"]

    name = fields.Char("Entry type", required=True, translate=True)
    code = fields.Char(required=True, help="Letter of the family and number in annex 7, e.g. P3.")
    family = fields.Selection(
        [
            ("1_processing", "Bonded processing"),
            ("2_logistics", "Bonded logistics"),
            ("3_services", "Bonded services"),
        ],
        required=True,
    )
    number = fields.Integer(required=True, help="Number within the family, as annex 7 counts.")
    flow = fields.Text(
        "Materials and goods", translate=True, help="Where materials come from and where goods go."
    )
    advantage = fields.Text(translate=True, help="What the enterprise mainly gains in the zone.")
    source = fields.Char(compute="_compute_source", help="Where the plan describes the type.")
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint("UNIQUE(code)", "Another entry type has this code.")

    @api.depends("family", "number")
    @api.depends_context("lang")
    def _compute_source(self):
        families = dict(self._fields["family"]._description_selection(self.env))
        for entry in self:
            entry.source = self.env._(
                "14th Five-Year industrial plan of the zone, annex 7, section 2, %(family)s, no. %(number)s",
                family=families.get(entry.family, ""),
                number=entry.number,
            )

    @api.depends("name", "code", "flow")
    @api.depends_context("lang", "formatted_display_name")
    def _compute_display_name(self):
        """In a list of choices, materials and goods stand beside the name: several types differ in these alone."""
        is_choice = self.env.context.get("formatted_display_name")
        for entry in self:
            shown = is_choice and entry.flow
            entry.display_name = f"{entry.name}\t--{entry.flow}--" if shown else entry.name

    def _kfz_name_columns(self):
        # the page of a project shows these beside the name
        return [*super()._kfz_name_columns(), self._fields["advantage"]]


class CrmLead(models.Model):
    """What the chosen entry type means, on the project's page."""

    _inherit = "crm.lead"

    entry_type_flow = fields.Text(related="entry_type_id.flow")
    entry_type_advantage = fields.Text("Advantages", related="entry_type_id.advantage")
