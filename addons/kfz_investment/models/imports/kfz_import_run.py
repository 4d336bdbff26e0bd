from odoo import api, fields, models

#: {count of a run: label}
COUNTS = (
    "created_count",
    "updated_count",
    "unchanged_count",
    "kept_count",
    "proposal_count",
    "error_count",
    "skipped_count",
)


class KfzImportRun(models.Model):
    """One import of a file into a zone: who, when, what came of it. A ledger of several zones is entered in each.

    ``date`` is in UTC. Entered by the import alone.
    """

    _name = "kfz.import.run"
    _description = "Imports"
    _inherit = ["kfz.append.only.mixin"]
    _order = "date desc, id desc"
    _rec_name = "filename"
    _log_access = False

    company_id = fields.Many2one(
        "res.company", "Zone", required=True, readonly=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(
        lambda self: self.env["kfz.import"]._selection_kind(), "List", required=True, readonly=True
    )
    filename = fields.Char("File", required=True, readonly=True)
    sha256 = fields.Char(
        "Fingerprint of the file",
        required=True,
        readonly=True,
        help="SHA-256: files with the same fingerprint have the same content.",
    )
    is_opening = fields.Boolean("Past ledger", readonly=True)
    user_id = fields.Many2one(
        "res.users", "Imported by", required=True, readonly=True, ondelete="restrict"
    )
    date = fields.Datetime("Imported at", required=True, readonly=True)
    created_count = fields.Integer("Created", readonly=True)
    updated_count = fields.Integer("Updated", readonly=True)
    unchanged_count = fields.Integer("Unchanged", readonly=True)
    kept_count = fields.Integer("Changes not made", readonly=True)
    proposal_count = fields.Integer("Proposed", readonly=True)
    error_count = fields.Integer("Rows with errors", readonly=True)
    skipped_count = fields.Integer("Left out", readonly=True)

    @api.model
    def _kfz_enter(self, rows):
        """Enter runs.

        :param rows: values of each; the user and the moment are added
        """
        common = {"user_id": self.env.uid, "date": fields.Datetime.now()}
        # sudo: the import alone enters runs; who may import was checked by it
        return self.sudo().create([{**common, **vals} for vals in rows]).with_env(self.env)

    def action_open_traces(self):
        """The records that this import created or changed."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_import_trace_action"
        )
        return {**action, "domain": [("run_id", "=", self.id)]}
