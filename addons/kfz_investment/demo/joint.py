import datetime

from ..domain import calendar
from . import people

#: days from today, what, who
STEP = (12, "示例：两区联合赴企业总部拜访，敲定仓储与加工环节分工。", "示例招商一部")


def load(env):
    """Joint promotions of the first answers “promote together”: one is active, one waits for the zone that asked."""
    asked = env["kfz.share.response"].search([("kind", "=", "co_promote")], order="id")
    for number, answer in enumerate(asked[:2]):
        zones = answer.zone_id, answer.company_id
        identifier = people.in_zone(answer, zones[0]).action_accept_together(
            "示例：同意联合招商，请确认启动。"
        )
        promotion = env["kfz.joint.promotion"].browse(identifier)
        if number == 0:
            _work(promotion, *zones, *STEP)


def _work(promotion, owner, asking, days, step, who):
    """Started by the zone that asked; both release their contacts and agree on the next step."""
    people.in_zone(promotion, asking).action_start()
    for zone in (owner, asking):
        people.in_zone(promotion, zone).action_release(zone._kfz_contact_desk())
    day = calendar.today() + datetime.timedelta(days=days)
    people.in_zone(promotion, owner).action_set_step(step, day, asking.id, who)
