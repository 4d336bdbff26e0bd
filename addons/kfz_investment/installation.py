"""Settings of a new installation, the same for ``./kfz`` and for the container; whoever creates the database calls them.

Plain functions that take an environment of the superuser; nothing in the product imports them.
"""

MODULE = "kfz_investment"
LANGUAGES = ("zh_CN", "en_US")
TIME_ZONE = "Asia/Shanghai"
#: what every user of the installation starts with
EVERYDAY = {"lang": LANGUAGES[0], "tz": TIME_ZONE}
ZONES = ("zone_kcbz", "zone_kmftz", "zone_kmetdz", "zone_mhmd")


def set_up(env, office):
    """Chinese first, weeks from Monday, Asia/Shanghai, CNY; nothing is sent anywhere.

    :param str office: name of the company that stock data brings: the joint office, which is not a zone
    """
    langs = env["res.lang"].with_context(active_test=False).search([("code", "in", LANGUAGES)])
    langs.write({"active": True, "week_start": "1"})
    for name, value in EVERYDAY.items():
        env["ir.default"].set("res.partner", name, value)
    cny = env.ref("base.CNY")
    cny.active = True
    company = env.ref("base.main_company")
    company.write({"name": office, "country_id": env.ref("base.cn").id, "currency_id": cny.id})
    company.partner_id.write(EVERYDAY)
    if company.uses_default_logo:
        # what the login page shows: not the place where a logo would be
        company.logo = env.ref(f"{MODULE}.{ZONES[0]}").logo
    notice = env.ref("mail.ir_cron_module_update_notification", raise_if_not_found=False)
    if notice:
        notice.active = False
    end_digests(env)


def end_digests(env):
    """No periodic mail with figures of sales, to nobody who asked for it."""
    env["ir.config_parameter"].set_param("digest.default_digest_emails", False)
    env["digest.digest"].search([("state", "=", "activated")]).action_deactivate()


def set_up_administrator(env, **values):
    """The administrator sees the product that was installed, and appoints the people of the zones.

    An administrator with the role already keeps companies and zone.

    :param values: further values of the user, such as the password
    """
    admin, role = env.ref("base.user_admin"), f"{MODULE}.group_kfz_manager"
    if not admin.has_group(role):
        # starts in a zone: the office that stock data brings as first company has no projects
        zones = [env.ref(f"{MODULE}.{zone}").id for zone in ZONES]
        admin.write(
            {
                "company_ids": [(4, zone) for zone in zones],
                "company_id": zones[0],
                "group_ids": [(4, env.ref(role).id)],
            }
        )
    admin.write({**EVERYDAY, "notification_type": "inbox", **values})
