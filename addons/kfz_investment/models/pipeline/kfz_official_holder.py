from odoo import api, models

#: who may hold a project
HOLDERS = "kfz_investment.group_kfz_officer"


class KfzOfficial(models.Model):
    """Whose the projects of an account manager (专人) are: the user behind the official, by the official's login or by a
    name that one colleague of the zone has, when that user may work on projects of the zone. The one rule for whoever
    enters account managers: hand-overs on the page and ledgers.
    """

    _inherit = "kfz.official"

    def _kfz_holders(self):
        """{official's id: user who holds its projects}; two queries for all."""
        named = self.filtered(lambda official: not official.user_id)
        by_name = self._kfz_users_named(named.company_id.ids, named.mapped("name"))
        found = {
            official.id: official.user_id or by_name.get((official.company_id.id, official.name))
            for official in self
        }
        return {
            official.id: user
            for official in self
            if (user := found[official.id]) and self._kfz_may_hold(user, official.company_id.id)
        }

    @api.model
    def _kfz_holders_named(self, wanted):
        """{(zone id, name): user who holds the projects} of account managers, recorded as officials or not yet; two queries.

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
        users = self._kfz_users_named(zones, names) | {
            (official.company_id.id, official.name): official.user_id
            for official in officials
            if official.user_id
        }
        return {
            key: user
            for key, user in users.items()
            if key in wanted and self._kfz_may_hold(user, key[0])
        }

    @api.model
    def _kfz_users_named(self, zone_ids, names):
        """{(zone id, name): user} of the names that exactly one colleague of the zone has; one query."""
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
                found.setdefault((zone, user.name), []).append(user)
        return {key: same[0] for key, same in found.items() if len(same) == 1}

    @api.model
    def _kfz_may_hold(self, user, zone_id):
        # sudo: whether a colleague has the role and works in the zone
        user = user.sudo()
        return user.active and user.has_group(HOLDERS) and zone_id in user.company_ids.ids
