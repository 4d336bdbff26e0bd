from odoo import models


class KfzSharedProject(models.Model):
    """The chatter of a sheet: read by the zones that read the sheet, as long as they read it.

    Nobody follows a sheet: followers would be notified by mail, beyond recall, and would show who works in another zone.
    Managers of the other side find a plain notice in their inbox instead.
    """
    _inherit = 'kfz.shared.project'

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        return True

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        return True

    def message_post(self, **kwargs):
        """A message of a person is announced to the managers of the other zones, without its text."""
        message = super().message_post(**kwargs)
        if message.message_type == 'comment' and not self.env.su:
            own = self.env.companies
            # sudo: the zones on the sheet are known to whoever reads it; their managers are only reached
            sheet = self.sudo()
            others = (sheet.zone_id | sheet.recipient_ids) - own
            if others:
                self._kfz_tell(others, self.env._("A message was written on a shared project."))
        return message

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Notices stay in the house: in the inbox, and only for users who can read the sheet."""
        result = []
        for data in super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs):
            user = self.env['res.users'].browse(data['uid'] or [])
            if not user or data['ushare']:
                continue
            # sudo: the reader's own rights decide, not those of the sender
            reader = self.with_user(user).with_context(allowed_company_ids=user.sudo().company_ids.ids)
            if reader.has_access('read'):
                result.append({**data, 'notif': 'inbox'})
        return result

    def _kfz_forget(self, zones):
        """Take inbox notices, mentions and stars of the zones' people off the messages of sheets of one zone."""
        # sudo: the people of other zones are looked up to take something from them
        people = self.env['res.users'].sudo().with_context(active_test=False).search(
            [('company_ids', 'in', zones.ids)]).filtered(lambda user: not user.company_ids & self.zone_id).partner_id
        # sudo: inbox notices belong to their reader
        messages = self.env['mail.message'].sudo().search([('model', '=', self._name), ('res_id', 'in', self.ids)])
        messages.notification_ids.filtered(lambda notice: notice.res_partner_id in people).unlink()
        for message in messages.filtered(lambda message: (message.partner_ids | message.starred_partner_ids) & people):
            message.write({
                'partner_ids': [(3, partner.id) for partner in people],
                'starred_partner_ids': [(3, partner.id) for partner in people]})
        # sudo: as above; a rating or reaction of theirs tells that they were there
        messages.reaction_ids.filtered(lambda reaction: reaction.partner_id in people).unlink()
