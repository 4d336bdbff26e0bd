from odoo import models
from odoo.fields import Domain

#: those who work with everything that their zone has: promotion officers and stock salespeople, and administrators
ALL_OF_ZONE = ("sales_team.group_sale_salesman", "base.group_erp_manager", "base.group_system")


class IrRule(models.Model):
    """What each role reads beyond the user's own records (``docs/security.md``); rooms say it of the models they know."""

    _inherit = "ir.rule"

    def _kfz_reads_all_of_zone(self):
        """Whether the user works with all contacts and meetings of the zone; a promotion officer is a salesperson, too."""
        return any(map(self.env.user.has_group, ALL_OF_ZONE))

    def _kfz_role_reads(self, model_name, mode):
        """The records of a core model that the user's roles bring, for users who do not work with all of the zone.

        A user with several roles reads what each of them brings.
        """
        return Domain.FALSE

    def _kfz_role_partners(self):
        """The enterprises and contacts whose chatter and files the user's roles bring: fewer than whose name they bring."""
        return Domain.FALSE

    def _kfz_partners_in(self, model_name, names):
        """The partners to which one of some links of a model leads, in records that the user can read."""
        # sudo: the domain is the rule of the user, whose records say which partners
        Model = self.env[model_name].sudo()
        records = Model._search(self._compute_domain(model_name, "read"))
        if records.is_empty():
            return Domain.FALSE
        links = [Model._field_to_sql(records.table, name, records) for name in names]
        return Domain.OR(Domain("id", "in", records.subselect(link)) for link in links)
