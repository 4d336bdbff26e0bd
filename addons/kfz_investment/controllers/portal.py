from odoo import http
from odoo.addons.portal.controllers.portal import CustomerPortal, pager
from odoo.exceptions import UserError
from odoo.http import content_disposition, request
from werkzeug.exceptions import Forbidden

from ..domain import portal, referral_form
from ..models.base.lists import comma
from .only_reads import PAGE_ROUTE, only_reads

PAGE = 20
#: above the sum of the files that are taken, so that a file that is too big gets its sentence
MAX_REQUEST = 40 * 1024 * 1024


class ReferralPortal(CustomerPortal):
    """The pages of an intermediary, for a person with an access in force: the referrals of its zones and nothing else. A
    referral of others and one that does not exist give the same answer; who has no access is told whom to ask."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if counters:
            return values
        access = self._kfz_access()
        accounts = request.env["kfz.intermediary.account"]._kfz_portal_own(access)
        return {
            **values,
            "kfz_intermediary": bool(access),
            "kfz_in_zone": request.env["res.company"]._kfz_is_zone_user(),
            "kfz_account_waits": any(account["waits"] for account in accounts),
        }

    def _prepare_address_data(self, partner_sudo, **kwargs):
        """Core lists all contacts of a company, those too that a zone entered for itself: a person gets its own address."""
        if request.env["res.company"]._kfz_is_zone_user():
            return {"billing_addresses": partner_sudo, "delivery_addresses": partner_sudo}
        return super()._prepare_address_data(partner_sudo, **kwargs)

    @http.route()
    def portal_address_submit(self, partner_id=None, **form_data):
        """Core adds an address to the company as superuser; an intermediary changes its own."""
        if not partner_id and request.env["res.company"]._kfz_is_zone_user():
            raise Forbidden
        return super().portal_address_submit(partner_id, **form_data)

    @http.route(readonly=only_reads)
    def home(self, **kw):
        """Core's page, which only reads."""
        return super().home(**kw)

    # referrals

    @http.route(
        ["/my/referrals", "/my/referrals/page/<int:page>"],
        **PAGE_ROUTE,
    )
    def kfz_referrals(self, page=1, state=None, **kw):
        """The list, newest first."""
        access = self._kfz_access()
        if not access:
            return self._kfz_no_access()
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
            portal.page_number(page),
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
                    "several": len(access.intermediary_id) > 1,
                    "state": state,
                    "states": [
                        (value, label, counts[value]) for value, label in states if counts[value]
                    ],
                },
            ),
        )

    @http.route("/my/referrals/<int:referral_id>", methods=["GET"], **PAGE_ROUTE)
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
        return self._kfz_show(record, upload_error=message, done=done)

    @http.route(
        "/my/referrals/new",
        methods=["GET", "POST"],
        max_content_length=MAX_REQUEST,
        **PAGE_ROUTE,
    )
    def kfz_referral_new(self, **typed):
        """The form; what was typed is kept when something is wrong with it."""
        access = self._kfz_access()
        if not access:
            return self._kfz_no_access()
        typed, errors = portal.texts(typed), {}
        if request.httprequest.method == "POST":
            record, errors = self._kfz_register(access, typed)
            if record:
                return request.redirect(f"/my/referrals/{record.id}?done=registered")
        Referral = request.env["kfz.referral"]
        return request.render(
            "kfz_investment.portal_referral_new",
            self._kfz_page(
                "kfz_referral_new",
                {
                    "zones": Referral._kfz_portal_taking(access)._kfz_portal_choices(),
                    "typed": typed,
                    "errors": errors,
                    "intermediary_name": self._kfz_names(access),
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
        if not record._kfz_portal_may_withdraw():
            return request.redirect(f"/my/referrals/{record.id}?done=final")
        try:
            with request.env.cr.savepoint():
                self._kfz_acting(record)._kfz_portal_spend("withdrawal")
                record.action_withdraw()
        except UserError as error:
            return self._kfz_show(record, error=str(error))
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
        try:
            self._kfz_acting(record)._kfz_portal_spend("letter")
        except UserError as error:
            return self._kfz_show(record, error=str(error))
        record._kfz_portal_attach(files)
        return request.redirect(f"/my/referrals/{record.id}?done=letter")

    @http.route(
        "/my/referrals/<int:referral_id>/letter/<int:letter_id>",
        methods=["GET"],
        **PAGE_ROUTE,
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

    def _kfz_access(self):
        """The accesses in force of the signed-in person."""
        return request.env["kfz.portal.access"]._kfz_portal_current()

    def _kfz_no_access(self):
        """The page for who acts for nobody: like a missing one for a program, with the way on for a person."""
        return request.render(
            "kfz_investment.portal_no_access",
            self._kfz_page(
                "kfz_no_access", {"past": request.env["kfz.portal.access"]._kfz_portal_ended()}
            ),
            status=404,
        )

    def _kfz_names(self, access):
        return comma(request.env).join(access.intermediary_id.mapped("name"))

    def _kfz_acting(self, record):
        """The access by which the person acts on one of its referrals."""
        return self._kfz_access().filtered(
            lambda one: (
                one.intermediary_id == record.intermediary_id
                and one.company_id == record.company_id
            )
        )

    def _kfz_own(self):
        return request.env["kfz.referral"]._kfz_portal_own(self._kfz_access())

    def _kfz_show(self, record, **values):
        return request.render(
            "kfz_investment.portal_my_referral",
            self._kfz_page("kfz_referral", {"referral": record._kfz_portal_values(), **values}),
        )

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

    def _kfz_register(self, access, typed):
        """(new referral, {}) or (None, field → sentence)."""
        Referral = request.env["kfz.referral"]
        form, files = referral_form.read(typed), self._kfz_files()
        codes = dict(form.errors)
        chosen = Referral._kfz_portal_taking(access)._kfz_portal_chosen(typed)
        if not chosen:
            codes["zone"] = "zone"
        problem = referral_form.files_problem(files)
        if problem:
            codes["letter"] = problem
        if codes:
            return None, {
                name: Referral._kfz_portal_message(code, typed) for name, code in codes.items()
            }
        try:
            with request.env.cr.savepoint():
                return Referral._kfz_portal_register(chosen, form, files), {}
        except UserError as error:
            return None, {"form": str(error)}
