import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import email_normalize, escape_psql

from ...domain import people
from ...models.base.kfz_setup_step import ROLES, SYSTEM

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is easily misread


class KfzPersonAdd(models.TransientModel):
    """A person who works in zones: a user with a role, an inbox, the office's language, and a password that is shown once.

    No way to make administrators: the roles are a closed list, and the zones those in which the administrator works.
    """

    _name = "kfz.person.add"
    _description = "Add a person"

    name = fields.Char("Name", required=True)
    login = fields.Char(
        "Login",
        required=True,
        help="What the person types to log in, for example the name in pinyin.",
    )
    role = fields.Selection(
        [
            ("manager", "Promotion manager"),
            ("officer", "Promotion officer"),
            ("lead_official", "Lead official"),
            ("task_force", "Task force"),
            ("joint_office", "Joint office"),
            ("customs", "Customs verifier"),
            ("committee", "Committee verifier"),
        ],
        required=True,
        default="officer",
    )
    zone_ids = fields.Many2many(
        "res.company",
        string="Zones",
        required=True,
        domain="[('zone_code', '!=', False)]",
        default=lambda self: self.env.company.filtered("zone_code"),
    )
    # not stored: the dialog that shows it once is a form that is never saved
    password = fields.Char(store=False)
    email = fields.Char("E-mail", help="May stay empty: notices are in the inbox.")
    can_invite = fields.Boolean(compute="_compute_can_invite")
    invite = fields.Boolean(
        "Invite by e-mail",
        help="The person chooses a password by a link; no password is shown here.",
    )

    @api.depends("email")
    def _compute_can_invite(self):
        is_there = self.env["ir.mail_server"]._kfz_is_there()
        for person in self:
            person.can_invite = bool(is_there and person.email)

    def action_add(self):
        """Make the user, and show the password once.

        :raises AccessError: for who is not an administrator
        :raises UserError: for a login that is taken or none, a blank name, an odd e-mail address, no zone, or a zone that is
            not the administrator's
        """
        self.ensure_one()
        if not self.env.user.has_group(SYSTEM):
            raise AccessError(self.env._("Only administrators add people."))
        self._check_zones()
        self._check_words()
        word = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
        invited = self.invite and self.can_invite
        values = self._user_values()
        users = self.env["res.users"].with_context(no_reset_password=True)
        user = users.create(values if invited else {**values, "password": word})
        if invited:
            user.with_context(create_user=True).action_reset_password()
            return {"type": "ir.actions.act_window_close"}
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("%(name)s can log in", name=values["name"]),
            "res_model": self._name,
            "views": [(self.env.ref("kfz_investment.kfz_person_added_view_form").id, "form")],
            "target": "new",
            "context": {
                "default_name": values["name"],
                "default_login": user.login,
                "default_password": word,
            },
        }

    def _check_zones(self):
        if not self.zone_ids:
            raise UserError(self.env._("Choose at least one zone in which the person works."))
        if strange := self.zone_ids.filtered(
            lambda zone: not zone.zone_code or zone not in self.env.user.company_ids
        ):
            raise UserError(
                self.env._(
                    "You do not set up %(zone)s. Choose zones in which you work yourself.",
                    zone=strange[0].display_name,
                )
            )

    def _check_words(self):
        """Name, login and e-mail address."""
        if not people.name_of(self.name):
            raise UserError(self.env._("Enter the person's name: 1 to 100 characters on one line."))
        login = people.login_of(self.login)
        if not login:
            raise UserError(
                self.env._(
                    "This cannot be a login. Use 2 to 64 letters, Chinese characters and digits, without spaces; of other "
                    "signs only . @ _ + and -."
                )
            )
        # sudo: a login is taken by whomever
        users = self.env["res.users"].sudo().with_context(active_test=False)
        # two logins that differ in capitals alone are taken for each other
        if users.search_count([("login", "=ilike", escape_psql(login))], limit=1):
            raise UserError(
                self.env._("Somebody has the login %(login)s. Choose another.", login=login)
            )
        email = (self.email or "").strip()
        if email and (email_normalize(email) or "").lower() != email.lower():
            raise UserError(
                self.env._(
                    "This is not an e-mail address. Enter one such as name@example.com, or leave the field empty."
                )
            )

    def _user_values(self):
        """The user's values; the role is one of the closed list."""
        langs = dict(self.env["res.lang"].get_installed())
        groups = self.env.ref("base.group_user") | self.env.ref(ROLES[self.role])
        return {
            "name": people.name_of(self.name),
            "login": people.login_of(self.login),
            "email": (self.email or "").strip() or False,
            "company_id": self.zone_ids[0].id,
            "company_ids": [(6, 0, self.zone_ids.ids)],
            "group_ids": [(6, 0, groups.ids)],
            "notification_type": "inbox",
            "lang": "zh_CN" if "zh_CN" in langs else self.env.user.lang,
            "tz": "Asia/Shanghai",
        }
