"""What a browser may load for our pages: nothing from other servers, unless the administrator names them.

Core's pages ask Google for the icon of each link in a text, a video service for titles, a network of servers for the blurring of
calls; a message shows pictures of whoever sent it. Each such request tells another server who reads what.
"""

from odoo import api, models
from odoo.http import request

#: the kinds of content, and where each may come from besides this server
SOURCES = {
    "default-src": "",
    "script-src": "'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'unsafe-inline'",
    "img-src": "data: blob:",
    "font-src": "data:",
    "media-src": "data: blob:",
    "worker-src": "blob:",
    "frame-src": "data: blob:",
    "connect-src": "data: blob:",
}


class IrHttp(models.AbstractModel):
    """Sends the policy with each page."""

    _inherit = "ir.http"

    @classmethod
    def _post_dispatch(cls, response):
        super()._post_dispatch(response)
        if (response.mimetype or "") == "text/html":
            policy = request.env["ir.http"]._kfz_page_policy(request.httprequest.host)
            # core says who may show the page in a frame
            given = response.headers.get("Content-Security-Policy")
            response.headers["Content-Security-Policy"] = f"{given}; {policy}" if given else policy

    @api.model
    def _kfz_page_policy(self, host):
        """The policy as browsers read it.

        The system parameter ``kfz_investment.page_hosts`` names further servers, separated by commas.

        :param host: of this request; the channel for notifications is open to it
        """
        # sudo: what the administrator allows is sent to every browser
        further = (
            self.env["ir.config_parameter"].sudo().get_param("kfz_investment.page_hosts") or ""
        )
        hosts = " ".join(each.strip() for each in further.split(",") if each.strip())
        sockets = f"ws://{host} wss://{host}"
        return "; ".join(
            " ".join(filter(None, [kind, "'self'", more, kind == "connect-src" and sockets, hosts]))
            for kind, more in SOURCES.items()
        )
