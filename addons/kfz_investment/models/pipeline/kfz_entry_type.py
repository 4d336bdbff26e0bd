from odoo import fields, models


class KfzEntryType(models.Model):
    """How an enterprise works inside the zone: the 22 types of plan P1, annex 7, section two."""

    _name = "kfz.entry.type"
    _description = "Entry type"
    _order = "family, number"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
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
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint("UNIQUE(code)", "Another entry type has this code.")
