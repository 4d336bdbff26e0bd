from odoo import fields, models
from odoo.exceptions import AccessError, RedirectWarning, UserError

from ..base.lists import comma
from .kfz_directory_proposal import KEEPER
from .proposal_values import is_same

PAGE = "kfz_investment.kfz_directory_proposal_action"
DECIDE_PAGE = "kfz_investment.kfz_directory_proposal_decide_action"


class KfzDirectoryProposal(models.Model):
    """Accept, refuse, withdraw and undo: each checks who acts and what state the proposal is in."""

    _inherit = "kfz.directory.proposal"

    def action_accept(self):
        """Make the changes, as the keeper of the directory.

        :raises UserError: when a record has changed since; :meth:`action_accept_anyway` is the explicit second act
        """
        self._kfz_check_decision()
        for proposal in self:
            if stale := proposal.line_ids._kfz_stale():
                raise UserError(
                    self.env._(
                        "%(name)s has changed since this was proposed: %(fields)s. Compare the values on the proposal and "
                        "choose “Accept anyway” if the proposed ones are still right.",
                        name=proposal._kfz_proposed_name(),
                        fields=stale._kfz_labels(),
                    )
                )
            proposal._kfz_accept()
        self._kfz_tell_proposers()
        return True

    def action_accept_anyway(self):
        """Make the changes although the record has changed since; what stands now is what undo puts back."""
        self._kfz_check_decision()
        self._kfz_accept()
        self._kfz_tell_proposers()
        return True

    def action_refuse(self, note=None):
        """Leave the records as they are, and say why.

        :raises UserError: without a reason
        """
        self._kfz_check_decision()
        note = self._kfz_entered(note)
        if not note:
            raise UserError(self.env._("Enter why you refuse: the proposing zone reads it."))
        self._kfz_decide("refused", note=note)
        self._kfz_tell_proposers()
        return True

    def action_withdraw(self):
        """Take a proposal back, as the zone that made it."""
        self.check_access("read")
        self._kfz_check_state("proposed")
        if not all(proposal._kfz_is_proposers() for proposal in self):
            raise AccessError(self.env._("Only the zone that proposed a change withdraws it."))
        self._kfz_decide("withdrawn")
        return True

    def action_undo(self):
        """Put back what an acceptance replaced, where the accepted values still stand.

        :raises UserError: names the fields that have changed again
        """
        self._kfz_check_keeper()
        self._kfz_check_state("accepted")
        for proposal in self:
            lines = proposal.line_ids
            proposal._kfz_partner()
            gone = lines.filtered(lambda line: not is_same(line._kfz_present(), line.new_value))
            if gone:
                raise UserError(
                    self.env._(
                        "%(name)s has changed again since: %(fields)s. Nothing was undone; change it by a new proposal.",
                        name=proposal._kfz_proposed_name(),
                        fields=gone._kfz_labels(),
                    )
                )
            proposal._kfz_save(lines._kfz_vals("replaced_value"))
        # sudo: proposals are written by the system only; keeper and state were just checked
        self._kfz_as_system().write(
            {"state": "undone", "undone_by_id": self.env.uid, "undone_on": fields.Datetime.now()}
        )
        self._kfz_tell_proposers()
        return True

    # doing it

    def _kfz_accept(self):
        for proposal in self:
            partner = proposal._kfz_partner()
            now = partner._kfz_identity()
            for line in proposal.line_ids:
                # sudo: proposals are written by the system only; who decides was checked
                line._kfz_as_system().replaced_value = now[line.name]
            proposal._kfz_save(proposal.line_ids._kfz_vals("new_value"))
        self._kfz_decide("accepted")

    def _kfz_save(self, vals):
        """Write the record of the directory.

        :raises UserError: when somebody signs in with what would be archived; core would name the user
        """
        partner = self._kfz_partner()
        try:
            partner.write(vals)
            # what is computed from it is the system's, too
            partner.flush_recordset()
        except RedirectWarning:
            raise UserError(
                self.env._(
                    "Somebody signs in as %(name)s, so it cannot be archived. Ask the administrator to close that access first.",
                    name=self._kfz_proposed_name(),
                )
            ) from None

    def _kfz_decide(self, state, **values):
        # sudo: proposals are written by the system only; who decides was checked
        self._kfz_as_system().write(
            {
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Datetime.now(),
                **values,
            }
        )

    def _kfz_partner(self):
        """The record of the directory, as the system, whose changes name nobody.

        :raises UserError: when it is common no more
        """
        self.ensure_one()
        # sudo: keepers have no right to contacts; they change common records by decisions alone
        partner = self.partner_id._kfz_as_system()
        partner._kfz_check_in_directory()
        return partner

    def _kfz_proposed_name(self):
        """The name of the record, for sentences."""
        # sudo: all zones read it; the office has no right to persons among common records
        return self.partner_id.sudo().name or ""

    # who and when

    def _kfz_check_decision(self):
        self._kfz_check_keeper()
        self._kfz_check_state("proposed")
        if self.user_id & self.env.user:
            raise AccessError(
                self.env._("Another keeper of the directory decides what you proposed yourself.")
            )

    def _kfz_check_keeper(self):
        self.check_access("read")
        if not self.env.user.has_group(KEEPER):
            raise AccessError(
                self.env._("Only the keeper of the common directory decides on changes of it.")
            )

    def _kfz_check_state(self, state):
        """:raises UserError: says in which state a proposal is that is not in the one asked for"""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for proposal in self:
            if proposal.state != state:
                raise UserError(
                    self.env._(
                        "The proposal for %(name)s is “%(state)s”, not “%(wanted)s”: load the page again.",
                        name=proposal._kfz_proposed_name(),
                        state=labels[proposal.state],
                        wanted=labels[state],
                    )
                )

    # notices

    def _kfz_names(self):
        """The names of the records, the first few, for notices."""
        names = [proposal._kfz_proposed_name() for proposal in self[:3]]
        return comma(self.env).join(names) + ("…" if len(self) > len(names) else "")

    def _kfz_tell_keepers(self):
        # sudo: who keeps the directory is not for the proposer to see, only to reach
        keepers = self.env.ref(KEEPER).sudo().all_user_ids
        self.env["kfz.notice.mixin"]._kfz_tell_users(
            keepers.filtered(lambda user: user.active and not user.share).sudo(False),
            self.env._(
                "Changes of the common directory were proposed: %(names)s.", names=self._kfz_names()
            ),
            (DECIDE_PAGE, self.env._("Proposals to decide")),
        )

    def _kfz_tell_proposers(self):
        """Each proposer learns what became of which records."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for user in self.user_id.filtered("active") - self.env.user:
            mine = self.filtered(lambda proposal, user=user: proposal.user_id == user)
            for state in dict.fromkeys(mine.mapped("state")):
                same = mine.filtered(lambda proposal, state=state: proposal.state == state)
                self.env["kfz.notice.mixin"]._kfz_tell_users(
                    user,
                    self.env._(
                        "%(state)s by the keeper of the common directory: %(names)s.",
                        state=labels[state],
                        names=same._kfz_names(),
                    ),
                    (PAGE, self.env._("Change proposals")),
                )
