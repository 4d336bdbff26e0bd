import csv
import logging
import random
import time

from odoo import api, models
from odoo.fields import Command
from odoo.tools import file_open

from ...domain import calendar, demo_plan

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
}


class KfzDemo(models.AbstractModel):
    """Loads the demonstration data: tables in ``demo/``, dates that end today (``domain/demo_plan.py``).

    All that is invented is named 示例. The few real enterprises carry what the plan says of them and nothing else.
    Projects are entered by a demonstration manager through the same rights, gates and ledgers as any other.
    """

    _name = "kfz.demo"
    _description = "Demonstration data"

    @api.model
    def _kfz_load(self):
        """Load everything once; a second call changes nothing.

        :return: whether anything was loaded
        """
        # sudo: the mark belongs to the system's parameters; this method is private and called by the demo data only
        config = self.env["ir.config_parameter"].sudo()
        if config.get_param(LOADED):
            _logger.info("The demonstration data is already there.")
            return False
        started = time.monotonic()
        # what the system writes in the course of it, in the office's language
        lang = {"lang": "zh_CN"} if "zh_CN" in dict(self.env["res.lang"].get_installed()) else {}
        loader = self.with_context(**QUIET, **lang)
        people = loader._kfz_load_people()
        plans = demo_plan.plans(loader._kfz_table("projects"), calendar.today())
        loader._kfz_load_real_enterprises()
        loader._kfz_load_rates(plans)
        loader = loader._kfz_as_manager()
        enterprises = loader._kfz_load_enterprises(plans)
        projects = loader._kfz_load_projects(plans, enterprises, people)
        loader._kfz_load_past(plans, projects, enterprises)
        loader._kfz_load_policies()
        loader._kfz_load_shares(projects)
        loader._kfz_load_first_contact()
        loader._kfz_load_trade()
        loader._kfz_load_awards()
        config.set_param(LOADED, str(calendar.today()))
        _logger.info("Demonstration data loaded in %.1f s.", time.monotonic() - started)
        return True

    # tables

    @api.model
    def _kfz_table(self, name):
        """The rows of ``demo/<name>.csv`` as dicts."""
        with file_open(f"kfz_investment/demo/{name}.csv") as file:
            return list(csv.DictReader(file))

    @api.model
    def _kfz_texts(self):
        """The texts by kind and key."""
        result = {}
        for row in self._kfz_table("texts"):
            result.setdefault(row["kind"], {}).setdefault(row["key"], []).append(row["text"])
        return result

    @api.model
    def _kfz_rng(self, what):
        """A source of chance that gives the same for the same part of the data."""
        return random.Random(f"{demo_plan.SEED}: {what}")

    @api.model
    def _kfz_zones(self):
        """The zones by code."""
        codes = ("kcbz", "kmftz", "kmetdz", "mhmd")
        zones = self.env["res.company"].union(
            *(self.env.ref(f"kfz_investment.zone_{code}") for code in codes)
        )
        return {zone.zone_code: zone for zone in zones}

    def _kfz_as_manager(self):
        """The loader as the demonstration manager of all four zones."""
        zones = [zone.id for zone in self._kfz_zones().values()]
        manager = self.env["res.users"].search([("login", "=", "manager4")])
        return self.with_user(manager).with_context(allowed_company_ids=zones)

    # people

    def _kfz_load_people(self):
        """Users without password, officials and units.

        :return: dict of (zone code, kind) → list of officials
        """
        zones = self._kfz_zones()
        users = self._kfz_load_users(zones)
        people = {}
        for row in self._kfz_table("people"):
            official = self.env["kfz.official"].create(
                {
                    "name": row["name"],
                    "position": row["position"],
                    "is_unit": row["kind"] == "unit",
                    "company_id": zones[row["zone"]].id,
                    "user_id": users[row["login"]].id if row["login"] else False,
                }
            )
            people.setdefault((row["zone"], row["kind"]), []).append(official)
        return people

    def _kfz_load_users(self, zones):
        """The users by login; one that is there already stays as it is."""
        rows = self._kfz_table("users")
        Users = self.env["res.users"].with_context(active_test=False)
        known = Users.search([("login", "in", [row["login"] for row in rows])])
        missing = [row for row in rows if row["login"] not in known.mapped("login")]
        known |= Users._load_records(
            [
                {
                    "xml_id": f"kfz_investment.user_demo_{row['login']}",
                    "values": self._kfz_user_values(row, zones),
                    "noupdate": True,
                }
                for row in missing
            ]
        )
        return {user.login: user for user in known}

    def _kfz_user_values(self, row, zones):
        companies = [zones[code].id for code in row["zones"].split()]
        values = {
            "login": row["login"],
            "name": row["name"],
            "function": row["function"],
            "tz": "Asia/Shanghai",
            "company_id": companies[0],
            "company_ids": [Command.set(companies)],
            "group_ids": [
                Command.set(self.env.ref(f"kfz_investment.group_kfz_{row['group']}").ids)
            ],
        }
        if "zh_CN" in dict(self.env["res.lang"].get_installed()):
            values["lang"] = "zh_CN"
        return values

    def _kfz_load_rates(self, plans):
        """A rate for the agreements in USD, from before the first project on; valid in the zones only."""
        usd = self.env.ref("base.USD")
        usd.active = True
        day = plans[0].dates["lead"].replace(month=1, day=1)
        self.env["res.currency.rate"].create(
            [
                {"currency_id": usd.id, "company_id": zone.id, "name": day, "rate": 0.14}
                for zone in self._kfz_zones().values()
            ]
        )
