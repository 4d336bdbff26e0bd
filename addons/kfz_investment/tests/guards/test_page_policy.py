from unittest.mock import patch

import requests
from odoo.tests import tagged

from ..common import KfzCase
from ..http_common import RpcCase


@tagged("post_install", "-at_install")
class TestPagePolicy(KfzCase, RpcCase):
    """No page loads anything from another server, and this server reports to none, unless somebody has set it up."""

    def test_each_page_has_the_policy(self):
        self.authenticate(self.officer.login, self.officer.login)
        for page in ("/odoo", "/web/login"):
            policy = self.url_open(page).headers["Content-Security-Policy"]
            self.assertIn("img-src 'self' data: blob:;", policy)
            self.assertIn("default-src 'self';", policy)
            self.assertNotIn("https:", policy)
        self.authenticate(None, None)
        self.assertIn("Content-Security-Policy", self.url_open("/web/login").headers)

    def test_the_administrator_allows_further_servers(self):
        self.env["ir.config_parameter"].set_param("kfz_investment.page_hosts", "https://a.example")
        policy = self.env["ir.http"]._kfz_page_policy("here")
        self.assertIn("img-src 'self' data: blob: https://a.example;", policy)
        self.assertIn("ws://here wss://here", policy)

    def test_nothing_is_reported_to_the_publisher(self):
        Contract = self.env["publisher_warranty.contract"]
        with patch.object(requests, "post", side_effect=requests.ConnectionError) as post:
            self.assertTrue(Contract.update_notification())
            post.assert_not_called()
            self.env["ir.config_parameter"].set_param("kfz_investment.report_to_publisher", "1")
            self.assertFalse(Contract.update_notification())
            post.assert_called_once()
