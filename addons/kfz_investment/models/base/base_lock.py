from odoo import models
from odoo.exceptions import LockError, UserError


class Base(models.AbstractModel):
    """Locking records with a sentence for the user who comes second."""

    _inherit = "base"

    def _kfz_lock_rows(self, **options):
        """Lock the records until the transaction ends.

        :raises UserError: when another user is working on one of them right now
        """
        try:
            self.lock_for_update(**options)
        except LockError as error:
            raise UserError(
                self.env._(
                    "Another user is working on this right now. Reload the page, look at its state, and try again if it is still needed."
                )
            ) from error
