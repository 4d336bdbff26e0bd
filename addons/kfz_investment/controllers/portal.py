from odoo import http
from odoo.addons.portal.controllers.portal import CustomerPortal, pager
from odoo.exceptions import UserError
from odoo.http import content_disposition, request
from werkzeug.exceptions import Forbidden

from ..domain import referral_form

PAGE = 20
#: above the sum of the files that are taken, so that a file that is too big gets its sentence
MAX_REQUEST = 40 * 1024 * 1024


class ReferralPortal(CustomerPortal):
    """The pages of an intermediary: its referrals and nothing else. A referral of another intermediary and one that does not
    exist give the same answer; so do all pages to a portal user who is not an intermediary."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        intermediary = request.env.user.partner_id._kfz_intermediary()
        return {**values, "kfz_intermediary": bool(intermediary)} if not counters else values

    def _prepare_address_data(self, partner_sudo, **kwargs):
        """Core lists all contacts of a company, those too that a zone entered for itself: an intermediary gets its own address."""
        if partner_sudo._kfz_intermediary():
            return {"billing_addresses": partner_sudo, "delivery_addresses": partner_sudo}
        return super()._prepare_address_data(partner_sudo, **kwargs)

    @http.route()
    def portal_address_submit(self, partner_id=None, **form_data):
        """Core adds an address to the company as superuser; an intermediary changes its own."""
        if not partner_id and request.env["res.company"]._kfz_is_zone_user():
            raise Forbidden
        return super().portal_address_submit(partner_id, **form_data)

    # referrals

    @http.route(
        ["/my/referrals", "/my/referrals/page/<int:page>"], type="http", auth="user", website=True
    )
    def kfz_referrals(self, page=1, state=None, **kw):
        """The list, newest first."""
        intermediary = self._kfz_intermediary()
        if not intermediary:
            return request.not_found()
        own = self._kfz_own()
        states = request.env["kfz.referral"]._fields["state"]._description_selection(request.env)
        counts = {
            value: len(own.filtered(lambda one, value=value: one.state == value))
            for value, _label in states
        }
        state = state if state in counts else None
        shown = own.filtered(lambda one: one.state == state) if state else own
        pages = pager(
            "/my/referrals",
            len(shown),
            max(page, 1),
            PAGE,
            url_args={"state": state} if state else None,
        )
        return request.render(
            "kfz_investment.portal_my_referrals",
            self._kfz_page(
                "kfz_referrals",
                {
                    "referrals": [
                        one._kfz_portal_values()
                        for one in shown[pages["offset"] : pages["offset"] + PAGE]
                    ],
                    "pager": pages,
                    "state": state,
                    "states": [
                        (value, label, counts[value]) for value, label in states if counts[value]
                    ],
                },
            ),
        )

    @http.route(
        "/my/referrals/<int:referral_id>", type="http", auth="user", website=True, methods=["GET"]
    )
    def kfz_referral(self, referral_id, error=None, done=None, **kw):
        """One of its referrals."""
        record = self._kfz_find(referral_id)
        if not record:
            return request.not_found()
        message = (
            record._kfz_portal_message(error)
            if error in ("files_none", "files_many", "files_big", "files_empty", "files_kind")
            else ""
        )
        return request.render(
            "kfz_investment.portal_my_referral",
            self._kfz_page(
                "kfz_referral",
                {"referral": record._kfz_portal_values(), "upload_error": message, "done": done},
            ),
        )

    @http.route(
        "/my/referrals/new",
        type="http",
        auth="user",
        website=True,
        methods=["GET", "POST"],
        max_content_length=MAX_REQUEST,
    )
    def kfz_referral_new(self, **typed):
        """The form; what was typed is kept when something is wrong with it."""
        intermediary = self._kfz_intermediary()
        if not intermediary:
            return request.not_found()
        errors = {}
        if request.httprequest.method == "POST":
            record, errors = self._kfz_register(intermediary, typed)
            if record:
                return request.redirect(f"/my/referrals/{record.id}?done=registered")
        Referral = request.env["kfz.referral"]
        return request.render(
            "kfz_investment.portal_referral_new",
            self._kfz_page(
                "kfz_referral_new",
                {
                    "zones": Referral._kfz_portal_zones(intermediary),
                    "typed": typed,
                    "errors": errors,
                    "intermediary_name": intermediary.name,
                    "members": range(1, referral_form.MEMBERS + 1),
                    "declarations": Referral._kfz_declaration().split("\n"),
                    "file_hint": Referral._kfz_portal_message("files_hint"),
                    "team_open": any(
                        typed.get(f"member_name_{number}")
                        for number in range(1, referral_form.MEMBERS + 1)
                    ),
                },
            ),
        )

    @http.route(
        "/my/referrals/<int:referral_id>/withdraw",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def kfz_referral_withdraw(self, referral_id, **kw):
        """Withdraw; a referral that cannot be withdrawn any more just shows its state."""
        record = self._kfz_find(referral_id)
        if not record:
            return request.not_found()
        try:
            record.action_withdraw()
        except UserError:
            return request.redirect(f"/my/referrals/{record.id}?done=final")
        return request.redirect(f"/my/referrals/{record.id}?done=withdrawn")

    @http.route(
        "/my/referrals/<int:referral_id>/letter",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
        max_content_length=MAX_REQUEST,
    )
    def kfz_referral_letter(self, referral_id, **kw):
        """Add a letter before the decision."""
        record = self._kfz_find(referral_id)
        if not record:
            return request.not_found()
        if record.state != "registered":
            return request.redirect(f"/my/referrals/{record.id}?done=final")
        files = self._kfz_files()
        problem = referral_form.files_problem(files)
        if not problem and len(record.attachment_ids) + len(files) > 2 * referral_form.MAX_FILES:
            problem = "files_many"
        if problem:
            return request.redirect(f"/my/referrals/{record.id}?error={problem}#letters")
        record._kfz_portal_attach(files)
        return request.redirect(f"/my/referrals/{record.id}?done=letter")

    @http.route(
        "/my/referrals/<int:referral_id>/letter/<int:letter_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def kfz_referral_letter_get(self, referral_id, letter_id, **kw):
        """A letter that the intermediary sent itself, as a download."""
        record = self._kfz_find(referral_id)
        letter = (
            record._kfz_portal_letters().filtered(lambda file: file.id == letter_id)
            if record
            else None
        )
        if not letter:
            return request.not_found()
        return request.make_response(
            letter.raw,
            [
                ("Content-Type", letter.mimetype),
                ("Content-Disposition", content_disposition(letter.name)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    # helpers

    def _kfz_intermediary(self):
        return request.env.user.partner_id._kfz_intermediary()

    def _kfz_own(self):
        return request.env["kfz.referral"]._kfz_portal_own(request.env.user.partner_id)

    def _kfz_find(self, referral_id):
        """The intermediary's referral with an id; empty both for a hidden one and for none."""
        return self._kfz_own().filtered(lambda one: one.id == referral_id)

    def _kfz_page(self, page_name, values):
        return {**self._prepare_portal_layout_values(), "page_name": page_name, **values}

    def _kfz_files(self):
        # one file and one byte more than allowed: enough to refuse
        uploads = [
            upload for upload in request.httprequest.files.getlist("letter") if upload.filename
        ]
        return [
            referral_form.File(upload.filename, upload.read(referral_form.MAX_BYTES + 1))
            for upload in uploads[: referral_form.MAX_FILES + 1]
        ]

    def _kfz_register(self, intermediary, typed):
        """(new referral, {}) or (None, field → sentence)."""
        Referral = request.env["kfz.referral"]
        form, files = referral_form.read(typed), self._kfz_files()
        codes = dict(form.errors)
        zones = Referral._kfz_portal_zones(intermediary)
        zone = zones.filtered(lambda one: str(one.id) == typed.get("zone_id"))
        if not zone:
            codes["zone"] = "zone"
        problem = referral_form.files_problem(files)
        if problem:
            codes["letter"] = problem
        if not codes and Referral._kfz_portal_is_busy(intermediary):
            codes["form"] = "busy"
        if codes:
            return None, {
                name: Referral._kfz_portal_message(code, typed) for name, code in codes.items()
            }
        try:
            with request.env.cr.savepoint():
                return Referral._kfz_portal_register(intermediary, zone, form, files), {}
        except UserError as error:
            return None, {"form": str(error)}
