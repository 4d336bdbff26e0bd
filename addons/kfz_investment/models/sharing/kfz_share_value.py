from odoo import fields, models

from ...domain import sharing


class KfzShareValue(models.Model):
    """A value that a share level may include. The list is closed; each value means columns of the sheet."""

    _name = "kfz.share.value"
    _description = "Value of a share level"
    _order = "sequence, id"

    name = fields.Char("Value of a share level", required=True, translate=True)
    code = fields.Selection([(code, code) for code in sharing.VALUES], required=True, readonly=True)
    sequence = fields.Integer(default=10)

    _code_unique = models.UniqueIndex("(code)", "This value already exists.")
