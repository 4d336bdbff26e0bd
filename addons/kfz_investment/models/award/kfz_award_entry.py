import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

STEPS = [
    ("opened", "Opened"),
    ("claimable", "Claimable"),
    ("claimed", "Claimed"),
    ("customs_confirmed", "Confirmed by customs"),
    ("committee_confirmed", "Confirmed by the committee"),
    ("publicity", "Publicity"),
    ("payable", "Payable"),
    ("paid", "Paid"),
    ("refused", "Not awarded"),
    ("clawed_back", "Clawed back"),
    ("returned", "Returned"),
    ("reopened", "Reopened"),
    ("question", "Claw-back question"),
    ("objection", "Objection"),
    ("answer", "Answer to an objection"),
    ("landing", "Landing changed"),
    ("companies", "Whose trade changed"),
    ("kept", "Confirmed companies kept"),
    ("scheme", "Scheme changed"),
    ("merged", "Contacts merged"),
]


class KfzAwardEntry(models.Model):
    """The ledger of awards: each step with its user, moment and figures, chained by hashes.

    One chain per zone: a zone verifies its own without reading another's, may run its own server, and never waits for
    another zone when it writes. ``content`` is canonical JSON and holds what the columns hold, the id included; ``hash`` is SHA-256 of
    ``previous_hash`` and ``content``. The database refuses changes, deletions and emptying. ``moment`` is UTC.
    """

    _name = "kfz.award.entry"
    _description = "Award ledger"
    _inherit = ["kfz.append.only.mixin"]
    _order = "company_id, sequence"
    _rec_name = "sequence"
    _log_access = False

    company_id = fields.Many2one("res.company", "Zone", required=True, ondelete="restrict")
    sequence = fields.Integer("No.", required=True)
    award_id = fields.Many2one("kfz.award", required=True, index=True, ondelete="restrict")
    step = fields.Selection(STEPS, required=True)
    user_id = fields.Many2one("res.users", "By", required=True, ondelete="restrict")
    moment = fields.Char("Moment (UTC)", required=True)
    date = fields.Datetime("When", compute="_compute_date")
    content = fields.Text(required=True)
    previous_hash = fields.Char("Previous hash", required=True)
    hash = fields.Char(required=True)

    _place = models.UniqueIndex(
        "(company_id, sequence)", "The ledger already has an entry at this place."
    )

    @api.depends("moment")
    def _compute_date(self):
        for entry in self:
            entry.date = entry.moment and fields.Datetime.to_datetime(
                entry.moment[:19].replace("T", " ")
            )

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        raise UserError(
            self.env._(
                "Entries of the award ledger are made by the steps of an award, never by hand."
            )
        )

    # reading

    @api.model
    def _kfz_statements(self, awards):
        """{award id: what customs confirmed last}, of awards with a confirmation."""
        rows = (
            self.env.execute_query(
                SQL(
                    "SELECT DISTINCT ON (award_id) award_id, content FROM kfz_award_entry WHERE award_id = ANY(%s) AND step = 'customs_confirmed' "
                    "ORDER BY award_id, sequence DESC",
                    list(awards._ids),
                )
            )
            if awards
            else ()
        )
        return {ident: json.loads(content).get("statement") for ident, content in rows}
