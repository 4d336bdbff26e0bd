from odoo.tests import new_test_user

from ..award.award_common import AwardCase
from ..common import analyze
from ..isolation.isolation_common import IsolationCase
from ..referral.referral_common import make_access
from . import field_values, recipes

#: who sends the probes: name of the user → what the user has to do with zone A
OWN_ROLES = ("officer", "manager", "customs", "committee", "joint", "official", "employee")


class GuardsCase(IsolationCase, AwardCase):
    """Zone A after its day of work, with awards at several steps, and people of all roles in zones A and B."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name, group in (
            ("joint_b", "joint_office"),
            ("official_b", "lead_official"),
            ("committee_b", "committee"),
            ("exchange_b", "exchange"),
        ):
            setattr(cls, name, cls._user_of_b(name, f"kfz_investment.group_kfz_{group}"))
        cls.salesman_b = cls._user_of_b("salesman_b", "sales_team.group_sale_salesman_all_leads")
        cls.claimable, cls.confirmed = cls._award(), cls._confirmed()
        # landed, with a referral of its enterprise, and no award yet: one can be opened for it
        cls.unawarded = cls._landed(referred=False)
        cls.open_referral = cls._referral(cls.unawarded.partner_id)
        cls.new_referral = cls._referral(cls._enterprise("示例新企业有限公司"), state="registered")
        access = make_access(cls.intermediary, cls.zone_a)
        cls.portal_person = access.person_id.copy({"email": "second@example.com"})
        cls.portal_agreement = access.agreement_id
        cls.portal_agreement.valid_until = "2099-12-31"
        cls.unused_scheme = cls._scheme(
            name="示例旧办法", date_from="2011-01-01", date_to="2011-12-31"
        )
        cls._project("negotiation", name="示例专员项目", user=cls.officer)
        cls.third_zone = cls.env.ref("kfz_investment.zone_mhmd")
        cls.sheet = cls.env["kfz.shared.project"].search(
            [("zone_id", "=", cls.zone_a.id), ("state", "=", "published")], limit=1
        )
        cls.recipes = {
            user: recipes.recipes(cls, user) for user in (getattr(cls, role) for role in OWN_ROLES)
        }
        cls.cleans, cls.unclean, cls.owns = {}, {}, {}
        cls.env.flush_all()
        cls.cr.precommit.run()
        analyze(cls.env.cr)

    @classmethod
    def _user_of_b(cls, name, group):
        return new_test_user(
            cls.env,
            login=f"kfz_guards_{name}",
            groups=group,
            company_id=cls.zone_b.id,
            company_ids=[(6, 0, cls.zone_b.ids)],
        )

    def _in_savepoint(self, act):
        """What ``act()`` gives, as by a request that has ended; nothing of it stays."""
        self.env.invalidate_all()
        savepoint = self.cr.savepoint()
        try:
            return act()
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()
            # what a user default or a rule left in memory is rolled back, too
            self.env.registry.reset_changes()

    def _to_create(self, Model):
        """Values with which the user creates a record, as by a form."""
        user = Model.env.user
        fields = Model.fields_get(
            attributes=["type", "required", "readonly", "relation", "selection"]
        )
        values = field_values.plausible(Model, fields)
        for name, value in self.recipes.get(user, {}).get(Model._name, {}).items():
            if name in fields:
                values[name] = value
        return fields, values
