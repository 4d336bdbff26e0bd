from odoo import SUPERUSER_ID, fields, models
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
        help="The zone that passed the project on; it reads here what becomes of it.",
    )
    transferred_on = fields.Date("Transferred on", readonly=True)

    def action_accept_transfer(self, response_id):
        """Accept a transfer request: open the project in the zone that asked, close it here as transferred.

        :param int response_id: id of the ``kfz.share.response``
        :raises AccessError: when the user is no manager of the zone that shares
        :raises UserError: when the answer asks for no transfer, or the project cannot be transferred
        """
        self.ensure_one()
        self.check_access("read")
        response = self._kfz_check_transfer(response_id)
        # the share is read with the user's rights: it is the own zone's
        share = self.env["kfz.share"].search(
            [("sheet_uid", "=", self.uid), ("state", "=", "published")]
        )
        share._kfz_check_manager()
        lead, zone = share.lead_id, response.company_id
        lead.check_access("write")
        # sudo: the project is opened in a zone in which the user does not work; the user's right to pass it on was checked
        opened = lead.with_user(SUPERUSER_ID)._kfz_open_in_zone(zone, self)
        # sudo: the other shares end with the project, and its closing fields are guarded from hand
        share.sudo()._kfz_hand_over_sheet(opened, zone)
        lead._kfz_close_transferred(zone)
        self._kfz_tell(
            zone,
            self.env._(
                "%(origin)s accepted the transfer. The project is now %(code)s of your zone.",
                origin=share.company_id.name,
                code=opened.project_code,
            ),
        )
        return True

    def _kfz_check_transfer(self, response_id):
        if not self.env.su and not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(
                self.env._("Only a promotion manager of the zone that shares accepts a transfer.")
            )
        if self.zone_id not in self.env.companies:
            raise AccessError(
                self.env._("Only a promotion manager of the zone that shares accepts a transfer.")
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
                    "This answer asks for no transfer, or its zone does not see the sheet any more."
                )
            )
        # one of two acceptances at the same moment waits, sees the change and is refused
        # sudo: sheets are written by the system only; here one is locked
        self.sudo().lock_for_update()
        return response

    def _kfz_become_thread(self, zone, origin):
        """The receiving zone owns the sheet from now on, and only the zone of origin reads along."""
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
        """Hook: take away what only hangs on the sheet for zones other than these; they have no part in it any more."""
