from odoo import fields, models


class KfzPolicyTopic(models.Model):
    """The subject of a policy clause: a common list, maintained by the administrator, so that zones can be compared."""

    _name = "kfz.policy.topic"
    _description = "Policy topic"
    _order = "sequence, id"

    name = fields.Char("Topic", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
