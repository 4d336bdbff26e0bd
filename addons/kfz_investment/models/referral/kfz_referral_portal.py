from odoo import api, models

from ...domain import referral_form
from ..base.period_words import day_text, moment_text


class KfzReferral(models.Model):
    """The portal of an intermediary. It has no access right to any of our models: it only gets the plain values of its own
    referrals that are made here."""

    _inherit = "kfz.referral"

    @api.model
    @api.private
    def _kfz_portal_own(self, access):
        """The referrals of the intermediaries and zones of accesses, as the system.

        :param access: records of ``kfz.portal.access`` that are in force
        """
        # sudo: a portal user has no right to referrals; the domain holds its own only
        return self.sudo().search(access._kfz_portal_domain()) if access else self.browse()

    @api.private
    def _kfz_portal_values(self):
        """A referral as its intermediary sees it, in the reader's language; moments in Shanghai time."""
        self.ensure_one()
        states = dict(self._fields["state"]._description_selection(self.env))
        return {
            "id": self.id,
            "enterprise_name": self.enterprise_name,
            "enterprise_code": self.enterprise_code or "",
            "zone": self.company_id.name,
            "intermediary": self.intermediary_id.name,
            "state": self.state,
            "state_label": states[self.state],
            "registered_on": self._kfz_portal_moment(self.registered_on),
            "expires_on": day_text(self.env, self.expires_on),
            "decided_on": self._kfz_portal_moment(self.decided_on),
            "reason": self.reason or "",
            "idea": self.idea or "",
            "contact": " · ".join(
                filter(None, (self.contact_name, self.contact_phone, self.contact_email))
            ),
            "members": [
                {"name": m.name, "share": f"{m.share:g}", "is_payee": m.is_payee}
                for m in self.member_ids
            ],
            "declaration": self.declaration_text or "",
            "declared_on": self._kfz_portal_moment(self.declared_on),
            "letters": [{"id": file.id, "name": file.name} for file in self._kfz_portal_letters()],
            "has_project": bool(self.lead_id),
            "may_withdraw": self._kfz_portal_may_withdraw(),
            "may_upload": self.state == "registered",
        }

    def _kfz_portal_moment(self, moment):
        return moment_text(self.env, moment)

    def _kfz_portal_letters(self):
        """The files that the intermediary itself sent."""
        return self.attachment_ids.filtered(lambda file: file.create_uid.share)

    def _kfz_portal_may_withdraw(self):
        return self.state == "registered" or (
            self.state == "accepted" and not self._kfz_signed_on()
        )

    @api.model
    def _kfz_portal_letters_since(self, referrals, since):
        """The letters that were sent on the portal with referrals of a domain."""
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self._search(referrals)),
                ("create_date", ">", since),
                ("create_uid.share", "=", True),
            ]
        )

    @api.model
    @api.private
    def _kfz_portal_taking(self, access):
        """The accesses with which a referral can be registered: some zones take none from natural persons."""
        return access.filtered(
            lambda one: one.intermediary_id.is_company or one.company_id.kfz_person_intermediaries
        )

    @api.model
    @api.private
    def _kfz_portal_register(self, access, form, files):
        """Register what a portal user has sent; its form and files have been checked.

        :raises ValidationError: when a rule of the register is broken
        :raises UserError: when too many were registered within a day
        """
        access._kfz_portal_spend("referral")
        intermediary, zone = access.intermediary_id, access.company_id
        # sudo: a portal user has no right to referrals; everything that it may not set is set by the system
        record = (
            self.sudo()
            .with_context(default_company_id=zone.id, allowed_company_ids=zone.ids)
            .create(
                {
                    **form.values,
                    "enterprise_code": form.values["enterprise_code"] or False,
                    "intermediary_id": intermediary.id,
                    "company_id": zone.id,
                    "member_ids": [
                        (0, 0, {**member, "share": float(member["share"])})
                        for member in form.members
                    ],
                }
            )
        )
        record._kfz_portal_attach(files)
        return record

    @api.private
    def _kfz_portal_attach(self, files):
        """Tie letters to the referral, readable by the readers of the referral."""
        attachments = self.env["ir.attachment"].create(
            [
                {
                    "name": referral_form.file_name(file.name),
                    "raw": file.content,
                    "mimetype": referral_form.file_kind(file),
                    "res_model": self._name,
                    "res_id": self.id,
                }
                for file in files
            ]
        )
        self.attachment_ids = [(4, attachment.id) for attachment in attachments]

    @api.model
    def _kfz_portal_message(self, code, typed=None):
        """The sentence for a code of ``domain/referral_form``."""
        if code.startswith("code_"):
            problem = referral_form.uscc.find_problem((typed or {}).get("enterprise_code") or "")
            return self.env["res.partner"]._kfz_uscc_message(problem) if problem else ""
        megabytes = referral_form.MAX_BYTES // 1024 // 1024
        return {
            "required": self.env._("Please fill this in."),
            "long": self.env._("This is too long."),
            "email": self.env._("This is not an e-mail address."),
            "phone": self.env._("This is not a phone number: use digits, spaces, + and -."),
            "declare": self.env._("A referral needs this declaration."),
            "zone": self.env._("Choose one of the zones."),
            "team_name": self.env._("Each member of the team needs a name."),
            "team_share": self.env._(
                "Each member of the team has a share above 0 and up to 100 percent."
            ),
            "team_sum": self.env._("The shares of the team must sum to 100 percent."),
            "team_payee": self.env._("Tick the one member of the team to whom the award is paid."),
            "files_hint": self.env._(
                "PDF, JPG or PNG; at most %(count)s files of %(size)s MB each.",
                count=referral_form.MAX_FILES,
                size=megabytes,
            ),
            "files_none": self.env._("Add the letter of the investor."),
            "files_many": self.env._(
                "Send at most %(count)s files.", count=referral_form.MAX_FILES
            ),
            "files_big": self.env._("A file may have at most %(size)s MB.", size=megabytes),
            "files_empty": self.env._("This file is empty."),
            "files_kind": self.env._("Send the letter as PDF, JPG or PNG."),
        }[code]
