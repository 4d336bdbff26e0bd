from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar, referral
from ..base.period_words import day_text


class KfzReferral(models.Model):
    """Findings that block the acceptance of a referral, or that a manager should consider: rules in ``domain/referral``."""

    _inherit = "kfz.referral"

    blocking_text = fields.Text("Blocking acceptance", compute="_compute_findings")
    warning_text = fields.Text("To consider", compute="_compute_findings")

    @api.depends("state", "partner_id", "attachment_ids", "declared_on", "member_ids", "lead_id")
    @api.depends_context("lang", "uid")
    def _compute_findings(self):
        for record in self:
            found = record._kfz_findings() if record.id and record.state == "registered" else []
            record.blocking_text = (
                "\n".join(text for code, text in found if code in referral.BLOCKING) or False
            )
            record.warning_text = (
                "\n".join(text for code, text in found if code not in referral.BLOCKING) or False
            )

    # findings

    def _kfz_check_acceptable(self):
        """:raises UserError: with everything that is in the way"""
        texts = [text for code, text in self._kfz_findings() if code in referral.BLOCKING]
        if texts:
            raise UserError(
                self.env._(
                    "The referral of “%(enterprise)s” cannot be accepted:\n%(items)s",
                    enterprise=self.enterprise_name,
                    items="\n".join(f"• {text}" for text in texts),
                )
            )

    def _kfz_findings(self):
        """(code, sentence) of all that is in the way of acceptance or has to be weighed."""
        self.ensure_one()
        return [
            *self._kfz_find_papers(),
            *self._kfz_find_persons(),
            *self._kfz_find_contact(),
            *self._kfz_find_signing(),
            *self._kfz_find_rivals(),
        ]

    def _kfz_find_papers(self):
        if not self.attachment_ids:
            yield "evidence", self.env._("The letter of the investor is missing.")
        if not (self.declares_not_official and self.declares_not_affiliate):
            yield "declarations", self.env._("Both declarations of the intermediary are needed.")
        if not self.partner_id:
            yield (
                "enterprise",
                self.env._("Choose the matching enterprise of the directory, or add it there."),
            )
        if referral.has_expired("registered", self.expires_on, None, calendar.today()):
            yield (
                "expired",
                self.env._(
                    "Its validity ended on %(date)s.", date=day_text(self.env, self.expires_on)
                ),
            )
        if self.partner_id and not referral.same_enterprise(
            self.enterprise_name, self.enterprise_code, self.partner_id.name, self.partner_id.vat
        ):
            yield (
                "name_differs",
                self.env._(
                    "“%(registered)s” was registered, the directory says “%(enterprise)s”: make sure that both are the same.",
                    registered=self.enterprise_name,
                    enterprise=self.partner_id.name,
                ),
            )

    def _kfz_find_contact(self):
        contacts = self._kfz_contacts()
        found = referral.first_contact(self.registered_on, contacts) if contacts else None
        if not found:
            return
        code, contact = found
        yield code, self._kfz_contact_sentence(code, contact.day)

    def _kfz_contact_sentence(self, code, day):
        """What an earlier contact means for the referral, for the manager who decides."""
        if code == "contact":
            return self.env._(
                "The zone had contact with the enterprise on %(date)s already, before this referral was registered.",
                date=day_text(self.env, day),
            )
        if code == "contact_late":
            return self.env._(
                "A contact dated %(date)s, before this referral, was recorded only after its registration. Decide which counts.",
                date=day_text(self.env, day),
            )
        return self.env._(
            "A contact of %(date)s, the day of this referral, was recorded only after its registration, and a visit has no time of day. Find out which came first: the referral counts only if it did.",
            date=day_text(self.env, day),
        )

    def _kfz_find_signing(self):
        leads = self._kfz_projects()
        signed = referral.signed_before(
            self.registered_on, [lead.signed_date for lead in leads if lead.signed_date]
        )
        if signed:
            yield (
                "signed",
                self.env._(
                    "A project of the enterprise was signed on %(date)s; a referral must precede it.",
                    date=day_text(self.env, signed),
                ),
            )
            return
        before = leads.filtered(
            lambda lead: referral.on_record(lead.create_date, self.registered_on)
        )
        if before:
            yield (
                "known",
                self.env._(
                    "The zone had a project of this enterprise before: %(project)s.",
                    project=before[0].display_name,
                ),
            )
