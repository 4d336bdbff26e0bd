from odoo import api, fields, models
from odoo.exceptions import AccessError

from .export_words import columns_words, domain_words

#: who takes lists out of the system
EXPORT = "base.group_allow_export"


class KfzExportLog(models.Model):
    """What left the system as a file: who, when (UTC), of which zone, which list, by what filter, how many records.

    The system writes it in the request that makes the file, before the file leaves: a refused or failed export leaves no
    entry. An export of several zones has an entry in each of them, with the number of its own records and without the
    filter, which may name what belongs to another.
    """

    _name = "kfz.export.log"
    _inherit = ["kfz.append.only.mixin"]
    _description = "Export log"
    _order = "id desc"
    _rec_name = "list_name"

    company_id = fields.Many2one(
        "res.company", "Zone", required=True, readonly=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one(
        "res.users", "Exported by", required=True, readonly=True, index=True, ondelete="restrict"
    )
    create_date = fields.Datetime("Exported on")
    list_name = fields.Char("List", required=True, readonly=True)
    model_name = fields.Char("Technical name", required=True, readonly=True)
    kind = fields.Selection(
        [
            ("xlsx", "List, workbook (.xlsx)"),
            ("csv", "List, comma-separated (.csv)"),
            ("pivot", "Pivot table (.xlsx)"),
            ("document", "Report of the system (.xlsx)"),
            ("call", "Read by a program"),
        ],
        "Format",
        required=True,
        readonly=True,
    )
    count = fields.Integer(
        "Records",
        readonly=True,
        help="For a pivot table the number of its rows, for a report of the system 1.",
    )
    filter_text = fields.Text(
        "Filter",
        readonly=True,
        help="How the records were found, in the words of the person who exported them.",
    )
    column_text = fields.Text("Columns", readonly=True)

    @api.model
    def _kfz_check_right(self):
        """Refuse whoever may not take lists out of the system.

        :raises AccessError: names who may
        """
        if not (self.env.su or self.env.is_admin() or self.env.user.has_group(EXPORT)):
            raise AccessError(
                self.env._(
                    "Lists leave the system through promotion managers and the joint office only, and each export is recorded. Ask a manager of your zone for this list."
                )
            )

    @api.model
    def _kfz_log_list(self, records, names, export):
        """Enter an export of records, once per zone of the user's that they belong to.

        :param names: of the exported columns
        :param export: :class:`Export`
        """
        counts = self._kfz_counts(records)
        filter_text = self._kfz_filter(records, export) if len(counts) == 1 else ""
        columns = columns_words(records, names, export.labels)
        self._kfz_log(records, export.kind, counts, filter_text, columns)

    @api.model
    def _kfz_log_document(self, model, title, zones):
        """Enter a workbook of the system's own making, with its title as the list.

        :param zones: that it tells of; those that are the user's get an entry, else the one where it works
        """
        zones = (zones & self.env.user.company_ids) or self.env.company
        self._kfz_log(model, "document", dict.fromkeys(zones, 1), "", "", title)

    @api.model
    def _kfz_log(self, model, kind, counts, filter_text, column_text, title=None):
        # sudo: whoever exports may not write the log; who it was is the user of this call
        self._kfz_as_system().create(
            [
                {
                    "company_id": zone.id,
                    "user_id": self.env.uid,
                    "list_name": title or self._kfz_list_name(model),
                    "model_name": model._name,
                    "kind": kind,
                    "count": count,
                    "filter_text": filter_text,
                    "column_text": column_text,
                }
                for zone, count in counts.items()
            ]
        )

    @api.model
    def _kfz_list_name(self, model):
        """What a list is called: where core's name of the model says something else, the words of the zones."""
        words = {
            "crm.lead": self.env._("Leads and projects"),
            "res.partner": self.env._("Enterprises and contacts"),
        }
        return words.get(model._name) or self.env["ir.model"]._get(model._name).name

    @api.model
    def _kfz_counts(self, records):
        """{zone: number of the records that belong to it}; what belongs to none of the user's zones counts where it works."""
        own, here = self.env.user.company_ids, self.env.company
        counts = {}
        field = records._fields.get("company_id")
        is_zoned = field is not None and field.comodel_name == "res.company"
        for record in records if is_zoned else ():
            zone = record.company_id
            zone = zone if zone and zone in own else here
            counts[zone] = counts.get(zone, 0) + 1
        return counts or {here: len(records)}

    @api.model
    def _kfz_filter(self, records, export):
        if export.kind == "call":
            return ""
        if export.domain is None:
            return self.env._("Chosen one by one")
        return domain_words(records.browse(), export.domain) or self.env._("All records")
