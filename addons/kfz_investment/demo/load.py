import logging
import time

from ..domain import calendar, demo_plan
from ..models.guards.quiet import Quiet
from . import (
    awards,
    digests,
    directory,
    due,
    duties,
    enterprises,
    first_contact,
    joint,
    ladder,
    lights,
    meetings,
    people,
    policies,
    projects,
    shares,
    tables,
    trade,
)
from .past import Past

_logger = logging.getLogger(__name__)
LOADED = "kfz_investment.demo_loaded_on"
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "mail_auto_subscribe_no_notify": True,
    "mail_activity_quick_update": True,
    "no_reset_password": True,
    "kfz_quiet": Quiet(),
}


def load(env):
    """Load everything once; a second call changes nothing.

    :return: whether anything was loaded
    """
    # sudo: the mark belongs to the system's parameters; only the demonstration data calls this
    config = env["ir.config_parameter"].sudo()
    if config.get_param(LOADED):
        _logger.info("The demonstration data is already there.")
        return False
    started = time.monotonic()
    # what the system writes in the course of it, in the office's language
    lang = {"lang": "zh_CN"} if people.has_chinese(env) else {}
    _load_all(env(context={**env.context, **QUIET, **lang}))
    config.set_param(LOADED, str(calendar.today()))
    _logger.info("Demonstration data loaded in %.1f s.", time.monotonic() - started)
    return True


def _load_all(system):
    officials = people.load(system)
    plans = demo_plan.plans(tables.rows("projects"), calendar.today())
    past = Past(system, plans)
    people.load_rates(system, plans)
    env = people.as_manager(system)
    loaded = projects.load(env, plans, past, enterprises.load(env, plans, past), officials)
    meetings.load(loaded)
    due.load(env, loaded, plans)
    duties.load(env, loaded)
    ladder.load(loaded)
    policies.load(env)
    shares.load(env, loaded)
    first_contact.load(env)
    joint.load(env)
    directory.load(env)
    trade.load(env)
    awards.load(env, system)
    lights.load(env, loaded)
    digests.load(system)
