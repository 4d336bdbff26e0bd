from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .export_amounts import Export
from .export_words import Unseen, columns_words, domain_words, has_typed_words

#: who takes lists out of the system
EXPORT = "base.group_allow_export"
#: sheets that anybody may print at once, as they read them one by one anyway; more is a list that leaves the system
PRINT_FEW = 5
#: sheets of one print
PRINT_MOST = 100
#: whose exports tell of all zones, and are no zone's
ABOVE_ZONES = ("kfz_investment.group_kfz_joint_office", "base.group_system")


class KfzExportLog(models.Model):
    """What left the system as a file: who, when (UTC), of which zone, which list, by what filter, how many records.

    The system writes it in the request that makes the file, before the file leaves: a refused or failed export leaves no
    entry. An export of several zones has an entry in each of them, with the number of its own records and without the
    filter. What belongs to no zone is entered for the zone of an exporter who works in that one alone, else without a
    zone, for the administrator. Managers read the entries of their zone, so these say no more than that zone reads.
    """

    _name = "kfz.export.log"
    _inherit = ["kfz.append.only.mixin"]
    _description = "Export log"
    _order = "id desc"
    _rec_name = "list_name"

    company_id = fields.Many2one(
        "res.company",
        "Zone",
        readonly=True,
        index=True,
        ondelete="restrict",
        help="Whose records these are. Without a zone: records of no single zone, exported by the joint office or by someone who works in several zones; only the administrator reads such entries.",
    )
    user_id = fields.Many2one(
        "res.users", "Exported by", required=True, readonly=True, index=True, ondelete="restrict"
    )
    create_date = fields.Datetime("Exported on")
    list_name = fields.Char("What was exported", required=True, readonly=True)
    model_name = fields.Char("Technical name", required=True, readonly=True)
    kind = fields.Selection(
        [
            ("xlsx", "List, workbook (.xlsx)"),
            ("csv", "List, comma-separated (.csv)"),
            ("pivot", "Pivot table (.xlsx)"),
            ("document", "Report of the system (.xlsx)"),
            ("cards", "Business cards (.vcf)"),
            ("print", "Printed sheets (.pdf)"),
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
        help="How the records were found, as far as the zone may read it.",
    )
    column_text = fields.Text(
        "Columns", readonly=True, help="As the system calls them, each with its technical name."
    )

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
    def _kfz_check_print(self, records):
        """Refuse to print too much at once; enter a print of many as an export.

        :raises AccessError: for more than :data:`PRINT_FEW`, from whoever may not take lists out of the system
        :raises UserError: for more than :data:`PRINT_MOST`
        """
        if len(records) > PRINT_MOST:
            raise UserError(
                self.env._(
                    "You chose %(count)s sheets, and at most %(most)s are printed at once. Choose fewer.",
                    count=len(records),
                    most=PRINT_MOST,
                )
            )
        if len(records) > PRINT_FEW:
            self._kfz_check_right()
            self._kfz_log_list(records, (), Export("print"))

    @api.model
    def _kfz_log_list(self, records, names, export, counts=None):
        """Enter an export of records, once per zone of the user's that they belong to.

        :param names: of the exported columns
        :param export: :class:`Export`
        :param counts: what :meth:`_kfz_counts` says of the records, where that is known
        """
        counts = counts or self._kfz_counts(records)
        filter_text = ""
        if len(counts) == 1 and export.kind != "call":
            filter_text = self._kfz_filter(records.browse(), export.domain, *counts)
        columns = columns_words(records, names)
        self._kfz_log(records, export.kind, counts, filter_text, columns)

    @api.model
    def _kfz_log_table(self, model, kind, count, domain=None, names=()):
        """Enter rows that are no records: of a pivot table, or of groups; they may tell of all that the user reads.

        :param domain: None for rows of which no filter is known
        :param names: of the columns
        """
        zone = self._kfz_here()
        filter_text = "" if domain is None else self._kfz_filter(model, domain, zone)
        self._kfz_log(model, kind, {zone: count}, filter_text, columns_words(model, names))

    @api.model
    def _kfz_log_document(self, model, title, zones=None):
        """Enter a workbook of the system's own making, with its title as the list.

        :param zones: that it tells of; those that are the user's get an entry
        """
        zones = (zones & self.env.user.company_ids) if zones else None
        self._kfz_log(
            model, "document", dict.fromkeys(zones or [self._kfz_here()], 1), "", "", title
        )

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
    def _kfz_list_name(self, model, is_own=False):
        """What a list is called: where core's name of the model says something else, the words of the zones.

        :param is_own: whether it is that of a page of ours, which shows projects or enterprises alone
        """
        words = {
            "crm.lead": self.env._("Leads and projects"),
            "res.partner": self.env._("Enterprises and contacts"),
        }
        if is_own:
            words = {"crm.lead": self.env._("Projects"), "res.partner": self.env._("Enterprises")}
        return words.get(model._name) or self.env["ir.model"]._get(model._name).name

    @api.model
    def _kfz_counts(self, records):
        """{zone: number of the records that belong to it}; the others count for the zone of :meth:`_kfz_here`."""
        own, here = self.env.user.company_ids, self._kfz_here()
        field = records._fields.get("company_id")
        if field is None or field.comodel_name != "res.company":
            return {here: len(records)}
        zones = records._kfz_in_memory(field)
        if zones is None:
            # alone: a missing value would have all others of the records read with it
            records.fetch(["company_id"])
            zones = [record.company_id.id for record in records]
        counts = Counter()
        for ident, count in Counter(zones).items():
            counts[own.browse(ident) if ident in own._ids else here] += count
        return counts or {here: len(records)}

    @api.model
    def _kfz_here(self):
        """The one zone of which the user is; none for who works in several, or above them."""
        zones = self.env.user.company_ids
        return zones if len(zones) == 1 and not self._kfz_is_above() else zones.browse()

    @api.model
    def _kfz_is_above(self):
        return any(self.env.user.has_group(group) for group in ABOVE_ZONES)

    @api.model
    def _kfz_filter(self, model, domain, zone):
        """How records were found, with the rights of a reader of the entry's zone alone.

        :param domain: None for records that were chosen
        :param zone: empty for an entry that only the administrator reads
        """
        if domain is None:
            return self.env._("Chosen one by one")
        withheld = self.env._("Not shown: it may name records that this zone does not read.")
        if zone:
            # whoever works beyond the zone may have typed a name from there
            is_ours = self._kfz_here() == zone
            if not is_ours and (self._kfz_is_above() or has_typed_words(model, domain)):
                return withheld
            model = model.with_context(allowed_company_ids=zone.ids)
        try:
            return domain_words(model, domain) or self.env._("All records")
        except Unseen:
            return withheld
