from odoo import models
from odoo.exceptions import UserError

#: characters of a text that a person enters with an act; much of it is kept for ever and read by another zone
LONGEST = 1000


class Base(models.AbstractModel):
    """Texts that come with named acts: a client may send anything in their place."""

    _inherit = "base"

    def _kfz_entered(self, text):
        """What a person entered, without blanks around it; '' for nothing.

        :raises UserError: for what is no text, and for more than :data:`LONGEST` characters
        """
        text = text or ""
        if not isinstance(text, str):
            raise UserError(
                self.env._("What was sent in place of a text is none. Enter the text again.")
            )
        text = text.strip()
        if len(text) > LONGEST:
            raise UserError(
                self.env._(
                    "“%(start)s…” has %(count)s characters, and a text here takes at most %(most)s. Shorten it.",
                    start=text[:20],
                    count=f"{len(text):,}",
                    most=f"{LONGEST:,}",
                )
            )
        return text

    def _kfz_entered_line(self, text):
        """The same in one line."""
        return " ".join(self._kfz_entered(text).split())
