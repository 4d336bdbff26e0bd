from odoo import api, models

#: who may hold a project
HOLDERS = "kfz_investment.group_kfz_officer"
#: who works on the projects of colleagues, and may make some for them
ALL_PROJECTS = "sales_team.group_sale_salesman_all_leads"


class KfzImportProject(models.AbstractModel):
    """Whose projects a ledger's are: the user behind the name in 专人, by the official's login or by a name that one
    colleague of the zone has. Without a name, an officer's own import gives them to the officer; a manager's leaves
    them without one, for the filter “Without account manager”. A new project that an officer's list gives to a colleague
    stays with the officer, who may make none for others; the colleague is its account manager on record.
    """

    _inherit = "kfz.import.project"

    @api.model
    def _link_users(self, officials):
        """Tell account managers without a login whose they are, where the user may change officials.

        :param officials: account managers, as ``kfz.official``
        """
        nameless = officials.filtered(lambda official: not official.user_id)
        if not nameless or not nameless.has_access("write"):
            return
        users = self._users_of(nameless)
        for official in nameless:
            if user := users.get((official.company_id.id, official.name)):
                official.user_id = user

    @api.model
    def _users_of(self, officials):
        """{(zone id, name): user} of officials, by their names; one query."""
        return self._users_by_name(officials.company_id.ids, officials.mapped("name"))

    @api.model
    def _users_by_name(self, zone_ids, names):
        """{(zone id, name): user} of the names that exactly one colleague of the zone has; one query."""
        # sudo: colleagues of the same zone by name, which the user sees on every project
        users = (
            self.env["res.users"]
            .sudo()
            .search(
                [
                    ("name", "in", list(names)),
                    ("share", "=", False),
                    ("company_ids", "in", list(zone_ids)),
                ]
            )
            .with_env(self.env)
        )
        found = {}
        for user in users:
            for zone in user.sudo().company_ids.ids:
                found.setdefault((zone, user.name), []).append(user)
        return {key: same[0] for key, same in found.items() if len(same) == 1}

    @api.model
    def _holders(self, officials):
        """{official's id: id of the user who holds its projects} of account managers; two queries for all."""
        self._link_users(officials)
        named = self._users_of(officials.filtered(lambda official: not official.user_id))
        holders = {}
        for official in officials:
            user = official.user_id or named.get((official.company_id.id, official.name))
            if user and self._may_hold(user, official.company_id):
                holders[official.id] = user.id
        return holders

    @api.model
    def _holders_of(self, officials, named):
        """The same for the account managers of rows.

        :param officials: {(zone, name, is unit): official}
        :param named: {role: name} of each row
        """
        names = {roles["account_manager"] for roles in named if "account_manager" in roles}
        managers = {
            official.id
            for (_zone, name, is_unit), official in officials.items()
            if name in names and not is_unit
        }
        return self._holders(self.env["kfz.official"].browse(managers))

    @api.model
    def _colleagues(self, wanted):
        """Those of some (zone id, name) whose projects are a colleague's, for whom the user may make none; two queries.

        It is asked by the preview, so it links no official to a user.
        """
        if self.env.user.has_group(ALL_PROJECTS):
            return set()
        users = self._users_behind(
            {zone for zone, _name in wanted}, {name for _zone, name in wanted}
        )
        by_id = {zone.id: zone for zone in self._zones()}
        return {
            (zone, name)
            for zone, name in wanted
            if (user := users.get((zone, name)))
            and user != self.env.user
            and self._may_hold(user, by_id[zone])
        }

    @api.model
    def _users_behind(self, zones, names):
        """{(zone id, name): user} of names, by the official's login, else by the name of one colleague; two queries."""
        officials = (
            self.env["kfz.official"]
            .with_context(active_test=False)
            .search(
                [
                    ("company_id", "in", list(zones)),
                    ("name", "in", list(names)),
                    ("is_unit", "=", False),
                ]
            )
        )
        return self._users_by_name(zones, names) | {
            (official.company_id.id, official.name): official.user_id
            for official in officials
            if official.user_id
        }

    @api.model
    def _give_to_manager(self, lead, before, holders):
        """A project that was handed over goes to the user of its new account manager, and leaves that of the one before."""
        user = holders.get(lead.account_manager_id.id, False)
        if user or lead.user_id == before.user_id:
            lead.user_id = user

    @api.model
    def _may_hold(self, user, zone):
        # sudo: whether a colleague has the role and works in the zone
        user = user.sudo()
        return user.active and user.has_group(HOLDERS) and zone in user.company_ids

    @api.model
    def _own_holder(self):
        """Id of the user to whom rows without an account manager go: an officer's own import, not a manager's."""
        if self._may_undo() or not self.env.user.has_group(HOLDERS):
            return False
        return self.env.uid
