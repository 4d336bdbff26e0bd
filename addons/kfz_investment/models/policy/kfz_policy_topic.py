from odoo import fields, models


class KfzPolicyTopic(models.Model):
    """What a clause of a policy is about: common words, so that the zones stand side by side. The administrator's."""

    _name = "kfz.policy.topic"
    _description = "Policy topic"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
