from odoo import models
from odoo.fields import Domain

from .documents_asked import asked_of
from .ir_rule import document_among
from .kfz_zone_stamp_mixin import STAMPED
from .mail_activity import asked_about

#: core models whose rows stand on a document, and the field that names its model
ABOUT = {"mail.message": "model", "mail.activity": "res_model"}

#: the core models of which only those who work with all of a zone read everything
LIMITED = frozenset({"res.partner", "ir.attachment", *STAMPED, *ABOUT})


class IrRule(models.Model):
    """Within a zone, contacts, meetings, chatter and saved words are for those who work with all of it.

    Everybody else (the joint office, verifiers, lead officials, task forces, employees without a role) reads the own ones,
    and what a role brings: ``_kfz_role_reads``. The joint office works in all zones, so that no company rule stops it.
    """

    _inherit = "ir.rule"

    def _kfz_guard(self, model_name, mode):
        guard = super()._kfz_guard(model_name, mode)
        if model_name not in LIMITED or not self._kfz_is_limited():
            return guard
        own = self._kfz_own(model_name)
        return guard & (own | self._kfz_role_reads(model_name, mode))

    def _kfz_is_limited(self):
        """Whether the user is a colleague in a zone who does not work with all of it."""
        return (
            self.env.user.has_group("base.group_user")
            and self._kfz_in_zone()
            and not self._kfz_reads_all_of_zone()
        )

    def _kfz_own(self, model_name):
        if model_name == "ir.attachment":
            return self._kfz_own_files()
        if model_name in ABOUT:
            return self._kfz_about_readable(ABOUT[model_name])
        if model_name == "res.partner":
            return self._kfz_own_partners()
        if model_name == "calendar.event":
            me = self.env.user.partner_id.id
            return Domain("user_id", "=", self.env.uid) | Domain("partner_ids", "in", [me])
        if model_name == "discuss.channel":
            return self._kfz_own_channels()
        return Domain("kfz_zone_id", "=", False) | Domain("create_uid", "=", self.env.uid)

    def _kfz_own_partners(self):
        """Colleagues, and the identity of what is common: enterprises of the directory, zones."""
        common = Domain("company_id", "=", False) & Domain("is_company", "=", True)
        return Domain("partner_share", "=", False) | common

    def _kfz_own_channels(self):
        """An open channel is for the colleagues of its zone; the joint office is no zone's."""
        if not self.env.user.has_group("kfz_investment.group_kfz_joint_office"):
            return Domain.TRUE
        return Domain("kfz_zone_id", "=", False) | Domain("is_member", "=", True)

    def _kfz_about_readable(self, field):
        """Messages and activities on what the user can read now: core shows them for ever to whom they were once addressed.

        :param field: the one that names the document's model
        """
        models = [name for name in self._kfz_followed_models() if name != "discuss.channel"]
        about = Domain(field, "not in", models)
        is_activity = field == ABOUT["mail.activity"]
        asked = asked_about(self.env) if is_activity else asked_of(self.env, "mail.message")
        for name in models:
            if (asked is None or name in asked) and self.env[name].has_access("read"):
                readable = document_among(name, self._kfz_talked_about(name))
                about |= Domain(field, "=", name) & Domain.custom(to_sql=readable)
        return about

    def _kfz_talked_about(self, model_name):
        """Of partners, fewer than whose names the user reads."""
        readable = super()._kfz_talked_about(model_name)
        if model_name == "res.partner" and self._kfz_is_limited():
            return readable & (Domain("partner_share", "=", False) | self._kfz_role_partners())
        return readable

    def _kfz_own_files(self):
        """Files of a partner are as private as its chatter, its pictures are not."""
        partners = document_among("res.partner", self._kfz_talked_about("res.partner"))
        return (
            Domain("res_model", "!=", "res.partner")
            | Domain("res_field", "!=", False)
            | Domain.custom(to_sql=partners)
        )
