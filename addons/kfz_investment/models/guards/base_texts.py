from odoo import models
from odoo.exceptions import UserError

#: characters of a text that a person enters with an act; much of it is kept for ever and read by another zone
LONGEST = 1000
#: characters of a reason or a remark in one line
MOST_LINE = 500


class Base(models.AbstractModel):
    """Texts that come with named acts: a client may send anything in their place."""

    _inherit = "base"

    def _kfz_entered(self, text, most=LONGEST):
        """What a person entered, without blanks around it; '' for nothing.

        :param most: characters that it takes at most
        :raises UserError: for what is no text, and for what is longer
        """
        text = text or ""
        if not isinstance(text, str):
            raise UserError(
                self.env._("What was sent in place of a text is none. Enter the text again.")
            )
        text = text.strip()
        if len(text) > most:
            raise UserError(
                self.env._(
                    "“%(start)s…” has %(count)s characters, and a text here takes at most %(most)s. Shorten it.",
                    start=text[:20],
                    count=f"{len(text):,}",
                    most=f"{most:,}",
                )
            )
        return text

    def _kfz_entered_line(self, text, most=LONGEST):
        """The same in one line."""
        return " ".join(self._kfz_entered(text, most).split())

    def _kfz_words_given(self, text, blank=None):
        """A reason or the like that a person gives with an act and that is kept for good: one line, never blank.

        :param blank: the sentence that asks for it
        :raises UserError: for what is blank or no text, and for more than :data:`MOST_LINE` characters
        """
        text = self._kfz_entered_line(text, MOST_LINE)
        if not text:
            raise UserError(blank or self.env._("Say in one line what happened and why."))
        return text
