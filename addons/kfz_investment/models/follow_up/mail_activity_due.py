from odoo import fields, models

#: what has a day for which the system makes an activity
WATCHED = ("kfz.promise", "kfz.issue")


class MailActivity(models.Model):
    """Activities that follow the day of a promise or an issue."""

    _inherit = "mail.activity"

    # for the system alone, as those of visits
    kfz_due_model = fields.Char(
        "Made for the records of", readonly=True, copy=False, groups=fields.NO_ACCESS
    )
    kfz_due_id = fields.Many2oneReference(
        "Made for the record",
        model_field="kfz_due_model",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups=fields.NO_ACCESS,
    )
    kfz_due_turn = fields.Integer(
        "Made for the turn", readonly=True, copy=False, groups=fields.NO_ACCESS
    )

    def _action_done(self, feedback=False, attachment_ids=None):
        # sudo: the fields are the system's
        mine = self.sudo().filtered(lambda each: each.active and each.kfz_due_model in WATCHED)
        done = {}
        for activity in mine:
            done.setdefault(activity.kfz_due_model, []).append(activity.kfz_due_id)
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        for model, idents in done.items():
            self.env[model].browse(idents).exists()._kfz_activity_done(feedback)
        return result
