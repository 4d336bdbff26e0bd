from odoo import api, models

#: who may hold a project
HOLDERS = "kfz_investment.group_kfz_officer"
#: whose login opens the projects of their task force: the role itself, and managers, who see all of their zone
FORCES = ("kfz_investment.group_kfz_task_force", "kfz_investment.group_kfz_manager")


class KfzOfficial(models.Model):
    """Whose the projects of an account manager (专人) are: the user behind the official, by the official's login or by a
    name that one colleague of the zone has, when that user may work on projects of the zone. Nobody's when the login is
    one person's and the name another's: one of them is wrong. The one rule for whoever enters account managers:
    hand-overs on the page and ledgers.
    """

    _inherit = "kfz.official"

    def _kfz_holders(self):
        """{official's id: user who holds its projects}; two queries for all."""
        colleagues = self._kfz_colleagues(self.company_id.ids, self.mapped("name"))
        found = {}
        for official in self:
            zone = official.company_id.id
            user = self._kfz_behind(official.user_id, colleagues.get((zone, official.name)))
            if user and self._kfz_may_hold(user, zone):
                found[official.id] = user
        return found

    @api.model
    def _kfz_holders_named(self, wanted):
        """{(zone id, name): user who holds the projects} of account managers, recorded as officials or not yet; two queries.

        Empty users stand for names that are one person's while the login of the official is another's.

        :param wanted: {(zone id, name)}
        """
        zones, names = {zone for zone, _name in wanted}, {name for _zone, name in wanted}
        officials = self.with_context(active_test=False).search(
            [
                ("company_id", "in", list(zones)),
                ("name", "in", list(names)),
                ("is_unit", "=", False),
            ]
        )
        logins = {
            (official.company_id.id, official.name): official.user_id for official in officials
        }
        colleagues, found = self._kfz_colleagues(zones, names), {}
        for key in wanted:
            user = self._kfz_behind(logins.get(key), colleagues.get(key))
            if user is not None and (not user or self._kfz_may_hold(user, key[0])):
                found[key] = user
        return found

    @api.model
    def _kfz_behind(self, login, colleagues):
        """The user behind an account manager: None when there is none, no user when there are two different ones.

        :param login: the user of the official
        :param colleagues: the colleagues of that name
        """
        if not login:
            return colleagues if colleagues and len(colleagues) == 1 else None
        return login if not colleagues or login in colleagues else login.browse()

    @api.model
    def _kfz_users_named(self, zone_ids, names):
        """{(zone id, name): user} of the names that exactly one colleague of the zone has; one query."""
        found = self._kfz_colleagues(zone_ids, names)
        return {key: users for key, users in found.items() if len(users) == 1}

    @api.model
    def _kfz_colleagues(self, zone_ids, names):
        """{(zone id, name): users} of the colleagues of the zone who have one of the names; one query."""
        if not names:
            return {}
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
            # sudo: the same
            for zone in user.sudo().company_ids.ids:
                found[zone, user.name] = found.get((zone, user.name), users.browse()) | user
        return found

    @api.model
    def _kfz_may_hold(self, user, zone_id):
        # sudo: whether a colleague has the role and works in the zone
        user = user.sudo()
        return user.active and user.has_group(HOLDERS) and zone_id in user.company_ids.ids

    @api.model
    def _kfz_person_of(self, user, zone):
        """The person of a zone who has the login, the first by name of several; nobody without a login."""
        wanted = [
            ("user_id", "in", user.ids),
            ("company_id", "=", zone.id),
            ("is_unit", "=", False),
        ]
        return self.search(wanted, limit=1)

    def _kfz_login_gaps(self):
        """What keeps people from working on the projects of their task force, one sentence a person; roles are the administrator's."""
        return [gap for official in self if (gap := official._kfz_login_gap())]

    def _kfz_login_gap(self):
        # sudo: whether a colleague has a login and which role it has
        user = self.sudo().user_id
        if not user or not user.active:
            return self.env._(
                "“%(name)s” has no login: a promotion manager enters it on the page of the official.",
                name=self.name,
            )
        if not any(map(user.has_group, FORCES)):
            return self.env._(
                "The login of “%(name)s” does not have the role “Task force”: until the administrator gives it, it opens only the projects of its own role.",
                name=self.name,
            )
        return None
