import uuid

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...domain import policies


class KfzPolicy(models.Model):
    """Publishing to the pool: the sheet is made, brought up to date, or taken away whole."""

    _inherit = "kfz.policy"

    def action_publish(self):
        """Let all zones read the policies as they are now; the other zones' managers are notified.

        Also publishes the changes of one that is in the pool, and the end (no other change) of the version before it.

        :raises AccessError: when the user is not a manager of the zone
        """
        self._kfz_check_manager()
        if drafts := self.filtered(lambda policy: policy.status != "issued"):
            raise UserError(
                self.env._(
                    "“%(title)s” is not issued: issue it before you publish it.",
                    title=drafts[0].name,
                )
            )
        new = self.filtered(lambda policy: not policy.is_published)
        # sudo: users cannot write these fields directly; the user has just been checked
        for policy in self.sudo():
            policy.write(
                {
                    "is_published": True,
                    "has_changes": False,
                    "sheet_uid": policy.sheet_uid or str(uuid.uuid4()),
                    "published_on": fields.Datetime.now(),
                    "published_by_id": self.env.uid,
                }
            )
        sheets = self._kfz_fill_sheets()
        (self.supersedes_id.filtered("is_published") - self)._kfz_end_sheets()
        for policy in self:
            policy._message_log(
                body=self.env._(
                    "Published to the pool, revision %(revision)s.",
                    revision=sheets[policy.sheet_uid].revision,
                )
            )
        for policy in new:
            sheets[policy.sheet_uid]._kfz_announce()
        return True

    def action_unpublish(self):
        """Take the policies out of the pool at once, with everything on their sheets.

        :raises AccessError: when the user is not a manager of the zone
        """
        self._kfz_check_manager()
        published = self.filtered("is_published")
        published._kfz_sheets().unlink()
        # sudo: users cannot write these fields directly; the user has just been checked
        published.sudo().write({"is_published": False, "has_changes": False, "sheet_uid": False})
        for policy in published:
            policy._message_log(
                body=self.env._("Taken out of the pool: the other zones no longer read it.")
            )
        return True

    def action_open_sheet(self):
        """Show the sheet that the other zones read."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "kfz.shared.policy",
            "views": [(False, "form")],
            "res_id": self._kfz_sheets().id,
            "name": self.env._("What the other zones read"),
        }

    def _kfz_sheets(self):
        """The sheets, as the system: no one from the zone appears as their author."""
        # sudo: sheets are written by the system only, from the policies of their zone
        Sheet = self.env["kfz.shared.policy"]._kfz_as_system()
        uids = [uid for uid in self.mapped("sheet_uid") if uid]
        return Sheet.search([("uid", "in", uids), ("zone_id", "in", self.company_id.ids)])

    def _kfz_fill_sheets(self):
        """Update the sheets to what the policies say now; return them by number."""
        there = self._kfz_sheets().grouped("uid")
        sheets = self.env["kfz.shared.policy"]
        missing = []
        for policy in self:
            values = policy._kfz_payload()
            if sheet := there.get(policy.sheet_uid):
                sheet._kfz_revise(values)
                sheets |= sheet
            else:
                missing.append({**values, "uid": policy.sheet_uid, "zone_id": policy.company_id.id})
        # sudo: as above
        sheets |= sheets._kfz_as_system().create(missing)
        # sudo: as above
        by_uid = sheets._kfz_as_system().grouped("uid")
        for policy in self:
            by_uid[policy.sheet_uid]._kfz_set_documents(policy.attachment_ids)
        return by_uid

    def _kfz_end_sheets(self):
        """The sheets of earlier versions end when their documents do; other changes wait until they are published."""
        sheets = self._kfz_sheets().grouped("uid")
        for policy in self:
            sheet = sheets[policy.sheet_uid]
            sheet._kfz_set_end(policy.valid_to)
            # sudo: users cannot write the mark directly
            policy.sudo().has_changes = policy._kfz_differs(sheet)

    def _kfz_payload(self):
        """The values of the sheet and of its clauses."""
        return {
            **self._kfz_head(),
            "clause_ids": [Command.create(values) for values in self._kfz_clause_values()],
        }

    def _kfz_head(self):
        self.ensure_one()
        return {**{name: self[name] for name in policies.POLICY_VALUES}, "area_id": self.area_id.id}

    def _kfz_clause_values(self):
        return [
            {
                **{name: clause[name] for name in policies.CLAUSE_VALUES},
                "topic_id": clause.topic_id.id,
            }
            for clause in self.clause_ids
        ]

    def _kfz_differs(self, sheet):
        """Whether the zone's document differs from its sheet."""
        documents = [
            {(file.name, file.checksum) for file in files}
            for files in (
                self.attachment_ids,
                sheet.document_ids - sheet.message_ids.attachment_ids,
            )
        ]
        return (
            documents[0] != documents[1]
            or any(
                own
                != {
                    name: sheet_values[name].id if name.endswith("_id") else sheet_values[name]
                    for name in own
                }
                for own, sheet_values in zip(
                    [self._kfz_head(), *self._kfz_clause_values()],
                    [sheet, *sheet.clause_ids],
                    strict=False,
                )
            )
            or len(self.clause_ids) != len(sheet.clause_ids)
        )
