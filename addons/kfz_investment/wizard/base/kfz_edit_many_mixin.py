import contextlib

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

#: Records that one window changes: each passes its gates on its own, within one transaction.
MOST = 100


class KfzEditManyMixin(models.AbstractModel):
    """Change the records that are ticked in a list, one by one, by the same methods and with the same rights as on their page.

    All are changed or none: where one is refused, nothing is kept, and the window says which and why. The others are changed
    only when the user says so. A model that uses this mixin names its records in ``_kfz_many`` and overrides ``_kfz_change``.
    """

    _name = "kfz.edit.many.mixin"
    _description = "Change several records"

    #: the field that links to the records
    _kfz_many = None

    refused = fields.Text("Cannot be changed", readonly=True)
    refused_count = fields.Integer(readonly=True)
    total = fields.Integer("Selected", compute="_compute_total")

    def _compute_total(self):
        for wizard in self:
            wizard.total = len(wizard[self._kfz_many])

    def _kfz_change(self, record):
        """Change one record.

        :raises UserError: when it is refused
        """
        raise NotImplementedError

    def _kfz_wants(self):
        """Whether the user has entered anything to change."""
        raise NotImplementedError

    def action_apply(self):
        """Change all records, or none of them."""
        return self._kfz_apply(some=False)

    def action_apply_others(self):
        """Change those that are not refused."""
        return self._kfz_apply(some=True)

    def _kfz_apply(self, some):
        self.ensure_one()
        records = self._kfz_checked()
        # what mail and notices would send for a change that is taken back: mails wait in the queue, which is taken back with it
        records = records.with_context(mail_notify_force_send=False)
        refusals = {}
        with contextlib.closing(self.env.cr.savepoint()) as whole:
            for record in records:
                if refusal := self._kfz_try(record):
                    refusals[record.id] = refusal
            kept = not refusals or (some and len(refusals) < len(records))
            if kept:
                whole.close(rollback=False)
        if kept:
            return self._kfz_done(len(records) - len(refusals), refusals)
        self._kfz_may_set("refused", "refused_count").write(
            {"refused": "\n".join(refusals.values()), "refused_count": len(refusals)}
        )
        return self._kfz_again()

    def _kfz_checked(self):
        """The records, found by the user's own rules.

        :raises UserError: when there are too many, or none, or when nothing is to be changed
        """
        field = self._fields[self._kfz_many]
        found = self.env[field.comodel_name].with_context(active_test=False)
        records = found.search(Domain("id", "in", self[self._kfz_many].ids))
        if not records:
            raise UserError(self.env._("Tick the rows that you want to change first."))
        if len(records) > MOST:
            raise UserError(
                self.env._(
                    "You have ticked %(count)s rows. At most %(most)s are changed at once: tick fewer, or change them in parts.",
                    count=len(records),
                    most=MOST,
                )
            )
        if not self._kfz_wants():
            raise UserError(self.env._("Fill in at least one field: empty ones stay as they are."))
        return records.with_context(active_test=True)

    def _kfz_try(self, record):
        """Change one record; what was written of it is taken back when it is refused.

        :return: why it was refused, in one sentence that names it, or None
        """
        # before it is changed: whoever gives a project away does not see it afterwards
        name = record.display_name
        try:
            with self.env.cr.savepoint():
                self._kfz_change(record)
        except UserError as error:
            words = " ".join(str(error).split())
            if name in words:
                return f"• {words}"
            return self.env._("• “%(name)s”: %(reason)s", name=name, reason=words)
        return None

    def _kfz_again(self):
        """The same window with what was refused."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env["ir.model"]._get(self._name).name,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }

    def _kfz_done(self, count, refusals):
        """Close the window and say what was done."""
        message = self.env._("%(count)s changed.", count=count)
        if refusals:
            message = self.env._(
                "%(count)s changed. These stay as they were:\n%(refusals)s",
                count=count,
                refusals="\n".join(refusals.values()),
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "warning" if refusals else "success",
                "sticky": bool(refusals),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
