import logging

from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ...domain import calendar
from ..directory.directory_common import CODES
from ..http_common import RpcCase
from .noninterference import Observer, difference, report
from .zone_day import ZoneDay

_logger = logging.getLogger(__name__)
CODE = CODES[0]
#: big tables that users of a zone never write to: left to the long version (``bench/noninterference.py``)
REFERENCE_DATA = (
    "res.country",
    "res.country.state",
    "res.currency",
    "ir.ui.menu",
    "resource.calendar.attendance",
)


@tagged("post_install", "-at_install", "isolation")
class TestNoninterference(RpcCase):
    """While zone A works privately for a day, nothing that users of zone B can read changes (design §10)."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ref = cls.env.ref
        cls.zone_a, cls.zone_b = ref("kfz_investment.zone_kcbz"), ref("kfz_investment.zone_kmftz")
        cls._make_users()
        cls.refs = {
            "stages": {stage.milestone: stage.id for stage in cls.env["crm.stage"]._kfz_pipeline()},
            "entry_type": ref("kfz_investment.entry_type_p1").id,
            "area": ref("kfz_investment.area_airport").id,
            "industry": cls.env["res.partner.industry"].search([], limit=1).id,
            "lost_reason": cls.env["crm.lost.reason"].search([("code", "!=", False)], limit=1).id,
            "share_level": cls.env.ref("kfz_investment.share_level_full").id,
            "third_zone": cls.env.ref("kfz_investment.zone_mhmd").id,
            "joint": cls.env["kfz.joint.promotion"]
            ._kfz_open({"title": "共同招商"}, (cls.zone_a, cls.zone_b), {}, False)
            .id,
            "common": cls.env["res.partner"]
            .create({"name": "共同企业有限公司", "is_enterprise": True, "company_id": False})
            .id,
            "code": CODE,
        }
        cls._zone_b_has_records()

    @classmethod
    def _make_users(cls):
        """Those who work in zone A, and the observers of zone B."""
        for name, zone, group in (
            (
                "a_manager",
                cls.zone_a,
                "kfz_investment.group_kfz_manager,kfz_investment.group_kfz_customs",
            ),
            ("a_colleague", cls.zone_a, "kfz_investment.group_kfz_officer"),
            ("employee", cls.zone_b, "base.group_user"),
            ("officer", cls.zone_b, "kfz_investment.group_kfz_officer"),
            (
                "manager",
                cls.zone_b,
                "kfz_investment.group_kfz_manager,kfz_investment.group_kfz_customs",
            ),
        ):
            setattr(
                cls,
                name,
                new_test_user(
                    cls.env,
                    login=f"non_{name}",
                    groups=group,
                    company_id=zone.id,
                    company_ids=[(6, 0, zone.ids)],
                ),
            )

    @classmethod
    def _zone_b_has_records(cls):
        env = cls.env(
            user=cls.officer,
            context={"allowed_company_ids": cls.zone_b.ids, "tracking_disable": True},
        )
        own = env["res.partner"].create(
            {"name": "乙区企业有限公司", "is_enterprise": True, "company_id": cls.zone_b.id}
        )
        for number in range(3):
            env["crm.lead"].create(
                {
                    "name": f"乙区项目{number}",
                    "is_promotion": True,
                    "partner_id": own.id if number else cls.refs["common"],
                    "interaction_ids": [(0, 0, {"summary": "乙区拜访", "date": calendar.today()})],
                }
            )

    def _observers(self, models=None):
        return [
            Observer(self._session(user), self._readable(user) if models is None else models)
            for user in (self.employee, self.officer, self.manager)
        ]

    def _readable(self, user):
        return sorted(
            name
            for name, model in self.env.registry.items()
            if not model._abstract
            and name not in REFERENCE_DATA
            and self.env[name].with_user(user).has_access("read")
        )

    def _day(self):
        observer = Observer(self._session(self.a_manager), [])
        return ZoneDay(
            observer.call,
            (self.a_colleague.id, self.a_colleague.partner_id.id),
            self.zone_a.id,
            self.refs,
        )

    @mute_logger("odoo.http")
    def test_private_work_of_another_zone_changes_nothing(self):
        day = self._day()
        observers = self._observers()
        before = [observer.observe() for observer in observers]
        made = day.work()
        total, pairs = 0, {}
        for observer, seen in zip(observers, before, strict=True):
            total += len(seen)
            pairs.update(difference(seen, observer.observe()))
        _logger.info(
            "NONINTERFERENCE: %d observations, %d records made, %d changed pairs",
            total,
            sum(map(len, made.values())),
            len(pairs),
        )
        self.assertEqual(report(pairs), "", "zone B sees what zone A did")

    @mute_logger("odoo.http")
    def test_the_harness_sees_a_seeded_leak(self):
        """The control: without the rule that keeps enterprises and projects in their zone, the same day shows."""
        day = self._day()
        for xmlid in ("base.res_partner_rule", "crm.crm_lead_company_rule"):
            self.env.ref(xmlid).active = False
        observers = self._observers(["res.partner", "crm.lead"])
        before = [observer.observe() for observer in observers]
        day.meet_people_and_enter_projects()
        pairs = {}
        for observer, seen in zip(observers, before, strict=True):
            pairs.update(difference(seen, observer.observe()))
        _logger.info("NONINTERFERENCE control: %d changed pairs", len(pairs))
        self.assertGreater(len(pairs), 100)
        self.assertTrue({("res.partner", "phone"), ("crm.lead", "name")} <= pairs.keys())
