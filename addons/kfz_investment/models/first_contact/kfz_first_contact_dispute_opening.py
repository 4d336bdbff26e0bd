from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ...domain import names


class KfzFirstContactDispute(models.Model):
    """How a zone opens a dispute with another; at most one about an enterprise is open between two zones."""

    _inherit = "kfz.first.contact.dispute"

    @api.model
    def _kfz_start(self, identity, own, other, holder, request):
        """Open a dispute of the user's own zone with another.

        :param holder: the zone that holds the claim, as the opener knows it from its own records
        """
        self._check_opener(own, other)
        request = self._kfz_entered(request)
        # sudo: disputes are written by the system only; the user has just been checked
        Dispute = self._kfz_as_system()
        Dispute._check_none_open(identity, own, other)
        dispute = Dispute.create(
            {
                "name": identity.name or identity.code,
                "uscc": identity.code or False,
                "opener_id": own.id,
                "respondent_id": other.id,
                "holder_id": holder.id,
                "request": request or False,
            }
        )
        self._kfz_tell(
            other,
            self.env._(
                "%(zone)s opened a first-contact dispute with you. Add your evidence.",
                zone=own.name,
            ),
        )
        return dispute.with_env(self.env)

    @api.model
    def _check_opener(self, own, other):
        if (
            not self.env.user.has_group("kfz_investment.group_kfz_manager")
            or own not in self.env.companies
        ):
            raise AccessError(
                self.env._("Only a promotion manager of the zone can open a dispute for it.")
            )
        if other == own or not other.zone_code:
            raise UserError(self.env._("Choose the other zone of the dispute."))

    @api.model
    def _check_none_open(self, identity, own, other):
        """Refuse when an open dispute between the two zones is about the same name or code."""
        key = names.match_key(identity.name)
        for known in self.search(
            [
                ("state", "in", ("open", "submitted")),
                ("opener_id", "in", (own.id, other.id)),
                ("respondent_id", "in", (own.id, other.id)),
            ]
        ):
            same_code = identity.code and known.uscc == identity.code
            if same_code or names.match_key(known.name) == key:
                raise UserError(
                    self.env._(
                        "There is already an open dispute with %(zone)s over this enterprise.",
                        zone=other.name,
                    )
                )
