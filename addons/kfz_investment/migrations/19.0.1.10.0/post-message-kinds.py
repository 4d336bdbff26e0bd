"""WeChat messages and letters were recorded as “Call or message”: for first contact they count as an office let that count."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    call = env.ref("kfz_investment.first_contact_kind_call", raise_if_not_found=False)
    rules = [
        env.ref(f"kfz_investment.first_contact_kind_{kind}", raise_if_not_found=False)
        for kind in ("wechat", "mail")
    ]
    kept = ("opens", "renews", "date_from", "date_to", "active")
    for rule in filter(None, rules):
        # a rule that an office has deleted counts for nothing
        rule.write({name: call[name] for name in kept} if call else {"active": False})
