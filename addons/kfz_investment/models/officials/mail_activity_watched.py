from odoo import api, fields, models


class MailActivity(models.Model):
    """Activities that the system makes from a date that is kept elsewhere, and moves with it: the next step of a visit,
    the review of a dormant project, an expected signing that has passed.

    Whoever plans one by hand is left alone: only activities with ``kfz_watched_on`` are moved or removed.
    """

    _inherit = "mail.activity"

    # both for the system alone: who reads an activity need not read the visit
    kfz_interaction_id = fields.Many2one(
        "kfz.interaction",
        "Visit or meeting",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups=fields.NO_ACCESS,
    )
    kfz_watched_on = fields.Date(
        "Made for",
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,
        help="The date for which the system made or moved the activity.",
    )

    @api.model
    def _kfz_watched(self, domain):
        """The activities that the system made, done ones included, for itself to change."""
        # sudo: made for dates that whoever may not see the activity changes
        Activity = self.env["mail.activity"]._kfz_as_system().with_context(active_test=False)
        return Activity.search([("kfz_watched_on", "!=", False), *domain]).with_context(
            active_test=True
        )

    def _kfz_follow_date(self, wanted):
        """Let what the system made for one thing follow its date: once per date, whether it is still open or done.

        :param wanted: values of an activity with its ``date_deadline``, or None when nothing is to be done any more
        :return: the values of the activity that is still to be made, or None
        """
        waiting = self.filtered("active")
        if not wanted:
            waiting.unlink()
            return None
        made = self.filtered(lambda each: each.kfz_watched_on == wanted["kfz_watched_on"])
        if not waiting:
            return None if made else wanted
        stale = {
            name: value
            for name, value in wanted.items()
            if waiting._fields[name].convert_to_write(waiting[:1][name], waiting) != value
        }
        # a date that somebody moved on the activity itself stays until the watched one changes
        if waiting[:1].kfz_watched_on == wanted["kfz_watched_on"]:
            stale.pop("date_deadline", None)
        if stale:
            waiting[:1].write(stale)
        waiting[1:].unlink()
        return None

    @api.model
    def _kfz_make(self, rows, notify=True):
        """Make activities as the system; whoever caused one for themselves needs no notice of it.

        :param rows: values, of which None is passed over
        :param notify: whether the others get a message besides
        """
        rows, me = [vals for vals in rows if vals], self.env.uid
        # sudo: planned for colleagues, and on projects that the user only reads
        # one by one also where many visits are created at once: core's model needs its precomputed fields in the INSERT
        Activity = self.env["mail.activity"]._kfz_as_system().with_context(kfz_bulk=None)
        quiet = Activity.with_context(mail_activity_quick_update=True)
        told = [vals for vals in rows if notify and vals["user_id"] not in (me, False)]
        if silent := [vals for vals in rows if vals not in told]:
            quiet.create(silent)
        if told:
            Activity.create(told)

    def write(self, vals):
        result = super().write(vals)
        if "date_deadline" in vals and not self.env.su:
            self._kfz_move_steps(vals["date_deadline"])
        return result

    def _kfz_move_steps(self, day):
        """A next step that was put off on its activity is put off on its visit, too.

        :param day: as written
        """
        # sudo: who does the step moves its date, on a visit that a colleague recorded, too
        visits = self.sudo().filtered("active").kfz_interaction_id._kfz_as_system()
        me = self.env.user
        visits.filtered(
            lambda visit: visit.next_step_user_id == me or visit.with_user(me).has_access("write")
        ).next_step_date = day

    def _action_done(self, feedback=False, attachment_ids=None):
        # sudo: the field is the system's
        visits = self.sudo().filtered("active").kfz_interaction_id
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        visits._kfz_step_is_done()
        return result
