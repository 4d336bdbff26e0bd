import contextlib
import logging
from unittest.mock import patch

from odoo.addons.base.models.ir_fields import IrFieldsConverter
from odoo.addons.base.models.ir_rule import IrRule
from odoo.addons.base.models.res_partner import ResPartner
from odoo.tests import tagged
from odoo.tools import mute_logger

from .isolation_common import SECRETS, IsolationCase
from .seeded_bugs import SEEDED

_logger = logging.getLogger(__name__)


@tagged('post_install', '-at_install')
class TestSeededBugs(IsolationCase):
    """The checks of isolation notice what they are there for: each seeded bug is caught, and none is seen without one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager_b.group_ids += cls.env.ref('base.group_no_one')
        cls.common = cls.env['res.partner'].create({'name': "共同企业二有限公司", 'is_enterprise': True, 'company_id': False})
        cls._project('lead', name="秘密共同项目", partner_id=cls.common.id, user=cls.manager)
        imported = cls.env['res.partner'].search([('name', '=', "秘密导入企业有限公司")])
        cls.env['res.partner'].create({
            'name': "乙区同号企业", 'is_company': True, 'vat': imported.vat, 'company_id': False})

    @mute_logger('odoo.sql_db', 'odoo.models', 'odoo.addons.base.models.ir_rule')
    def test_each_seeded_bug_is_caught(self):
        missed, false_alarms = [], []
        for label, seed, check, arguments in SEEDED:
            if alarm := self._undone(check, arguments):
                false_alarms.append((label, alarm))
            if not self._undone(check, arguments, seed):
                missed.append(label)
        _logger.info("SEEDED BUGS: %d seeded, %d missed, %d false alarms", len(SEEDED), len(missed), len(false_alarms))
        self.assertEqual((missed, false_alarms), ([], []))

    def _undone(self, check, arguments, seed=None):
        """What a check finds, with a bug if one is seeded; everything is as before afterwards."""
        savepoint = self.cr.savepoint()
        try:
            with contextlib.ExitStack() as stack:
                if seed:
                    (getattr(self, f'_seed_{seed}') if isinstance(seed, str) else seed)(self, stack)
                self.env.flush_all()
                self.env.registry.clear_cache()
                self.env.invalidate_all()
                return getattr(self, f'_{check}')(getattr(self, arguments[0]), *arguments[1:])
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()
            self.env.registry.clear_cache()

    # bugs that replace core's method by core's own

    def _seed_core_refusals(self, _case, stack):
        stack.enter_context(patch.object(
            self.env.registry['ir.rule'], '_make_access_error', IrRule._make_access_error))

    def _seed_core_same_vat(self, _case, stack):
        stack.enter_context(patch.object(
            self.env.registry['res.partner'], '_compute_same_vat_partner_id', ResPartner._compute_same_vat_partner_id))

    def _seed_core_import(self, _case, stack):
        stack.enter_context(patch.object(
            self.env.registry['ir.fields.converter'], 'db_id_for', IrFieldsConverter.db_id_for))

    # checks: each gives whether something of zone A shows

    def _reads(self, user, model):
        text = self._readable_text(user, [model])
        if any(secret in text for secret in SECRETS):
            return True
        seen = self.env[model].with_user(user).with_context(active_test=False).search([]).sudo()
        return bool(seen & self.env[model].browse(self.made.get(model, []))) or (
            'company_id' in seen and model.startswith('kfz.') and self.zone_a in seen.company_id and user not in self.zone_a.user_ids)

    def _probes(self, user, model, field, operation):
        return self._prober(user).reveals(model, field, operation)

    def _counts_projects(self, user):
        return self.common.with_user(user).kfz_project_count > 0

    def _sees_new_person(self, user):
        identifier, _name = self._caller(self.manager)('res.partner', 'name_create', "秘密随行人员")
        return self.env['res.partner'].browse(identifier).with_user(user).has_access('read')

    def _sees_phone_of_common(self, user):
        with contextlib.suppress(Exception), self.cr.savepoint():
            self._caller(self.manager)('res.partner', 'write', [self.common.id], {'phone': '0871-60000001'})
        return bool(self.common.with_user(user).phone)
