from odoo import models

from ...domain.outbox import shown_address

#: what is on record of a channel; who tested it and when stands on it
TERMS = ("name", "kind", "address", "state", "active")
#: where the kept keys are, by the fields in which they are entered
KEYS = {"new_token": "token", "new_secret": "secret"}
#: what stands on record for a key
HIDDEN = "•••"


class KfzChannel(models.Model):
    """Who changed where a channel leads and by which key, who switched it on and off: on record, without key and path."""

    _inherit = "kfz.channel"

    def _kfz_terms(self):
        # sudo: sealed keys, which are compared and not kept
        channel = self.sudo()
        return {
            **{name: self._kfz_plain_term(self._fields[name]) for name in TERMS},
            **{entered: channel[kept] or None for entered, kept in KEYS.items()},
        }

    def _kfz_change(self, act, old, new):
        change = super()._kfz_change(act, old, new)
        for name, pair in change["data"].items():
            if name in KEYS:
                change["data"][name] = [value and HIDDEN for value in pair]
            elif name == "address":
                change["data"][name] = [value and shown_address(value) for value in pair]
        return change
