from odoo.tests import TransactionCase, new_test_user, tagged
from stdnum.cn.uscc import calc_check_digit

from ...domain import uscc


def made_up_code(region, serial):
    """A valid code that no enterprise has, not even in the demonstration data."""
    body = f"91{region}TESTKFZ".replace("S", "X").replace("Z", "Y") + f"{serial:02}"
    return body + calc_check_digit(body)


#: In 官渡, 呈贡, 浦东 and 勐海.
CODES = tuple(
    made_up_code(region, serial)
    for serial, region in enumerate(("530111", "530114", "310115", "532822"))
)


@tagged("post_install", "-at_install")
class DirectoryCase(TransactionCase):
    r"""Two zones and their officers, an office above them.

    ============ ====================== =============
    user          zones                  group
    ============ ====================== =============
    officer_a     KCBZ                   officer
    officer_b     KMFTZ                  officer
    manager_all   KCBZ, KMFTZ            manager
    joint         KCBZ, KMFTZ            joint office
    ============ ====================== =============
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.zone_a = cls.env.ref("kfz_investment.zone_kcbz")
        cls.zone_b = cls.env.ref("kfz_investment.zone_kmftz")
        both = cls.zone_a | cls.zone_b
        for name, zones, group in (
            ("officer_a", cls.zone_a, "officer"),
            ("officer_b", cls.zone_b, "officer"),
            ("manager_all", both, "manager"),
            ("joint", both, "joint_office"),
        ):
            setattr(
                cls,
                name,
                new_test_user(
                    cls.env,
                    login=f"dir_{name}",
                    groups=f"kfz_investment.group_kfz_{group}",
                    company_id=zones[0].id,
                    company_ids=[(6, 0, zones.ids)],
                ),
            )
        assert all(uscc.is_valid(code) for code in CODES)

    @classmethod
    def _as(cls, user):
        return (
            cls.env["res.partner"]
            .with_user(user)
            .with_context(allowed_company_ids=user.company_ids.ids)
        )

    def _own(self, user, name="示例企业有限公司", **values):
        """An enterprise as the user enters it: of the user's own zone."""
        return self._as(user).create({"name": name, "is_enterprise": True, **values})

    def _common(self, name="示例企业有限公司", **values):
        return self._own(self.officer_a, name, company_id=False, **values)
