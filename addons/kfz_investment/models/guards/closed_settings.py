from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError


class ResConfigSettings(models.TransientModel):
    """Settings are the administrator's, whichever way they are asked for.

    Core checks the rights in ``execute`` alone. Its helpers read and write system parameters and groups as superuser: they
    told everybody the keys of services; to write without a record, users were kept by other models' rights only.
    """

    _inherit = "res.config.settings"

    @api.model
    def default_get(self, fields):
        """:raise AccessError: for users who cannot open the settings"""
        self.browse().check_access("create")
        return super().default_get(fields)

    def set_values(self):
        """:raise AccessError: for users who cannot save the settings"""
        self.browse().check_access("create")
        return super().set_values()

    @api.model
    @api.private
    def get_values(self):
        return super().get_values()


class IrConfigParameter(models.Model):
    """Core's switch that lets every employee write templates which run code is not for a server that zones share."""

    _inherit = "ir.config_parameter"

    @api.model
    def set_param(self, key, value):
        """:raise UserError: when templates are opened to everybody"""
        opens = key == "mail.restrict.template.rendering" and not value
        # people, the administrator included; not the server's own set-up
        if opens and self.env.uid != SUPERUSER_ID:
            raise UserError(
                self.env._(
                    "Message templates can run code that reads every zone, so they stay restricted. Give the group “Mail "
                    "Template Editor” to the users who need it instead."
                )
            )
        return super().set_param(key, value)


class IrMailServer(models.Model):
    """Core sends what it is given to the address that it is given."""

    _inherit = "ir.mail_server"

    @api.model
    @api.private
    def send_email(self, message, *args, **kwargs):
        return super().send_email(message, *args, **kwargs)


class MailBlacklist(models.Model):
    """Core looks for addresses that are blocked already before it checks rights, and tells their ids."""

    _inherit = "mail.blacklist"

    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        return super().create(vals_list)


class BaseModuleUpgrade(models.TransientModel):
    """Core loads the whole program anew, and only the rights to the list of modules keep users from it."""

    _inherit = "base.module.upgrade"

    def upgrade_module(self):
        """:raise AccessError: for users other than administrators"""
        self.browse().check_access("create")
        return super().upgrade_module()


class ResUsers(models.Model):
    """The page to sign up checks what it is sent; a client would send any value of a user."""

    _inherit = "res.users"

    @api.model
    @api.private
    def signup(self, values, token=None):
        return super().signup(values, token)
