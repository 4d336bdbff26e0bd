from odoo.tests import HttpCase, tagged

from .share_common import ShareCase


@tagged('post_install', '-at_install')
class TestShareTour(HttpCase, ShareCase):
    """Sharing, answer, transfer and the thread back, by the people of two zones in a real browser, in Chinese."""

    def test_share_answer_transfer_and_milestones_back(self):
        self.env['res.lang']._activate_lang('zh_CN')
        (self.manager | self.manager_b).write({'lang': 'zh_CN', 'tz': 'Asia/Shanghai'})
        lead = self._project(
            'negotiation', name="示例冷链项目", site_need="示例用地 30 亩", partner_id=self._enterprise("示例巡检供应链有限公司").id)
        self.start_tour('/odoo/kfz-projects', 'kfz_pool_share_tour', login='kfz_manager', timeout=120)
        self.start_tour('/odoo/kfz-pool', 'kfz_pool_answer_tour', login='kfz_manager_b', timeout=120)
        self.start_tour('/odoo/kfz-pool', 'kfz_pool_accept_tour', login='kfz_manager', timeout=120)
        self.env.invalidate_all()
        self.assertEqual((lead.condition, lead.transferred_zone_id), ('transferred', self.zone_b))
        opened = self.env['crm.lead'].search([('origin_project_code', '=', lead.project_code)])
        split = self.env['kfz.benefit.split'].with_user(self.manager).create({
            'sheet_id': self.env['kfz.shared.project'].search([('uid', '=', opened.origin_sheet_uid)]).id,
            'year_from': self.today.year - 1, 'year_to': self.today.year + 1,
            'line_ids': [(0, 0, {'company_id': self.zone_a.id, 'percentage': 60}),
                         (0, 0, {'company_id': self.zone_b.id, 'percentage': 40})]})
        split.with_user(self.manager_b).action_agree()
        opened.write({**self._evidence_values('landed', self.zone_b), 'user_id': self.manager_b.id})
        opened.stage_id = self.stages['landed']
        self._commit()
        self.start_tour('/odoo/kfz-pool', 'kfz_pool_thread_tour', login='kfz_manager', timeout=120)
