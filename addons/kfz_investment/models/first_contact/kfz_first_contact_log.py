from odoo import api, models

STATE = "kfz_first_contact"


def log_state(env):
    """An object that is another one after a claim or check was made or changed in this transaction."""
    return env.cr.cache.get(STATE)


def _mark(env):
    env.cr.cache[STATE] = object()


class KfzFirstContact(models.Model):
    """Whether anything is claimed while an enterprise is entered is known without asking the database."""

    _inherit = "kfz.first.contact"

    @api.model_create_multi
    def create(self, vals_list):
        _mark(self.env)
        return super().create(vals_list)

    def write(self, vals):
        _mark(self.env)
        return super().write(vals)


class KfzFirstContactCheck(models.Model):
    """The same of checks."""

    _inherit = "kfz.first.contact.check"

    @api.model_create_multi
    def create(self, vals_list):
        _mark(self.env)
        return super().create(vals_list)
