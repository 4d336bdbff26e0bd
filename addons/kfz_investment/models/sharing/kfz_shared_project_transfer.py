from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import calendar


class KfzSharedProject(models.Model):
    """Transfer between zones (流转): the project goes on in the receiving zone, and the same sheet, now filled from
    there, carries milestones, dates and amounts back to the zone of origin."""

    _inherit = "kfz.shared.project"

    origin_zone_id = fields.Many2one(
        "res.company",
        "Transferred from",
        readonly=True,
        index="btree_not_null",
        help="The zone that transferred the project; it can follow the progress here.",
    )
    transferred_on = fields.Date("Transferred on", readonly=True)

    def action_accept_transfer(self, response_id):
        """Accept a transfer request: open the project in the requesting zone, close it here as transferred.

        :param int response_id: id of the ``kfz.share.response``
        :raises AccessError: when the user is not a manager of the sharing zone
        :raises UserError: when the answer is not a transfer request, or the project cannot be transferred
        """
        self.ensure_one()
        self.check_access("read")
        response = self._kfz_check_transfer(response_id)
        # the share is read with the user's rights: it belongs to the user's zone
        share = self.env["kfz.share"].search(
            [("sheet_uid", "=", self.uid), ("state", "=", "published")]
        )
        share._kfz_check_manager()
        lead, zone = share.lead_id, response.company_id
        lead.check_access("write")
        # sudo: the project is opened in a zone in which the user does not work; the user's right to transfer it was checked
        opened = lead._kfz_as_system()._kfz_open_in_zone(zone, self)
        # sudo: the other shares end with the project, and users cannot write its closing fields directly
        share.sudo()._kfz_hand_over_sheet(opened, zone)
        lead._kfz_close_transferred(zone)
        self._kfz_tell(
            zone,
            self.env._(
                "%(origin)s accepted the transfer. The project is now %(code)s of your zone.",
                origin=share.company_id.display_name,
                code=opened.project_code,
            ),
        )
        return True

    def _kfz_check_transfer(self, response_id):
        if not self.env.su and not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(
                self.env._("Only a promotion manager of the sharing zone can accept a transfer.")
            )
        if self.zone_id not in self.env.companies:
            raise AccessError(
                self.env._("Only a promotion manager of the sharing zone can accept a transfer.")
            )
        # the answers to the sheet, as the user may read them
        response = self.response_ids.filtered(lambda answer: answer.id == response_id)
        if self.state != "published" or self.origin_zone_id:
            raise UserError(
                self.env._("This share has ended, or its project was transferred already.")
            )
        if response.kind != "transfer_request" or response.company_id not in self.recipient_ids:
            raise UserError(
                self.env._(
                    "This answer is not a transfer request, or its zone can no longer see the sheet."
                )
            )
        # one of two acceptances at the same moment waits, sees the change and is refused
        # sudo: sheets are written by the system only; here one is locked
        self.sudo()._kfz_lock_rows()
        return response

    def _kfz_become_thread(self, zone, origin):
        """The receiving zone owns the sheet from now on; the zone of origin is its only reader."""
        self.ensure_one()
        self._kfz_forget(self.recipient_ids - zone)
        self.write(
            {
                "zone_id": zone.id,
                "origin_zone_id": origin.id,
                "transferred_on": calendar.today(),
                "recipient_ids": [fields.Command.set(origin.ids)],
            }
        )
        self._drop_strangers(zone | origin)

    def _drop_strangers(self, zones):
        """Hook: remove what other rooms keep on the sheet for zones that no longer have a part in it."""
