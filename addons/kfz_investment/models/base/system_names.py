from markupsafe import Markup
from odoo import api, models

#: names of core, of earlier languages and ours: what an office chose itself stays
SYSTEM = {"en_US": "System", "zh_CN": "系统"}
CHANNEL = {"en_US": "General", "zh_CN": "综合频道"}
CHANNEL_IS_FOR = {
    "en_US": "Announcements for everybody who works here.",
    "zh_CN": "面向全体工作人员的通知。",
}
ADMIN_CHANNEL = {"en_US": "Administrators", "zh_CN": "系统管理员频道"}
ADMIN_CHANNEL_IS_FOR = {"en_US": "For administrators.", "zh_CN": "供系统管理员交流。"}
#: (external id, core's names, ours, what it is for)
CHANNELS = (
    ("mail.channel_all_employees", ("general",), CHANNEL, CHANNEL_IS_FOR),
    ("mail.channel_admin", (), ADMIN_CHANNEL, ADMIN_CHANNEL_IS_FOR),
)


class ResPartner(models.Model):
    """People read who did something: “System”, not the name of a program."""

    _inherit = "res.partner"

    @api.model
    def _kfz_name_system(self):
        """Name the system's user and the channels of all and of administrators in the language of the installation, unless somebody named them."""
        installed = self.env["res.lang"]._get_data(code="zh_CN")
        lang = "zh_CN" if installed else "en_US"
        root = self.env.ref("base.partner_root")
        if root.name in {"OdooBot", *SYSTEM.values()}:
            root.name = SYSTEM[lang]
        for xml_id, earlier, names, purposes in CHANNELS:
            channel = self.env.ref(xml_id, raise_if_not_found=False)
            if channel and channel.name in {*earlier, *names.values()}:
                channel.write({"name": names[lang], "description": purposes[lang]})
        welcome = self.env.ref("mail.module_install_notification", raise_if_not_found=False)
        if welcome and "#general" in (welcome.body or ""):
            welcome.write(
                {"subject": CHANNEL[lang], "body": Markup("<p>%s</p>") % CHANNEL_IS_FOR[lang]}
            )
