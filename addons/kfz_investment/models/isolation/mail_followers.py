from odoo import models
from odoo.addons.base.models.ir_attachment import condition_values
from odoo.fields import Domain


class Followed(frozenset):
    """Names of the models to which a search of followers is limited; a class of its own, since no client can send one."""


def is_followed(env, model_name):
    """Whether followers of this model can be among those that are searched."""
    followed = env.context.get("kfz_followed")
    return not isinstance(followed, Followed) or model_name in followed


class MailFollowers(models.Model):
    """The rule on followers asks for the documents of each model; a page asks for the followers of one."""

    _inherit = "mail.followers"

    def _search(self, domain, *args, **kwargs):
        domain = Domain(domain).optimize(self)
        # core's helper reads what is negated the wrong way round
        is_plain = all(part != "!" for part in domain)
        names = condition_values(self, "res_model", domain) if is_plain else None
        followed = None if names is None else Followed(names)
        searched = self.with_context(kfz_followed=followed)
        return super(MailFollowers, searched)._search(domain, *args, **kwargs)
