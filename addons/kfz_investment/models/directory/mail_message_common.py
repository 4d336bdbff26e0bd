"""No user's message stands on a record that all zones use: each zone would read what the others write there."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..guards.base_grants import may_set
from ..isolation.documents_asked import asked_of
from ..isolation.ir_rule import document_among

#: what the server logs on a record that it changes, and its notices, which only those read to whom they go
LOG, NOTICE = "notification", "user_notification"


class ResPartner(models.Model):
    """Core lets whoever may write a record write messages on it."""

    _inherit = "res.partner"

    # core looks into messages without asking for their rules, also from the users whose partners these are;
    # annotated: the fields stay core's, and no room that reads messages thereby uses this one
    message_ids: models.BaseModel = fields.One2many(bypass_search_access=False)
    website_message_ids: models.BaseModel = fields.One2many(bypass_search_access=False)

    def _kfz_check_takes_messages(self):
        """:raises UserError: for records that all zones use; the administrator of users writes on those of users and companies"""
        kinds = self._kfz_shared_kinds()
        is_keeper = self.env.user.has_group("base.group_erp_manager")
        for partner in self.filtered(lambda each: each.id in kinds):
            if kinds[partner.id] == "directory":
                raise UserError(
                    self.env._(
                        "%(name)s is in the common directory and all zones would read this message. "
                        "Write a private note or a message on your project instead.",
                        name=partner.name,
                    )
                )
            if not is_keeper:
                raise UserError(
                    self.env._(
                        "%(name)s belongs to a company or a colleague and all zones would read this message. Write it on your "
                        "project, or to the colleague in a chat, instead.",
                        name=partner.name,
                    )
                )


class MailMessage(models.Model):
    """Core posts messages by many ways, and all of them end here."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        """:raises UserError: for a message of a user on a record that all zones use"""
        messages = super().create(vals_list)
        # after core has refused hidden records
        messages._kfz_check_not_on_common()
        return messages

    def _kfz_check_not_on_common(self):
        # by the user, not by the rights: the dialogue for longer messages sends as superuser on the user's behalf
        if self.env.user._is_superuser():
            return
        is_logged = self.env.su or may_set(self, "author_id")
        passes = {LOG: is_logged, NOTICE: self.env.su}
        # sudo: only to find the records; the right to the messages is core's to check
        theirs = self.sudo().filtered(
            lambda each: (
                each.model == "res.partner"
                and not passes.get(each.message_type, False)
                and each.res_id
            )
        )
        partners = self.env["res.partner"].browse(set(theirs.mapped("res_id")))
        partners._kfz_check_takes_messages()


class MailScheduledMessage(models.Model):
    """A message for later is read on its record until it is sent."""

    _inherit = "mail.scheduled.message"

    @api.model_create_multi
    def create(self, vals_list):
        """:raises UserError: for a message on a record that all zones use"""
        messages = super().create(vals_list)
        if not self.env.user._is_superuser():
            # sudo: as for messages
            theirs = messages.sudo().filtered(lambda each: each.model == "res.partner")
            partners = self.env["res.partner"].browse(theirs.mapped("res_id"))
            partners._kfz_check_takes_messages()
        return messages


class IrRule(models.Model):
    """What stands on a common record all the same, from earlier times or as the server's log, is its author's to read."""

    _inherit = "ir.rule"

    def _kfz_guard(self, model_name, mode):
        guard = super()._kfz_guard(model_name, mode)
        if model_name == "mail.message" and mode != "create" and not self.env.user._is_system():
            guard &= self._kfz_common_message_guard()
        return guard

    def _kfz_common_message_guard(self):
        asked = asked_of(self.env, "mail.message")
        if asked is not None and "res.partner" not in asked:
            return Domain("model", "!=", "res.partner")
        me = self.env.user.partner_id.id
        ours = Domain("create_uid", "=", self.env.uid) | Domain("author_id", "=", me)
        elsewhere = Domain("model", "!=", "res.partner") | Domain("res_id", "in", [0, False])
        notices = Domain("message_type", "=", NOTICE)
        own = document_among("res.partner", ~self._kfz_common_partners(me))
        return elsewhere | notices | ours | Domain.custom(to_sql=own)

    def _kfz_common_partners(self, me):
        """The partners that all zones use, without the user's own profile."""
        common = Domain("is_enterprise", "=", True) | Domain("is_intermediary", "=", True)
        if self._kfz_in_zone():
            # sudo: which partners are companies is no secret; whoever adds a company clears the cache of rules
            Company = self.env["res.company"].sudo().with_context(active_test=False)
            profiles = Company.search([("partner_id", "!=", False)]).partner_id
            common |= Domain("id", "in", profiles.ids)
            common |= Domain("partner_share", "=", False) & Domain("id", "!=", me)
        return Domain("company_id", "=", False) & common
