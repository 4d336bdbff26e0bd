from markupsafe import Markup
from odoo import models

from ..base.lists import comma


class CrmLead(models.Model):
    """What a change of several projects at once leaves in the history of each."""

    _inherit = "crm.lead"

    def _kfz_shown(self, name):
        """The value of a field in words, empty when there is none."""
        value = self[name]
        if isinstance(value, models.BaseModel):
            return comma(self.env).join(value.mapped("display_name"))
        return str(value or "")

    def _kfz_log_edit(self, before, others):
        """Note what the history does not track by itself, with the old values, so that it can be put back.

        :param before: {field: its value in words before}
        :param int others: projects that were changed together with this one
        """
        self.ensure_one()
        changed = [
            self.env._(
                "%(field)s: %(old)s → %(new)s",
                field=self._kfz_field_label(name),
                old=old or "–",
                new=self._kfz_shown(name) or "–",
            )
            for name, old in before.items()
            if old != self._kfz_shown(name)
        ]
        if not changed:
            return
        if others:
            changed.insert(
                0, self.env._("Changed together with %(count)s other projects.", count=others)
            )
        self._message_log(body=Markup("<br/>").join(changed))
