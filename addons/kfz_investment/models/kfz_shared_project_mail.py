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
        message = super().message_post(**{**kwargs, 'partner_ids': self._kfz_readers(kwargs.get('partner_ids'))})
        if message.message_type == 'comment' and not self.env.user._is_superuser():
            own = self.env.companies
            # sudo: the zones on the sheet are known to whoever reads it; their managers are only reached
            sheet = self.sudo()
            others = (sheet.zone_id | sheet.recipient_ids) - own
            if others:
                self._kfz_tell(others, self.env._("A message was written on a shared project."))
        return message

    def message_notify(self, *, partner_ids=False, **kwargs):
        readers = self._kfz_readers(partner_ids)
        return super().message_notify(partner_ids=readers, **kwargs) if readers else self.env['mail.message']

    def _message_update_content(self, message, /, *, partner_ids=None, **kwargs):
        readers = None if partner_ids is None else self._kfz_readers(partner_ids)
        return super()._message_update_content(message, partner_ids=readers, **kwargs)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Notices stay in the house: in the inbox, and only for users who can read the sheet."""
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        readers = set(self._kfz_readers([data['id'] for data in recipients]))
        return [{**data, 'notif': 'inbox'} for data in recipients if data['id'] in readers]

    def _kfz_readers(self, partner_ids):
        """Of some partners, those whose user can read the sheet: a mention would show a message to anybody else."""
        # sudo: the rights of the one who is mentioned decide, not what the writer sees of colleagues elsewhere
        users = self.env['res.partner'].sudo().browse(partner_ids or []).user_ids.filtered('active')
        return [user.partner_id.id for user in users if user._is_internal() and self.with_user(user).with_context(
            allowed_company_ids=user.company_ids.ids).has_access('read')]

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
