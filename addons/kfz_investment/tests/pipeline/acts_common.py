from ..common import KfzCase


class ActsCase(KfzCase):
    """Projects of an officer of zone A, and documents as a client uploads them."""

    @classmethod
    def _upload(cls, user, raw=b"evidence", **values):
        return (
            cls.env["ir.attachment"]
            .with_user(user)
            .create({"name": "示例文件.txt", "raw": raw, **values})
        )

    def _draft(self, project, user, **values):
        """A draft agreement with its document, as an officer enters it."""
        return (
            self.env["kfz.agreement"]
            .with_user(user)
            .create(
                {
                    "lead_id": project.id,
                    "kind": "formal",
                    "amount": 1_000_000,
                    "signed_on": self._days_ago(5),
                    "attachment_ids": [(4, self._upload(user).id)],
                    **values,
                }
            )
        )

    def _landing(self, project, user, **values):
        """A landing to be recognised, with what shows it."""
        return (
            self.env["kfz.milestone"]
            .with_user(user)
            .create(
                {
                    "lead_id": project.id,
                    "effective_date": self._days_ago(10),
                    "registered_on": self._days_ago(20),
                    "ground": "site_contract",
                    "project_company_ids": [(4, project.partner_id.id)],
                    "attachment_ids": [(4, self._upload(user).id)],
                    **values,
                }
            )
        )

    def _figures(self, project, indicator):
        """(count, amount) of a project in the ledger of figures."""
        entries = self.env["kfz.figure.entry"].search(
            [("lead_id", "=", project.id), ("indicator", "=", indicator)]
        )
        return sum(entries.mapped("count")), sum(entries.mapped("amount"))

    def _assert_traced(self, project, act, field, old, new, user):
        """The newest correction, and the message that tells of it."""
        trace = self.env["kfz.correction"].search([("lead_id", "=", project.id)])
        row = trace.filtered(lambda each: each.field_name == field)[:1]
        self.assertEqual(
            (row.act, row.old_value, row.new_value, row.user_id, row.company_id, row.reason),
            (act, old, new, user, project.company_id, "示例理由"),
        )
        self.assertIn("示例理由", project.message_ids[0].body)
        self.assertEqual(project.message_ids[0].author_id, user.partner_id)
