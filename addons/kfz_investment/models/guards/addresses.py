"""This server opens no address that a user typed: it stands inside the network of the office, and whoever chooses an
address would read, or knock at, what is meant for colleagues only."""

import re
from urllib.parse import urlsplit

from odoo import api, models
from odoo.exceptions import UserError

#: the services of browsers' makers that deliver notifications (Chrome, Firefox, Safari, Edge); a name that starts with a
#: dot stands for its subdomains
PUSH_HOSTS = (
    "fcm.googleapis.com",
    ".push.services.mozilla.com",
    ".push.apple.com",
    ".notify.windows.com",
)
PLAIN_HOST = re.compile(r"[a-z0-9.-]+")


def is_push_service(endpoint, hosts=PUSH_HOSTS):
    """Whether an endpoint is an address of one of the hosts, by HTTPS at the usual port."""
    try:
        url = urlsplit(endpoint or "")
    except ValueError:
        return False
    # whoever sends the request may split an odd address elsewhere: nothing but a plain name will do
    host = url.netloc.lower().removesuffix(":443")
    return (
        url.scheme == "https"
        and PLAIN_HOST.fullmatch(host) is not None
        and any(host.endswith(known) if known[0] == "." else host == known for known in hosts)
    )


class MailLinkPreview(models.Model):
    """A link in a message stays a link: core would fetch it to show its title and picture."""

    _inherit = "mail.link.preview"

    @api.model
    def _is_link_preview_enabled(self):
        return False

    @api.model
    def _create_from_message_and_notify(self, message, request_url=None):
        return None

    @api.model
    def _search_or_create_from_url(self, url):
        return self.browse()


class IrQwebFieldImage(models.AbstractModel):
    """A picture pasted by its address is not fetched."""

    _inherit = "ir.qweb.field.image"

    @api.private
    def load_remote_url(self, url):
        return None


class MailPushDevice(models.Model):
    """A browser gives the address at which its maker's service takes notifications; the server posts to no other.

    The system parameter ``kfz_investment.push_hosts`` names further hosts, separated by commas.
    """

    _inherit = "mail.push.device"

    @api.constrains("endpoint")
    def _check_endpoint(self):
        if self._kfz_at_push_services() != self:
            raise UserError(
                self.env._(
                    "This browser's notification service is not known to this server. Ask the administrator to add it to "
                    "the system parameter “kfz_investment.push_hosts”."
                )
            )

    def _kfz_at_push_services(self):
        """Those of the devices whose notifications go to a known service."""
        # sudo: the administrator's list is not a secret
        further = (
            self.env["ir.config_parameter"].sudo().get_param("kfz_investment.push_hosts") or ""
        )
        hosts = (*PUSH_HOSTS, *[host.strip() for host in further.split(",") if host.strip()])
        return self.filtered(lambda device: is_push_service(device.endpoint, hosts))


class MailThread(models.AbstractModel):
    """Devices that were registered before this addon was installed get the same treatment."""

    _inherit = "mail.thread"

    def _web_push_get_partners_parameters(self, partner_ids):
        devices, *keys = super()._web_push_get_partners_parameters(partner_ids)
        return devices._kfz_at_push_services(), *keys
