from odoo import models
from odoo.exceptions import UserError


class MailThread(models.AbstractModel):
    """Nobody of another zone is mentioned in, or subscribed to, what belongs to one zone: they would get what is written."""
    _inherit = 'mail.thread'

    def message_post(self, **kwargs):
        if not self.env.su and self and self.env.user._is_internal() and not self._kfz_links_are_free():
            # before core looks at anything: a hidden record and one that does not exist are refused alike
            self.check_access('read')
        self._kfz_check_audience(kwargs.get('partner_ids'))
        return super().message_post(**kwargs)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        self._kfz_check_audience(partner_ids)
        return super().message_subscribe(partner_ids, subtype_ids)

    def _kfz_zone(self):
        """The zone to which these records are private, if there is one."""
        if 'company_id' not in self._fields or self._fields['company_id'].comodel_name != 'res.company':
            return self.env['res.company']
        # sudo: the zone of a record decides who may be told of it, whoever asks
        return self.sudo().company_id.filtered('zone_code')

    def _kfz_check_audience(self, partner_ids):
        """Refuse colleagues who do not work in the zone of these records.

        :raise UserError: names the first of them
        """
        if self.env.su or not self or not partner_ids or self._kfz_links_are_free():
            return
        strangers = self._kfz_strangers(self.env['res.partner'].browse(partner_ids), self._kfz_zone())
        if strangers:
            raise UserError(self.env._(
                "%(name)s does not work in this zone and cannot be told of its records. Share the project instead.",
                name=strangers[0].name))

    def _kfz_strangers(self, partners, zones):
        """The partners who are colleagues, none of whose users works in all of the zones."""
        # sudo: who works in which zone is needed to keep a secret, and is not shown
        colleagues = partners.sudo().filtered(lambda partner: any(not user.share for user in partner.user_ids))
        return colleagues.filtered(lambda partner: not any(zones <= user.company_ids for user in partner.user_ids))
