import base64

from odoo import fields, models


class KfzAwardLedgerCheck(models.TransientModel):
    """Walk the ledgers of the user's zones, compare them with heads that were exported earlier, and export the heads."""

    _name = "kfz.award.ledger.check"
    _description = "Integrity check"

    head_file = fields.Binary(
        "Heads exported earlier",
        attachment=False,
        help="Optional: the chains must still contain them.",
    )
    head_filename = fields.Char()
    is_checked = fields.Boolean(readonly=True)
    is_whole = fields.Boolean(readonly=True)
    result = fields.Text(readonly=True)
    file = fields.Binary("Heads", attachment=False, readonly=True)
    filename = fields.Char(readonly=True)

    def action_check(self):
        """Walk the chain and show what was found."""
        self.ensure_one()
        exported = self.head_file and base64.b64decode(self.head_file).decode("utf-8", "replace")
        found = self.env["kfz.award.entry"].kfz_check(exported or None)
        lines = []
        for zone, findings in found.items():
            lines.append(
                self.env._("%(zone)s: intact, nothing was changed.", zone=zone)
                if not findings
                else self.env._("%(zone)s: %(count)s findings", zone=zone, count=len(findings))
            )
            lines += [f"• {finding}" for finding in findings[:50]]
        # sudo: what the database has installed; the right to the check was just proved
        guards = self.env["kfz.ledger.seal"].sudo()._kfz_verify_guards()
        lines += [f"• {finding}" for finding in guards]
        self._kfz_may_set("is_checked", "is_whole", "result").write(
            {
                "is_checked": True,
                "is_whole": not (guards or any(found.values())),
                "result": "\n".join(lines),
            }
        )
        return self._kfz_again()

    def action_export(self):
        """Export the heads as a file."""
        self.ensure_one()
        text = self.env["kfz.award.entry"].kfz_export_head()
        self._kfz_may_set("file", "filename").write(
            {"file": base64.b64encode(text.encode()), "filename": "kfz-ledger-heads.json"}
        )
        return {
            "type": "ir.actions.act_url",
            "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/file/{self.filename}?download=true",
        }

    def _kfz_again(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "name": self.env._("Integrity check"),
        }
