from odoo import fields, models


class KfzRecognition(models.Model):
    """A list or honour that an enterprise holds (世界500强, 专精特新 …); zones add their own as data."""

    _name = "kfz.recognition"
    _description = "Recognition of an enterprise"
    _order = "sequence, id"

    name = fields.Char("Recognition", required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint("UNIQUE(code)", "Another recognition has this code.")
