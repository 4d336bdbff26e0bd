"""Seeded bugs of the guard of common records and of the proposals to change them. See ``test_seeded_guards.py``."""

from ..isolation.seeds import OURS, replaced, widen_rule


def nothing_shared(self):
    """Take every record for a zone's own."""
    return self.browse()


def passes(self, *_given):
    """A check that finds nothing."""


# a table: one row per bug
# fmt: off
#: (the bug, seed, check, arguments of the check)
COMMON = [
    ("common: no record is guarded", replaced("res.partner", "_kfz_not_ours_to_change", nothing_shared), "changes_common", ("officer_b", "is_enterprise", False)),
    ("common: renamed by a zone", replaced("res.partner", "_kfz_check_common_write", passes), "changes_common", ("officer_b", "name", "试探")),
    ("common: archived by a zone", replaced("res.partner", "_kfz_check_common_write", passes), "changes_common", ("manager_b", "active", False)),
    ("common: every field is taken for the zone's own", replaced("res.partner", "_kfz_is_zones_own_field", lambda self, name: True), "changes_common", ("officer_b", "business_scope", "试探")),
    ("common: what stands under an enterprise", replaced("res.partner", "_kfz_shared_kinds", lambda self: {}), "changes_common", ("officer_b", "ownership", "state")),
    ("common: files of a zone", replaced("ir.attachment", "_kfz_check_common_files", passes), "attaches_to_common", ("officer_b",)),
    ("companies: renamed through their partner", replaced("res.partner", "_kfz_shared_kind", lambda self: self.is_enterprise and "directory"), "renames_zone", ("officer_b",)),
    ("proposals: read by all zones", widen_rule(OURS + "kfz_directory_proposal_rule_officer"), "reads_proposal", ("officer_b",)),
    ("proposals: decided by a zone", replaced("kfz.directory.proposal", "_kfz_check_keeper", passes), "accepts_proposal", ("officer2",)),
    ("proposals: decided by who made them", replaced("kfz.directory.proposal", "_kfz_check_decision", passes), "accepts_proposal", ("officer",)),
    ("proposals: withdrawn by others", replaced("kfz.directory.proposal", "_kfz_is_proposers", lambda self: True), "withdraws_proposal", ("joint",)),
]
# fmt: on


class CommonChecks:
    """Mixin of :class:`GuardsCase`: what a zone does to a common enterprise, and to a proposal that is not its own."""

    def _common_record(self):
        common = self._enterprise("试探共同企业有限公司")
        common.company_id = False
        self.env.flush_all()
        return common

    def _open_proposal(self):
        Proposal = self.env["kfz.directory.proposal"].with_user(self.officer)
        return Proposal._kfz_propose([(self._common_record(), {"city": "昆明"})], "试探")

    def _tries(self, user, model, method, *arguments):
        try:
            with self.cr.savepoint():
                return self._caller(user)(model, method, *arguments)
        except Exception:  # what a client is told; only what stays counts
            self.env.invalidate_all()
            return None

    def _changes_common(self, user, name, value):
        common = self._common_record()
        self._tries(user, "res.partner", "write", common.ids, {name: value})
        self.env.invalidate_all()
        return common[name] == value

    def _attaches_to_common(self, user):
        place = {"res_model": "res.partner", "res_id": self._common_record().id}
        return bool(self._tries(user, "ir.attachment", "create", [{"name": "试探", **place}]))

    def _renames_zone(self, user):
        partner = self.zone_a.partner_id
        self._tries(user, "res.partner", "write", partner.ids, {"name": "试探"})
        self.env.invalidate_all()
        return self.zone_a.name == "试探"

    def _reads_proposal(self, user):
        proposal = self._open_proposal()
        domain = [["id", "=", proposal.id]]
        return bool(self._tries(user, "kfz.directory.proposal", "search_read", domain))

    def _accepts_proposal(self, user):
        proposal = self._open_proposal()
        self._tries(user, "kfz.directory.proposal", "action_accept", proposal.ids)
        self.env.invalidate_all()
        return proposal.state == "accepted"

    def _withdraws_proposal(self, user):
        proposal = self._open_proposal()
        self._tries(user, "kfz.directory.proposal", "action_withdraw", proposal.ids)
        self.env.invalidate_all()
        return proposal.state == "withdrawn"
