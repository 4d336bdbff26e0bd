from ..directory.directory_common import made_up_code
from ..sharing.share_common import ShareCase

#: valid codes that no enterprise has
CODE = made_up_code("530111", 41)
OTHER_CODE = made_up_code("530111", 42)
NAME = "昆明示例锦程冷链物流有限公司"
DESK = "示例招商合作处 0871-65550000"


class FirstContactCase(ShareCase):
    """Zone A (KCBZ) holds claims; zone B (KMFTZ) asks; zone C (KMETDZ) is the third.

    The people are those of ShareCase; all claims come from interactions, as in the product.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.zone_a | cls.zone_b | cls.zone_c).kfz_first_contact_desk = False
        cls.zone_a.kfz_first_contact_desk = DESK
        cls.Claim = cls.env["kfz.first.contact"]
        cls.Check = cls.env["kfz.first.contact.check"]

    @classmethod
    def _meet(cls, partner, user=None, days_ago=0, kind="received_visit", **values):
        """An interaction that a user's zone records with an enterprise."""
        user = user or cls.manager
        return (
            cls.env["kfz.interaction"]
            .with_user(user)
            .create(
                {
                    "partner_id": partner.id,
                    "company_id": user.company_id.id,
                    "date": cls._days_ago(days_ago),
                    "kind": kind,
                    "summary": "示例洽谈",
                    **values,
                }
            )
        )

    @classmethod
    def _claimed(cls, name=NAME, days_ago=0, code=CODE, user=None, **values):
        """A claim of zone A (or the user's) on an enterprise of its own."""
        user = user or cls.manager
        partner = cls._enterprise(name, user.company_id, vat=code)
        cls._meet(partner, user, days_ago, **values)
        return cls.Claim.search([("partner_id", "=", partner.id), ("state", "=", "active")])

    def _ask(self, user=None, name=False, code=False):
        """A check entered by hand; returns the asking side's entry."""
        user = user or self.manager_b
        wizard = (
            self.env["kfz.first.contact.ask"].with_user(user).create({"name": name, "uscc": code})
        )
        return self.Check.with_user(user).browse(wizard.action_check()["res_id"])

    def _entries(self, user, **domain):
        """The entries of the log that a user reads."""
        return self.Check.with_user(user).search(
            [(name, "=", value) for name, value in domain.items()]
        )
