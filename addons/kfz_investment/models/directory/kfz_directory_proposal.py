from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .proposal_values import IDENTITY, is_same, plain

KEEPER = "kfz_investment.group_kfz_directory_keeper"
OFFICER = "kfz_investment.group_kfz_officer"


class KfzDirectoryProposal(models.Model):
    """What a zone would change of a record that all zones use, and what the keeper of the directory decided.

    The proposing zone reads its own, the keepers all; other zones read the result alone, on the record. Only the methods
    here and in ``_act`` write one. A keeper's own change is a proposal that is accepted at once, so each can be undone.
    """

    _name = "kfz.directory.proposal"
    _description = "Proposal to change the common directory"
    _order = "id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        "Common record",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        help="Enterprise or intermediary of the common directory that is to be changed.",
    )
    company_id = fields.Many2one(
        "res.company",
        "Proposing zone",
        readonly=True,
        index=True,
        ondelete="restrict",
        help="Empty when the keeper of the directory made the change.",
    )
    user_id = fields.Many2one("res.users", "Proposed by", required=True, readonly=True)
    source = fields.Selection(
        [("page", "Page"), ("workbook", "Workbook")],
        "Proposed from",
        required=True,
        default="page",
        readonly=True,
    )
    reason = fields.Char("Reason", readonly=True, help="Why the record should be changed.")
    state = fields.Selection(
        [
            ("proposed", "Waiting for a decision"),
            ("accepted", "Change accepted"),
            ("refused", "Change refused"),
            ("withdrawn", "Withdrawn"),
            ("undone", "Change undone"),
        ],
        "Status",
        required=True,
        default="proposed",
        readonly=True,
        index=True,
    )
    line_ids = fields.One2many(
        "kfz.directory.proposal.line", "proposal_id", "Changes", readonly=True
    )
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True)
    decided_on = fields.Datetime("Decided on", readonly=True)
    undone_by_id = fields.Many2one("res.users", "Undone by", readonly=True)
    undone_on = fields.Datetime("Undone on", readonly=True)
    note = fields.Char("Remark on the decision", readonly=True)
    changes = fields.Char(
        "Fields", compute="_compute_changes", help="The fields that the proposal would change."
    )
    is_stale = fields.Boolean(
        "Changed since",
        compute="_compute_is_stale",
        help="Whether the record has changed since the proposal was made.",
    )
    may_decide = fields.Boolean(
        compute="_compute_may_decide", help="Technical: whether you may accept or refuse it."
    )
    may_withdraw = fields.Boolean(
        compute="_compute_may_decide", help="Technical: whether you may withdraw it."
    )

    @api.depends("line_ids.name")
    @api.depends_context("lang")
    def _compute_changes(self):
        for proposal in self:
            proposal.changes = proposal.line_ids._kfz_labels()

    @api.depends("state", "line_ids.old_value")
    def _compute_is_stale(self):
        for proposal in self:
            proposal.is_stale = proposal.state == "proposed" and bool(
                proposal.line_ids._kfz_stale()
            )

    @api.depends("state", "user_id", "company_id")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        is_keeper = self.env.user.has_group(KEEPER)
        for proposal in self:
            is_open = proposal.state == "proposed"
            proposal.may_decide = is_open and is_keeper and proposal.user_id != self.env.user
            proposal.may_withdraw = is_open and proposal._kfz_is_proposers()

    def _kfz_is_proposers(self):
        """Whether the user proposed it, or works as an officer of the zone that did."""
        return self.user_id == self.env.user or (
            self.env.user.has_group(OFFICER) and self.company_id in self.env.user.company_ids
        )

    # proposing

    @api.model
    def _kfz_propose(self, wanted, reason="", source="page"):
        """Propose changes of common records, with one notice to the keepers for all of them.

        A keeper who works for no zone makes the change: it is accepted at once.

        :param wanted: (partner, {field of ``IDENTITY``: plain value}) pairs
        :return: the proposals; none for a pair that changes nothing or that the zone has proposed already
        :raises AccessError: when the user may propose nothing
        :raises UserError: when a record is not common
        """
        reason = self._kfz_entered(reason)
        is_direct = self._kfz_is_direct()
        zone = self.browse() if is_direct else self._kfz_proposing_zone()
        self._kfz_check_wanted(wanted)
        rows = self._kfz_rows(zone, wanted)
        for row in rows:
            row |= {"user_id": self.env.uid, "source": source, "reason": reason or False}
        # sudo: proposals are written by the system only; user and records were just checked
        proposals = self._kfz_as_system().create(rows).with_env(self.env)
        if is_direct:
            proposals._kfz_accept()
        elif proposals:
            proposals._kfz_tell_keepers()
        return proposals

    @api.model
    def _kfz_rows(self, zone, wanted):
        """Values of the proposals, without those that change nothing or that wait already."""
        known = self._kfz_known(zone, [partner.id for partner, _values in wanted])
        rows = []
        for partner, values in wanted:
            lines = self._kfz_differences(partner, values)
            key = (partner.id, self._kfz_key({line["name"]: line["new_value"] for line in lines}))
            if lines and key not in known:
                known.add(key)
                rows.append(
                    {
                        "partner_id": partner.id,
                        "company_id": zone.id,
                        "line_ids": [(0, 0, line) for line in lines],
                    }
                )
        return rows

    @api.model
    def _kfz_is_direct(self):
        """Whether the user changes the directory without asking: a keeper with no zone's interest.

        :raises AccessError: when the user may not even propose
        """
        user = self.env.user
        is_officer, is_keeper = user.has_group(OFFICER), user.has_group(KEEPER)
        if not is_officer and not is_keeper:
            raise AccessError(
                self.env._(
                    "Only promotion officers and the keeper of the directory propose changes of common records."
                )
            )
        return is_keeper and not is_officer

    @api.model
    def _kfz_proposing_zone(self):
        zone = (self.env.company | self.env.companies).filtered("zone_code")[:1]
        if not zone:
            raise AccessError(
                self.env._("Switch to your zone first: a change is proposed in the name of a zone.")
            )
        return zone

    @api.model
    def _kfz_check_wanted(self, wanted):
        partners = self.env["res.partner"].union(*[partner for partner, _values in wanted])
        partners.check_access("read")
        for partner, values in wanted:
            partner._kfz_check_in_directory()
            if not values.get("name", True):
                raise UserError(self.env._("Enter the name: a record of the directory has one."))
            if not set(values) <= set(IDENTITY):
                raise UserError(
                    self.env._(
                        "Only what all zones read of “%(name)s” can be proposed.", name=partner.name
                    )
                )
            self.env["kfz.directory.proposal.line"]._kfz_check_plausible(values)
            if ident := values.get("group_id"):
                self.env["res.partner"].browse(ident)._kfz_check_in_directory()

    @api.model
    def _kfz_differences(self, partner, values):
        """Values of the lines: what differs from the record now, in the order of ``IDENTITY``."""
        now = partner._kfz_identity()
        return [
            {"name": name, "old_value": now[name], "new_value": values[name]}
            for name in IDENTITY
            if name in values and not is_same(now[name], values[name])
        ]

    @api.model
    def _kfz_known(self, zone, ids):
        """{(partner's id, key of the values)} that the zone has proposed and that wait for a decision; two queries."""
        return {
            (proposal.partner_id.id, self._kfz_key(proposal.line_ids._kfz_new_values()))
            for proposal in self.search(
                [
                    ("state", "=", "proposed"),
                    ("company_id", "=", zone.id),
                    ("partner_id", "in", ids),
                ]
            )
        }

    @api.model
    def _kfz_key(self, values):
        return repr(sorted((name, value or False) for name, value in values.items()))

    @api.model
    def _kfz_proposed(self, zone, ids):
        """{partner's id: [{field: plain value}]} of what a zone has proposed and nobody has decided, for the import."""
        found = {}
        for proposal in self.search(
            [("state", "=", "proposed"), ("company_id", "=", zone), ("partner_id", "in", ids)]
        ):
            found.setdefault(proposal.partner_id.id, []).append(proposal.line_ids._kfz_new_values())
        return found

    @api.model
    def _kfz_plain_values(self, vals):
        """Values as for ``write``, plain."""
        Partner = self.env["res.partner"]
        return {name: plain(Partner._fields[name], value) for name, value in vals.items()}
