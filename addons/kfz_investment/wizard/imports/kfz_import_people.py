from odoo import api, models

from ...models.officials.kfz_official_holder import HOLDERS


class KfzImportProject(models.AbstractModel):
    """Whose projects a ledger's are: the user's behind the name in 专人 (``kfz.official._kfz_holders_named``).

    Without a name, an officer's own import gives them to the officer; a manager's leaves them without one, for the filter
    “Without account manager”. A new project that an officer's list gives to a colleague stays with the officer, who may
    make none for others; the colleague is its account manager on record.
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
        users = nameless._kfz_users_named(nameless.company_id.ids, nameless.mapped("name"))
        for official in nameless:
            if user := users.get((official.company_id.id, official.name)):
                official.user_id = user

    @api.model
    def _link_users_of(self, officials, named):
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
        self._link_users(self.env["kfz.official"].browse(managers))

    @api.model
    def _own_holder(self):
        """Id of the user to whom rows without an account manager go: an officer's own import, not a manager's."""
        if self._may_undo() or not self.env.user.has_group(HOLDERS):
            return False
        return self.env.uid
