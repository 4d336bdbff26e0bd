from markupsafe import Markup
from odoo import models

from ...domain.message_words import plain_words

#: lines that a mail names, where the zones allow names
NAMED = 20
#: characters of what stands about one item; its own names are in it
LONGEST_LINE = 200
PAGE = "kfz_investment.kfz_digest_line_action"


def _words(line):
    """What a mail says of an item: the names that somebody has typed are plain words there."""
    said = [plain_words(line.project)] if line.project else []
    return [*said, plain_words(line.text, LONGEST_LINE)]


class KfzDigest(models.Model):
    """How a digest reaches its reader: always in the inbox, by mail for whoever chose it. Messages say how many things there are
    and where they stand; a mail names them only where each of their zones allows it, and no message has an amount."""

    _inherit = "kfz.digest"

    def _kfz_tell_readers(self):
        """One message in the inbox for each digest, and a mail for whoever wants one."""
        for digest in self:
            ours = digest.with_context(lang=digest.user_id.lang or "zh_CN")
            page = (PAGE, ours.env._("My digest"))
            ours.env["kfz.notice.mixin"]._kfz_tell_users(
                digest.user_id, ours._kfz_counts_text(), page
            )
            if digest.user_id._kfz_wants_digest_mail():
                ours._kfz_mail()

    def _kfz_counts_text(self):
        """How much there is, without a name."""
        return self.env._(
            "To do today: %(count)s. Only you can do: %(mine)s. Overdue: %(overdue)s.",
            count=self.item_count,
            mine=self.mine_count,
            overdue=self.overdue_count,
        )

    def _kfz_mail(self):
        """Put the mail into core's queue; core sends it after the commit, by its own job."""
        user = self.user_id
        named = Markup()
        lines = self.line_ids
        # sudo: whether the zones of the reader's items allow it is not the reader's to change
        if all(lines.company_id._kfz_settings().mapped("kfz_names_in_messages")):
            theirs = lines[:NAMED].with_user(user).with_context(lang=self.env.lang)
            named = Markup("<ul>%s</ul>") % Markup().join(
                Markup("<li>%s</li>") % " · ".join(_words(line)) for line in theirs
            )
        title = self.env._("My digest")
        link = Markup('<a href="%s">%s</a>') % (self._kfz_link(), title)
        # sudo: the system's own mail, to the reader alone
        self.env["mail.mail"].sudo().create(
            {
                "subject": f"{title} {self.display_name}",
                "body_html": Markup("<p>%s</p>%s<p>%s</p>")
                % (self._kfz_counts_text(), named, link),
                "email_to": user.email_formatted,
                "auto_delete": True,
            }
        )

    def _kfz_link(self):
        return f"{self.get_base_url()}/odoo/action-{PAGE}"
