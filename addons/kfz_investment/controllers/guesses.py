from odoo import http
from odoo.addons.html_editor.controllers.main import HTML_Editor
from odoo.addons.mail.controllers.thread import ThreadController
from odoo.addons.web.controllers.action import Action
from odoo.exceptions import AccessError
from odoo.http import request


def hidden_message():
    """The message for a hidden or missing record, for users of a zone; None for all other users."""
    env = request.env
    if env.user._is_internal() and env["res.company"]._kfz_is_zone_user():
        return env["ir.rule"]._kfz_hidden_message()
    return None


class Breadcrumbs(Action):
    """The way back to a record: core says in words whether it exists."""

    @http.route()
    def load_breadcrumbs(self, actions):
        """Core's names, with one sentence for hidden and missing records."""
        results = super().load_breadcrumbs(actions)
        message = hidden_message()
        if message:
            for action, result in zip(actions, results, strict=False):
                if action.get("resId") and "error" in result:
                    result["error"] = message
        return results


class Chatter(ThreadController):
    """Persons mentioned in a message: core leaves hidden ones out and fails on missing ones."""

    @http.route()
    def mail_message_post(self, *args, **kwargs):
        """Core notes for any canned response that it was used."""
        if kwargs.get("canned_response_ids"):
            Response = request.env["mail.canned.response"]
            wanted = [ident for ident in kwargs["canned_response_ids"] if isinstance(ident, int)]
            seen = Response.has_access("read") and Response.search([("id", "in", wanted)])
            kwargs["canned_response_ids"] = seen.ids if seen else []
        return super().mail_message_post(*args, **kwargs)

    def _prepare_message_data(self, post_data, *, thread, **kwargs):
        if post_data.get("partner_ids"):
            partners = (
                request.env["res.partner"].browse(map(int, post_data["partner_ids"])).exists()
            )
            post_data = {**post_data, "partner_ids": partners.ids}
        return super()._prepare_message_data(post_data, thread=thread, **kwargs)


class LinkPreview(HTML_Editor):
    """A link typed into a text: core says in words whether the record or picture behind it exists."""

    @http.route()
    def link_preview_metadata_internal(self, preview_url):
        """Core's preview, with one sentence for hidden and missing records."""
        result = super().link_preview_metadata_internal(preview_url)
        message = hidden_message()
        if message and {"error_msg", "other_error_msg"} & result.keys():
            return {"other_error_msg": message}
        return result

    @http.route()
    def get_image_info(self, src=""):
        """Core's answer, and for a hidden picture the one for none."""
        try:
            return super().get_image_info(src)
        except AccessError:
            return {"attachment": False, "original": False}
