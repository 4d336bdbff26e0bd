from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar
from ..base.documents import Documents
from ..base.period_words import day_text


class KfzIssue(models.Model):
    """An issue that the enterprise confirms to be solved is closed (销号): who confirmed it, on which day, in what words."""

    _name = "kfz.issue"
    _inherit = ["kfz.issue", "kfz.files.mixin"]

    attachment_ids = Documents(
        "ir.attachment",
        "kfz_issue_attachment_rel",
        "issue_id",
        "attachment_id",
        "Documents",
    )
    confirmed_by = fields.Char("Confirmed for the enterprise by", readonly=True, copy=False)
    confirmed_on = fields.Date("Confirmed by the enterprise on", readonly=True, copy=False)
    confirmation = fields.Char("Words of the enterprise", readonly=True, copy=False)

    def action_enterprise_confirms(self):
        """The window that asks who of the enterprise confirmed it, when and in what words."""
        self.ensure_one()
        self._kfz_check_may_act()
        self._kfz_check_solved()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("The enterprise confirms"),
            "res_model": "kfz.issue.confirm",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_issue_id": self.id},
        }

    def _kfz_check_solved(self):
        if self.state != "solved":
            raise UserError(
                self.env._(
                    "“%(name)s” was not reported as solved: report it first, with what was done.",
                    name=self.name,
                )
            )

    def _kfz_confirm(self, who, day, words, documents):
        """Close an issue as the enterprise confirms. Whoever solved it or answers for it needs a document of the enterprise.

        :raises UserError: without a name, a day until today or words; without a document where one is needed
        """
        self.ensure_one()
        self._kfz_check_may_act()
        self._kfz_check_solved()
        who = self._kfz_words_given(who)
        words = self._kfz_words_given(words)
        if not day or day > calendar.today() or day < self.raised_on:
            raise UserError(
                self.env._(
                    "The enterprise confirmed it between %(first)s, when the issue was raised, and today. Choose that day.",
                    first=day_text(self.env, self.raised_on),
                )
            )
        if self._kfz_is_interested() and not self._kfz_handed_in(documents):
            raise UserError(
                self.env._(
                    "You solved “%(name)s” or answer for it, so attach the document in which the enterprise confirms it; without one, a colleague closes it.",
                    name=self.name,
                )
            )
        if documents:
            self._kfz_add_documents(documents)
        self._kfz_set(confirmed_by=who, confirmed_on=day, confirmation=words)
        self._kfz_close("closed", words)
        self._kfz_tell(
            self.env._(
                "Issue closed: “%(name)s”. %(who)s confirmed for the enterprise on %(day)s: %(words)s",
                name=self.name,
                who=who,
                day=day_text(self.env, day),
                words=words,
            )
        )

    def _kfz_handed_in(self, documents):
        """Those that the user has just uploaded: what lies on a record already, or is somebody else's, is no consent of the enterprise."""
        return documents.filtered(
            lambda each: (
                each.create_uid == self.env.user and each.res_model in (False, "kfz.issue.confirm")
            )
        )._kfz_with_content()

    def _kfz_add_documents(self, documents):
        """Tie what the user has just uploaded to the issue, which a lead official only reads."""
        # sudo: the caller has checked role and state; copies lead back to nothing
        issue = self._kfz_as_system()
        copies = documents._kfz_copy_to(issue)
        issue.write({"attachment_ids": [(4, copy.id) for copy in copies]})

    def _kfz_check_fixed(self, vals):
        super()._kfz_check_fixed(vals)
        if self.is_closed and {"attachment_ids", "unit_ids"} & vals.keys():
            raise UserError(
                self.env._(
                    "“%(name)s” is closed, so its documents and units stay as they are.",
                    name=self.name,
                )
            )

    def _kfz_documents_changed(self):
        super()._kfz_documents_changed()
        for issue in self.filtered("is_closed"):
            issue._kfz_check_fixed({"attachment_ids": []})

    @api.model
    def _kfz_names_of(self, partner):
        """Name and position of a person of an enterprise in one line."""
        return " ".join(filter(None, (partner.name, partner.function)))
