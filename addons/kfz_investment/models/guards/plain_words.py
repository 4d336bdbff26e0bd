from odoo import models
from odoo.exceptions import UserError


class Base(models.AbstractModel):
    """Core's refusals in the words of an office."""

    _inherit = "base"

    def _check_company(self, fnames=None):
        """As in core.

        :raises UserError: names the records, as core's does, after a plain sentence
        """
        try:
            return super()._check_company(fnames)
        except UserError as error:
            _joke, *lines, _advice = str(error).split("\n")
            sentence = self.env._(
                "These records belong to different zones or companies, so they cannot be linked:"
            )
            raise UserError("\n".join([sentence, *lines])) from None
