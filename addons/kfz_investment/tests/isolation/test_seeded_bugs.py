import contextlib
import logging
from unittest.mock import patch

from odoo.addons.base.models.ir_fields import IrFieldsConverter
from odoo.addons.base.models.ir_rule import IrRule
from odoo.addons.base.models.res_partner import ResPartner
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..http_common import RpcCase
from . import controller_probes
from .guess_probes import NOWHERE
from .isolation_common import SECRETS, IsolationCase
from .seeded_bugs import SEEDED

_logger = logging.getLogger(__name__)


@tagged("post_install", "-at_install", "seeded")
class TestSeededBugs(IsolationCase, RpcCase):
    """The isolation checks catch each seeded bug, and raise no alarm without one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager_b.group_ids += cls.env.ref("base.group_no_one")
        cls.common = cls.env["res.partner"].create(
            {"name": "共同企业二有限公司", "is_enterprise": True, "company_id": False}
        )
        cls._project("lead", name="秘密共同项目", partner_id=cls.common.id, user=cls.manager)
        imported = cls.env["res.partner"].search([("name", "=", "秘密导入企业有限公司")])
        cls.env["res.partner"].create(
            {"name": "乙区同号企业", "is_company": True, "vat": imported.vat, "company_id": False}
        )

        cls.probers = {}
        cls._roles_of_zone_a()

    @classmethod
    def _roles_of_zone_a(cls):
        """The joint office of all zones; a lead official and a task force whose assignments are over or give no right."""
        cls.joint.company_ids = cls.zones
        secret = cls.env["crm.lead"].browse(cls.made["crm.lead"][0])
        ended = {"date_from": cls._days_ago(9), "date_to": cls._days_ago(1)}
        for user, values in (
            (cls.official, {"role": "responsible_unit", **ended}),
            (cls.taskforce, {"role": "responsible_unit"}),
        ):
            official = cls._official(f"示例{user.login}", user_id=user.id, is_unit=True)
            cls.env["kfz.assignment"].create(
                {"lead_id": secret.id, "official_id": official.id, **values}
            )

    @mute_logger("odoo.sql_db", "odoo.models", "odoo.addons.base.models.ir_rule", "odoo.http")
    def test_each_seeded_bug_is_caught(self):
        self.assertGreaterEqual(len(SEEDED), 40)
        for name in {arguments[0] for *_rest, check, arguments in SEEDED if check == "probes"}:
            # before any bug: what is hidden must be known
            self.probers[getattr(self, name)] = self._prober(getattr(self, name))
        for label, seed, check, arguments in SEEDED:
            with self.subTest(bug=label):
                self.assertFalse(
                    self._undone(check, arguments), "the check raises an alarm without a bug"
                )
                self.assertTrue(
                    self._undone(check, arguments, seed), "no check noticed the seeded bug"
                )
        _logger.info("SEEDED BUGS: %d rows", len(SEEDED))

    def _undone(self, check, arguments, seed=None):
        """What a check finds, with a bug if one is seeded; everything is as before afterwards."""
        savepoint = self.cr.savepoint()
        try:
            with contextlib.ExitStack() as stack:
                if seed:
                    (getattr(self, f"_seed_{seed}") if isinstance(seed, str) else seed)(self, stack)
                self.env.flush_all()
                self.env.registry.clear_cache()
                self.env.invalidate_all()
                return getattr(self, f"_{check}")(getattr(self, arguments[0]), *arguments[1:])
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()
            self.env.registry.clear_cache()

    # bugs that replace core's method by core's own

    def _seed_core_refusals(self, _case, stack):
        stack.enter_context(
            patch.object(
                self.env.registry["ir.rule"], "_make_access_error", IrRule._make_access_error
            )
        )

    def _seed_core_same_vat(self, _case, stack):
        stack.enter_context(
            patch.object(
                self.env.registry["res.partner"],
                "_compute_same_vat_partner_id",
                ResPartner._compute_same_vat_partner_id,
            )
        )

    def _seed_core_import(self, _case, stack):
        stack.enter_context(
            patch.object(
                self.env.registry["ir.fields.converter"], "db_id_for", IrFieldsConverter.db_id_for
            )
        )

    # checks: each returns whether anything of zone A shows

    def _reads(self, user, model):
        text = self._readable_text(user, [model])
        if any(secret in text for secret in SECRETS):
            return True
        seen = self.env[model].with_user(user).with_context(active_test=False).search([]).sudo()
        return bool(seen & self.env[model].browse(self.made.get(model, []))) or (
            "company_id" in seen
            and model.startswith("kfz.")
            and self.zone_a in seen.company_id
            and user not in self.zone_a.user_ids
        )

    def _leads_to_hidden(self, user, model, field):
        linked = self.env[model].with_user(user).search([])[field]
        return linked != linked._filtered_access("read")

    def _probes(self, user, model, field, operation):
        return self.probers[user].reveals(model, field, operation)

    def _asks(self, user, route, model):
        hidden = self._hidden(user)
        probe = next(
            probe for probe in controller_probes.probes() if probe[1] == route and probe[3] == model
        )
        values = {"email": "", "word": "", "me": user.partner_id.id, "own": self.own["crm.lead"]}
        return controller_probes.reveal(
            self._browser(user),
            probe,
            {**hidden, **values},
            {**dict.fromkeys(hidden, NOWHERE), **values},
            SECRETS,
        )

    def _tells_stranger(self, user, way):
        project = self._project("lead", user=user).with_user(user)
        stranger = self.officer_b.partner_id
        with contextlib.suppress(UserError):
            if way == "message_update":
                project._message_update_content(
                    project.message_post(body="x", message_type="comment").sudo(),
                    body="y",
                    partner_ids=stranger.ids,
                )
            elif way == "message_subscribe":
                project.message_subscribe(partner_ids=stranger.ids)
            elif way == "message_post_as_superuser":
                project.sudo().message_post(body="x", partner_ids=stranger.ids)
            else:
                getattr(project, way)(body="x", partner_ids=stranger.ids)
        return stranger in project.message_partner_ids or any(
            message.with_user(self.officer_b).has_access("read")
            for message in self.env["mail.message"].search(
                [("model", "=", "crm.lead"), ("res_id", "=", project.id)]
            )
        )

    def _tells_who_left(self, user):
        project = self._project("lead", user=user).with_user(user)
        project.message_subscribe(self.officer2.partner_id.ids)
        self.officer2.write(
            {"company_ids": [(6, 0, self.zone_b.ids)], "company_id": self.zone_b.id}
        )
        message = project.message_post(
            body="x", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        return message.with_user(self.officer2).has_access("read")

    def _said_on_common(self):
        said = [
            ("model", "=", "res.partner"),
            ("res_id", "=", self.common.id),
            ("body", "like", "秘密"),
        ]
        return self.env["mail.message"].search_count(said)

    def _writes_on_common(self, user, way):
        own = self.common.with_user(user)
        with contextlib.suppress(UserError), self.cr.savepoint():
            if way == "message_post":
                own.message_post(body="秘密")
            else:
                said = {"model": "res.partner", "res_id": own.id, "body": "秘密"}
                own.env["mail.message"].create(said)
        return bool(self._said_on_common())

    def _tells_on_common(self, user):
        values = {"model": "res.partner", "res_id": self.common.id, "body": "秘密"}
        Message = self.env["mail.message"].with_user(user).sudo()
        Message.create({**values, "message_type": "notification"})
        return "秘密" in self._readable_text(self.officer_b, ["mail.message"])

    def _deletes_theirs(self, user):
        said = self._project("lead", user=user).message_post(body="x")
        with contextlib.suppress(UserError):
            said.with_user(user).unlink()
        return not said.exists()

    def _assigns(self, user):
        # by the system, which notifies anybody: a manager's notice to the new account manager would be refused first
        project = self.env["crm.lead"]
        with contextlib.suppress(ValidationError), self.cr.savepoint():
            project = self._project("lead", user=user)
            self.env.flush_all()
        self.env.invalidate_all()
        return bool(project)

    def _merges(self, user):
        user.group_ids += self.env.ref("base.group_partner_manager") + self.env.ref(
            "base.group_erp_manager"
        )
        partners = self._enterprise("示例") | self._enterprise("示例", self.zone_b)
        Merge = (
            self.env["base.partner.merge.automatic.wizard"]
            .with_user(user)
            .with_context(allowed_company_ids=self.zones.ids)
        )
        with contextlib.suppress(UserError):
            Merge._merge(partners.ids, partners[0])
        return len(partners.exists()) < 2

    def _counts_lookalikes(self, user):
        user.group_ids += self.env.ref("base.group_partner_manager")
        hidden = self._enterprise("示例重名企业") | self._enterprise("示例重名企业")
        Merge = self.env["base.partner.merge.automatic.wizard"].with_user(user)
        self.env.cr.execute(Merge._generate_query(["name"]))
        return any(set(hidden.ids) & set(ids) for _least, ids in self.env.cr.fetchall())

    def _imports_same_id(self, user):
        for who in (self.manager, user):
            answer = (
                self.env["res.partner"]
                .with_user(who)
                .with_context(default_is_enterprise=True)
                .load(["id", "name"], [["P001", "示例企业"]])
            )
        return bool(answer["messages"])

    def _exports_their_id(self, user):
        (self.manager | user).group_ids += self.env.ref("base.group_allow_export")
        Partner = (
            self.env["res.partner"].with_user(self.manager).with_context(default_is_enterprise=True)
        )
        partner = Partner.browse(Partner.load(["id", "name"], [["P001", "示例企业"]])["ids"])
        partner.sudo().company_id = False
        return "P001" in str(partner.with_user(user).export_data(["id"]))

    def _counts_projects(self, user):
        return self.common.with_user(user).kfz_project_count > 0

    def _sees_new_person(self, user):
        identifier, _name = self._caller(self.manager)("res.partner", "name_create", "秘密随行人员")
        return self.env["res.partner"].browse(identifier).with_user(user).has_access("read")

    def _sees_phone_of_common(self, user):
        values = {"name": "示例", "is_enterprise": True, "company_id": False, "phone": "0871"}
        made = []
        with contextlib.suppress(Exception), self.cr.savepoint():
            made = self._caller(self.manager)("res.partner", "create", [values])
        return any(self.env["res.partner"].browse(made).with_user(user).mapped("phone"))
