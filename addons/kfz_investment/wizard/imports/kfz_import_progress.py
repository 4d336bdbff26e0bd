from odoo import api, fields, models

#: Below this, an import is over before its progress could be read.
FROM_ROWS = 500


class KfzImportProgress(models.Model):
    """How far running imports are. Written outside the import's transaction, which other transactions cannot see."""

    _name = "kfz.import.progress"
    _description = "Progress of imports"
    _log_access = False

    import_id = fields.Integer(required=True)
    done = fields.Integer(required=True)
    total = fields.Integer(required=True)

    _import_unique = models.UniqueIndex("(import_id)")


class KfzImport(models.TransientModel):
    """Tell the page how many rows are done."""

    _inherit = "kfz.import"

    @api.readonly
    def progress(self):
        """{'done', 'total'} rows of the running import, False when none runs."""
        self.ensure_one()
        self.check_access("read")
        # sudo: numbers of rows of the user's own import
        found = (
            self.env["kfz.import.progress"]
            .sudo()
            .search_read([("import_id", "=", self.id)], ["done", "total"], limit=1)
        )
        return {"done": found[0]["done"], "total": found[0]["total"]} if found else False

    def _tell_progress(self, done, total):
        """Note the progress in a separate transaction; at the end, forget it."""
        if total < FROM_ROWS:
            return
        with self.env.registry.cursor() as cr:
            if done >= total:
                cr.execute("DELETE FROM kfz_import_progress WHERE import_id = %s", [self.id])
            else:
                cr.execute(
                    """INSERT INTO kfz_import_progress (import_id, done, total) VALUES (%(id)s, %(done)s, %(total)s)
                       ON CONFLICT (import_id) DO UPDATE SET done = excluded.done, total = excluded.total""",
                    {"id": self.id, "done": done, "total": total},
                )

    @api.autovacuum
    def _gc_progress(self):
        """Drop the progress of imports that were stopped half-way."""
        self.env.cr.execute(
            "DELETE FROM kfz_import_progress p WHERE NOT EXISTS (SELECT FROM kfz_import i WHERE i.id = p.import_id)"
        )
