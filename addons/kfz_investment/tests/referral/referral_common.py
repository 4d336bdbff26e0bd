import datetime

from odoo.tests import new_test_user

from ..common import KfzCase
from ..directory.directory_common import CODES


def make_access(intermediary, zone, user=None, **values):
    """A request for portal access to an intermediary, with an agreement of the zone; approved for a user where one is given."""
    env = intermediary.env
    agreements = env["kfz.intermediary.agreement"]
    own = [("partner_id", "=", intermediary.id), ("company_id", "=", zone.id)]
    agreement = agreements.search(own, limit=1) or agreements.create(
        {"partner_id": intermediary.id, "company_id": zone.id, "number": "示例委托-1"}
    )
    person = user.partner_id if user else env["res.partner"]
    # each zone knows a person as a contact of its own
    if not person or person.company_id not in (zone, zone.browse()):
        person = person.create(
            {
                "name": user.name if user else "示例经办人",
                "email": user.email if user else "person@example.com",
                "parent_id": intermediary.id,
                "company_id": zone.id,
            }
        )
    return env["kfz.portal.access"].create(
        {
            "person_id": person.id,
            "intermediary_id": intermediary.id,
            "company_id": zone.id,
            "agreement_id": agreement.id,
            **({"state": "approved", "user_id": user.id} if user else {}),
            **values,
        }
    )


def make_account(intermediary, zone, number="6222000000000001", **values):
    """A bank account to which awards of the zone are paid today."""
    account = intermediary.env["kfz.intermediary.account"].create(
        {
            "partner_id": intermediary.id,
            "company_id": zone.id,
            "bank_name": "示例银行",
            "account_number": number,
            "holder": intermediary.name,
        }
    )
    account.write({"state": "confirmed", "usable_from": "2020-01-01", **values})
    return account


class ReferralCase(KfzCase):
    """Two intermediaries, one common and one of zone A, each with a portal user (the common one in zones A and B); an enterprise in zone A's directory."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.broker = cls._enterprise("示例中介甲有限公司", is_intermediary=True)
        cls.broker.company_id = False
        cls.rival = cls._enterprise("示例顾问乙有限公司", is_intermediary=True)
        cls.enterprise = cls._enterprise("云南示例巡检供应链有限公司", vat=CODES[0])
        cls.portal_user = cls._portal("kfz_broker", cls.broker, cls.zone_a | cls.zone_b)
        cls.portal_rival = cls._portal("kfz_rival", cls.rival)

    @classmethod
    def _portal(cls, login, intermediary, zones=None):
        """A portal user with an access in force to the intermediary, in zone A or in the zones that are given."""
        user = cls._guest(login, intermediary)
        for zone in zones or cls.zone_a:
            make_access(intermediary, zone, user)
        return user

    @classmethod
    def _guest(cls, login, intermediary):
        """A portal user who hangs under an intermediary, and acts for nobody."""
        user = new_test_user(
            cls.env,
            login=login,
            groups="base.group_portal",
            company_id=cls.zone_a.id,
            company_ids=[(6, 0, cls.zone_a.ids)],
        )
        user.partner_id.write(
            {
                "parent_id": intermediary.id,
                "company_id": cls.zone_a.id,
                "is_company": False,
                "email": f"{login}@example.com",
            }
        )
        return user

    @classmethod
    def _referral(cls, intermediary=None, days_ago=0, user=None, **values):
        """A referral with everything that acceptance asks for, as the officer entered it; an earlier date as the system."""
        Referral = cls.env["kfz.referral"].with_user(user or cls.officer)
        if days_ago:
            Referral = cls.env["kfz.referral"]
            values["registered_on"] = datetime.datetime.now() - datetime.timedelta(days=days_ago)
        letter = Referral.env["ir.attachment"].create(
            {"name": "示例投资人函.pdf", "raw": b"%PDF-1.4 example"}
        )
        vals = {
            "intermediary_id": (intermediary or cls.broker).id,
            "company_id": cls.zone_a.id,
            "partner_id": cls.enterprise.id,
            "idea": "示例冷库",
            "declares_not_official": True,
            "declares_not_affiliate": True,
            "attachment_ids": [(6, 0, letter.ids)],
            **values,
        }
        if not vals.get("enterprise_name") and not vals.get("partner_id"):
            vals["enterprise_name"] = "云南示例巡检供应链有限公司"
        referral = Referral.create(vals).with_user(cls.manager)
        cls.env.invalidate_all()
        return referral

    @classmethod
    def _interaction(cls, days_ago=0, zone=None, recorded_days_ago=None, partner=None):
        contact = cls.env["kfz.interaction"].create(
            {
                "partner_id": (partner or cls.enterprise).id,
                "company_id": (zone or cls.zone_a).id,
                "summary": "示例拜访",
                "date": cls._days_ago(days_ago),
            }
        )
        recorded = days_ago if recorded_days_ago is None else recorded_days_ago
        cls.env.flush_all()
        cls.env.cr.execute(
            "UPDATE kfz_interaction SET create_date = now() AT TIME ZONE 'UTC' - %s * interval '1 day' WHERE id = %s",
            (recorded, contact.id),
        )
        cls.env.invalidate_all()
        return contact
