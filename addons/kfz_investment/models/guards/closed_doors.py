from odoo import api, models
from odoo.exceptions import AccessError


class MailThread(models.AbstractModel):
    """The mail gateway belongs to the system: what it makes of a message, it makes as superuser.

    The helpers around it are for server code: ``@api.private`` closes them to clients on every model, whatever a model
    makes of them.
    """

    _inherit = "mail.thread"

    @api.model
    def message_process(self, model, message, *args, **kwargs):
        """As in core, for the system and for the administrator whose mail server delivers messages.

        :raise AccessError: for everybody else, who would create any record of a model that receives mail, among them
            server actions and scheduled actions
        """
        if not (self.env.su or self.env.user._is_system()):
            raise AccessError(
                self.env._(
                    "Only the system receives messages. Write your message in the record's own page instead."
                )
            )
        return super().message_process(model, message, *args, **kwargs)

    @api.model
    @api.private
    def message_route(self, *args, **kwargs):
        return super().message_route(*args, **kwargs)

    @api.model
    @api.private
    def message_parse(self, *args, **kwargs):
        return super().message_parse(*args, **kwargs)

    @api.model
    @api.private
    def message_new(self, *args, **kwargs):
        return super().message_new(*args, **kwargs)

    @api.private
    def message_update(self, *args, **kwargs):
        return super().message_update(*args, **kwargs)

    @api.private
    def message_change_thread(self, *args, **kwargs):
        """Core moves messages as superuser."""
        return super().message_change_thread(*args, **kwargs)

    @api.private
    def message_mail_with_source(self, *args, **kwargs):
        """A client would choose the template that is rendered."""
        return super().message_mail_with_source(*args, **kwargs)

    @api.private
    def message_post_with_source(self, *args, **kwargs):
        """A client would choose the template that is rendered."""
        return super().message_post_with_source(*args, **kwargs)

    @api.private
    def message_notify(self, **kwargs):
        """Without a record, nothing checks who is notified of what; the web client does not call it."""
        return super().message_notify(**kwargs)


class MailMail(models.Model):
    """Core sends whatever ids it is given as superuser."""

    _inherit = "mail.mail"

    @api.private
    def send_after_commit(self):
        return super().send_after_commit()


class PublisherWarrantyContract(models.AbstractModel):
    """Core reports numbers of this server to Odoo S.A. each week, and posts the answer as superuser.

    Here it does when the administrator has set the system parameter ``kfz_investment.report_to_publisher``.
    """

    _inherit = "publisher_warranty.contract"

    @api.private
    def update_notification(self, *args, **kwargs):
        # sudo: only whether there is a value is told
        if (
            not self.env["ir.config_parameter"]
            .sudo()
            .get_param("kfz_investment.report_to_publisher")
        ):
            return True
        return super().update_notification(*args, **kwargs)


class IrUiView(models.Model):
    """Core renders any template with the client's values as superuser, for website snippets, which this product does not have."""

    _inherit = "ir.ui.view"

    @api.model
    @api.private
    def render_public_asset(self, *args, **kwargs):
        return super().render_public_asset(*args, **kwargs)


class ResPartner(models.Model):
    """Core tells the login of any contact's user, and makes a token to sign up as any contact, as superuser."""

    _inherit = "res.partner"

    @api.private
    def signup_get_auth_param(self):
        return super().signup_get_auth_param()
