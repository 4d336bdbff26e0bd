from odoo import api, fields, models
from odoo.fields import Domain


class KfzPoolSheetMixin(models.AbstractModel):
    """A sheet of the joint pool, written by the system; its chatter is visible to the zones that can read the sheet.

    A sheet has no followers: they would be notified by mail, beyond recall, and would show who works in another zone.
    Managers of the other zones get a plain notice in their inbox instead.
    """

    _name = "kfz.pool.sheet.mixin"
    _inherit = ["kfz.notice.mixin"]
    _description = "Sheet of the joint pool"
    _mail_post_access = "read"

    uid = fields.Char("Sheet number", required=True, readonly=True, copy=False)
    zone_id = fields.Many2one("res.company", "Zone", required=True, readonly=True, index=True)
    revision = fields.Integer(readonly=True, default=1)
    revised_on = fields.Datetime("Last change", readonly=True, default=fields.Datetime.now)
    is_ours = fields.Boolean("Ours", compute="_compute_is_ours", search="_search_is_ours")

    @api.depends("zone_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_is_ours(self):
        for sheet in self:
            sheet.is_ours = sheet.zone_id in self.env.companies

    def _search_is_ours(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = Domain("zone_id", "in", self.env.companies.ids)
        return domain if True in value else ~domain

    def _kfz_pool(self):
        """The action that opens the pool, and its name, for the link in a notice."""
        return "kfz_investment.kfz_pool_action", self.env._("Joint pool")

    def _kfz_other_zones(self):
        """The zones, apart from their own, that read these sheets."""
        return self.recipient_ids

    def _kfz_message_notice(self):
        """The notice to the managers of the other zones about a message."""
        return self.env._("There is a new message on a shared project.")

    def _kfz_set_documents(self, attachments):
        """Copy the selected documents onto the sheet, with nothing that leads back to the originals."""
        self.ensure_one()
        ticked = {(attachment.name, attachment.checksum): attachment for attachment in attachments}
        # files that came with a message are the chatter's
        copies = self.document_ids - self.message_ids.attachment_ids
        there = {(copy.name, copy.checksum) for copy in copies}
        copies.filtered(lambda copy: (copy.name, copy.checksum) not in ticked).unlink()
        missing = [attachment.id for key, attachment in ticked.items() if key not in there]
        attachments.browse(missing)._kfz_copy_to(self)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        return True

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        return True

    def message_post(self, **kwargs):
        """A user's message is announced to the managers of the other zones, without its text."""
        message = super().message_post(
            **{**kwargs, "partner_ids": self._kfz_readers(kwargs.get("partner_ids"))}
        )
        if message.message_type == "comment" and not self.env.su:
            own = self.env.companies
            # sudo: a reader of the sheet knows its zones; their managers are only notified, not shown
            sheet = self.sudo()
            others = (sheet.zone_id | sheet._kfz_other_zones()) - own
            if others:
                self._kfz_tell(others, self._kfz_message_notice())
        return message

    def message_notify(self, *, partner_ids=False, **kwargs):
        readers = self._kfz_readers(partner_ids)
        return (
            super().message_notify(partner_ids=readers, **kwargs)
            if readers
            else self.env["mail.message"]
        )

    def _message_update_content(self, message, /, *, partner_ids=None, **kwargs):
        readers = None if partner_ids is None else self._kfz_readers(partner_ids)
        return super()._message_update_content(message, partner_ids=readers, **kwargs)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Only for users who can read the sheet."""
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        readers = set(self._kfz_readers([data["id"] for data in recipients]))
        return [data for data in recipients if data["id"] in readers]

    def _kfz_readers(self, partner_ids):
        """The partners among these whose user can read the sheet: a mention would show the message to others too."""
        # sudo: the rights of the mentioned user decide, not what the author may see of colleagues elsewhere
        users = self.env["res.partner"].sudo().browse(partner_ids or []).user_ids.filtered("active")
        return [
            user.partner_id.id
            for user in users
            if user._is_internal()
            and self.with_user(user)
            .with_context(allowed_company_ids=user.company_ids.ids)
            .has_access("read")
        ]

    def _kfz_forget(self, zones):
        """Remove inbox notices, mentions, stars and reactions of the zones' users from the messages of sheets of one zone."""
        # sudo: users of other zones are looked up to remove their traces
        people = (
            self.env["res.users"]
            .sudo()
            .with_context(active_test=False)
            .search([("company_ids", "in", zones.ids)])
            .filtered(lambda user: not user.company_ids & self.zone_id)
            .partner_id
        )
        # sudo: inbox notices belong to their reader
        messages = (
            self.env["mail.message"]
            .sudo()
            .search([("model", "=", self._name), ("res_id", "in", self.ids)])
        )
        messages.notification_ids.filtered(lambda notice: notice.res_partner_id in people).unlink()
        for message in messages.filtered(
            lambda message: (message.partner_ids | message.starred_partner_ids) & people
        ):
            message.write(
                {
                    "partner_ids": [(3, partner.id) for partner in people],
                    "starred_partner_ids": [(3, partner.id) for partner in people],
                }
            )
        # sudo: as above; a reaction would show that they could read the sheet
        messages.reaction_ids.filtered(lambda reaction: reaction.partner_id in people).unlink()

    def _kfz_tell(self, zones, text, page=None):
        """Leads to the pool unless another page is given."""
        super()._kfz_tell(zones, text, page or self._kfz_pool())
