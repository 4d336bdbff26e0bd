from odoo import api, fields, models
from odoo.exceptions import AccessError

from .kfz_zone_setting_change import CONFIRMED
from .period_words import day_text

#: set when nobody wants the page at start any more
HIDDEN = "kfz.setup.hidden"
SYSTEM = "base.group_system"
MANAGER = "kfz_investment.group_kfz_manager"
#: the roles that an administrator gives to people: {name: group}; a closed list
ROLES = {
    "manager": MANAGER,
    "officer": "kfz_investment.group_kfz_officer",
    "lead_official": "kfz_investment.group_kfz_lead_official",
    "task_force": "kfz_investment.group_kfz_task_force",
    "joint_office": "kfz_investment.group_kfz_joint_office",
    "customs": "kfz_investment.group_kfz_customs",
    "committee": "kfz_investment.group_kfz_committee",
}


class KfzSetupStep(models.Model):
    """A step of the guided set-up: what to do, what is there and what is missing, as the data stand; nothing of it is entered.

    Each step has a method ``_kfz_state_<code>`` that returns whether it is done and what to say, line by line. Administrators see all
    steps for all zones, managers those of their own zones.
    """

    _name = "kfz.setup.step"
    _description = "Step of the set-up"
    _order = "sequence, id"

    name = fields.Char("Step", required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    sentence = fields.Char(required=True, translate=True)
    button = fields.Char(translate=True, help="What the button says; empty where there is none.")
    more = fields.Char(translate=True, help="What the second button says; empty for none.")
    is_optional = fields.Boolean("Optional")
    for_managers = fields.Boolean(
        "For managers, too", help="Whether managers see it for their zones."
    )
    is_done = fields.Boolean("Done", compute="_compute_state")
    state_text = fields.Text("As it is", compute="_compute_state")
    button_text = fields.Char("Label of the button", compute="_compute_button_texts")
    more_text = fields.Char("Label of the second button", compute="_compute_button_texts")

    _code_unique = models.Constraint("UNIQUE(code)", "Another step has this code.")

    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_state(self):
        # the last step counts the others, whose states are not there while all are computed
        for step in self.sorted(lambda step: step.code == "start"):
            done, lines = getattr(step, f"_kfz_state_{step.code}", lambda: (False, []))()
            step.is_done = done
            step.state_text = "\n".join(lines)

    @api.depends("button", "more", "is_done")
    @api.depends_context("lang")
    def _compute_button_texts(self):
        """What the buttons say now."""
        for step in self:
            step.button_text, step.more_text = step.button, step.more
            if step.code == "start" and self._kfz_is_hidden():
                step.button_text = self.env._("Show at start again")
            if step.code == "thresholds" and step.is_done:
                step.more_text = False

    # actions

    def action_open(self):
        """Open the page on which the step is done."""
        return self._kfz_open(self.code)

    def action_more(self):
        """Open the step's second page."""
        return self._kfz_open(f"{self.code}_more")

    def _kfz_open(self, key):
        self.ensure_one()
        self.check_access("read")
        if key == "start":
            return self._kfz_hide(not self._kfz_is_hidden())
        if key == "thresholds_more":
            return self._kfz_confirm_thresholds()
        xml_id = self._kfz_pages().get(key)
        action = self.env["ir.actions.actions"]._for_xml_id(xml_id) if xml_id else False
        if key in self._kfz_pages_of_zones():
            return self._kfz_with_all_zones(action)
        return action

    @api.model
    def _kfz_pages_of_zones(self):
        """The pages that show all zones of the user, as the step does; rooms add theirs."""
        return {"areas"}

    @api.model
    def _kfz_with_all_zones(self, action):
        """The page with all zones of the user switched on, the present one first: what is new is that one's."""
        zones = self.env.user.company_ids.filtered("zone_code")
        ids = [*(zones & self.env.company).ids, *(zones - self.env.company).ids]
        action["context"] = {"search_default_group_zone": 1}
        params = {"zone_ids": ids, "next": action}
        return {"type": "ir.actions.client", "tag": "kfz_with_zones", "params": params}

    @api.model
    def _kfz_pages(self):
        """{code, or code_more: action}; rooms add theirs."""
        return {
            "zones": "kfz_investment.kfz_zone_add_action",
            "zones_more": "kfz_investment.kfz_zone_company_action",
            "people": "kfz_investment.kfz_person_add_action",
            "people_more": "kfz_investment.kfz_user_action",
            "thresholds": "kfz_investment.kfz_zone_settings_action",
            "areas": "kfz_investment.kfz_area_action",
            "mail": "base.action_ir_mail_server_list",
        }

    def _kfz_hide(self, hidden):
        """Do not open the page at start any more, or again.

        :raises AccessError: for who is not an administrator
        """
        if not self.env.user.has_group(SYSTEM):
            raise AccessError(self.env._("Only administrators decide what opens at their start."))
        # sudo: a parameter of our own; the role has been checked
        self.env["ir.config_parameter"].sudo().set_param(HIDDEN, hidden and "True")
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _kfz_is_hidden(self):
        # sudo: a parameter of our own
        return bool(self.env["ir.config_parameter"].sudo().get_param(HIDDEN))

    def _kfz_confirm_thresholds(self):
        """Enter that the settings of the zones that are looked at stay as they are.

        :raises AccessError: for who neither is an administrator nor a manager, whose own zones they are
        """
        if not (self.env.user.has_group(SYSTEM) or self.env.user.has_group(MANAGER)):
            raise AccessError(
                self.env._("Only a promotion manager or an administrator confirms settings.")
            )
        self._kfz_zones()._kfz_confirm_settings()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _kfz_opens_at_start(self):
        """Whether the page is the first of an administrator: until all that is needed is done, or nobody wants it."""
        if self._kfz_is_hidden():
            return False
        return not all(self.search([("is_optional", "=", False)]).mapped("is_done"))

    # what is there

    def _kfz_zones(self):
        """The zones that are looked at: all for administrators, their own for managers."""
        # sudo: which companies are zones is no secret; each step tells only of these
        zones = self.env["res.company"].sudo().search([("zone_code", "!=", False)], order="id")
        if not self.env.user.has_group(SYSTEM):
            zones &= self.env.companies
        return zones

    def _kfz_counts(self, model, domain=(), field="company_id"):
        """{zone: number of records of a model}, for the zones that are looked at."""
        zones = self._kfz_zones()
        # sudo: only how many there are, in zones that the user sets up
        groups = (
            self.env[model]
            .sudo()
            ._read_group([(field, "in", zones.ids), *domain], [field], ["__count"])
        )
        found = {zone.id: count for zone, count in groups}
        return {zone: found.get(zone.id, 0) for zone in zones}

    def _kfz_per_zone(self, counts, text, none):
        """Whether every zone has some, and a line for each zone."""
        lines = [
            self._kfz_line(zone, text(count) if count else none) for zone, count in counts.items()
        ]
        return bool(counts) and all(counts.values()), lines

    def _kfz_line(self, zone, state):
        return self.env._("%(zone)s: %(state)s", zone=zone.display_name, state=state)

    def _kfz_state_zones(self):
        zones = self._kfz_zones()
        return bool(zones), [
            f"{zone.display_name} ({zone.zone_code}) · {zone.name}" for zone in zones
        ]

    def _kfz_state_people(self):
        zones, env = self._kfz_zones(), self.env
        lines, done = [], bool(zones)
        for zone in zones:
            numbers = {role: len(self._kfz_people(role, zone)) for role in ROLES}
            # a manager has an officer's rights, and is counted once
            numbers["officer"] -= numbers["manager"]
            done &= bool(numbers["manager"] and numbers["officer"])
            labels = dict(env["kfz.person.add"]._fields["role"]._description_selection(env))
            there = [f"{labels[role]} {count}" for role, count in numbers.items() if count > 0]
            lines.append(self._kfz_line(zone, " · ".join(there) or env._("nobody yet")))
        return done, lines

    def _kfz_people(self, role, zone):
        """People with a role in a zone; administrators set it up, and are not counted."""
        # sudo: how many people have a role
        users = self.env.ref(ROLES[role]).sudo().all_user_ids
        return users.filtered(
            lambda user: (
                user.active
                and not user.share
                and zone in user.company_ids
                and not user.has_group(SYSTEM)
            )
        )

    def _kfz_state_thresholds(self):
        changed = self._kfz_counts("kfz.zone.setting.change", [("setting", "!=", CONFIRMED)])
        confirmed = self._kfz_confirmed()
        lines = []
        for zone, count in changed.items():
            state = self.env._("as shipped: not looked at yet")
            if count:
                state = self.env._("%(count)s settings changed", count=count)
            elif zone in confirmed:
                state = confirmed[zone]
            lines.append(self._kfz_line(zone, state))
        done = bool(changed) and all(count or zone in confirmed for zone, count in changed.items())
        return done, lines

    def _kfz_confirmed(self):
        """{zone: who left its settings as they are, and when}, for the zones that are looked at."""
        # sudo: of zones that the user sets up
        entries = (
            self.env["kfz.zone.setting.change"]
            .sudo()
            .search([("setting", "=", CONFIRMED), ("company_id", "in", self._kfz_zones().ids)])
        )
        return {
            entry.company_id: self.env._(
                "confirmed as they are by %(name)s on %(date)s",
                name=entry.user_id.name,
                date=day_text(
                    self.env, fields.Datetime.context_timestamp(entry, entry.create_date)
                ),
            )
            for entry in entries
        }

    def _kfz_state_areas(self):
        return self._kfz_per_zone(
            self._kfz_counts("kfz.area"),
            lambda count: self.env._("%(count)s areas", count=count),
            self.env._("none yet"),
        )

    def _kfz_state_mail(self):
        if self.env["ir.mail_server"]._kfz_is_there():
            return True, []
        return False, [self.env._("No outgoing mail server; notices are in the inbox.")]

    def _kfz_state_backup(self):
        state = self.env["kfz.backup"]._overview()
        return self.env["kfz.backup"]._is_made(), state[:1]

    def _kfz_state_start(self):
        needed = self.search([("is_optional", "=", False)])
        missing = needed.filtered(lambda step: not step.is_done)
        lines = [self.env._("Everything that is needed is set up.")]
        if missing:
            lines = [self.env._("%(count)s steps to go.", count=len(missing))]
        else:
            lines += self._kfz_what_comes_next()
        if not self.pool.has_trigram:
            lines.append(
                self.env._(
                    "Searches are slow and similar names are not found: the database has no extension pg_trgm. Whoever "
                    "administers PostgreSQL runs CREATE EXTENSION pg_trgm in it; then update the product."
                )
            )
        if self._kfz_is_hidden():
            lines.append(self.env._("Does not open at start any more."))
        lines.append(
            self.env._(
                "The first enterprises, policies and areas are those that the zones' plan names: correct or archive them."
            )
        )
        return not missing, lines

    def _kfz_what_comes_next(self):
        """Who works on which pages, once everything is there."""
        return [
            self.env._("Officers record visits and move projects forward on “My board”."),
            self.env._("Managers assign projects and see what is overdue under “Projects”."),
            self.env._("The joint office reads “Zone comparison” and the “Joint pool”."),
        ]
