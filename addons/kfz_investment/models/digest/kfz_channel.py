from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...domain.message_words import one_line
from ...domain.outbox import clean_address, shown_address, split_address
from . import sealed_keys

#: what a message goes to and is signed with: after a change it must be tested anew
TARGET = frozenset({"kind", "address", "new_token", "new_secret"})
#: characters of a key or a signing secret
LONGEST_KEY = 512
#: characters of a channel's name
LONGEST_NAME = 100
#: what became of a message (domain/outbox.py), in words
RESULTS = [
    ("sent", "It arrived."),
    ("busy", "The robot's server takes no more messages for now."),
    (
        "refused",
        "The robot's server refused the message. Check the key, the signature and the rules of the robot.",
    ),
    (
        "redirect",
        "The address leads to another one, which is not followed. Enter the final address.",
    ),
    ("address", "The address leads to this server itself, or to an address that is never called."),
    ("unreachable", "The server of the address cannot be reached."),
    ("certificate", "The certificate of the address is not one that this server trusts."),
    ("timeout", "The answer did not come in time: the message may have arrived."),
    ("dropped", "The connection broke off: the message may have arrived."),
    ("odd_answer", "The answer makes no sense: the message may have arrived."),
    ("crash", "This system stopped while it was sending: the message may have arrived."),
    ("key", "The kept key was made by another database and cannot be read. Enter the key anew."),
    ("off", "The channel was switched off or changed."),
    ("person", "Decided by a manager."),
]


class KfzChannel(models.Model):
    """A group robot of a zone, in WeCom or DingTalk, which posts one summary a working day into its group.

    Nothing is sent to it before a manager has tested it, and the test is the first request. Its key and its signature are
    written and never read again, by nobody: a field of the page takes them and shows nothing. They are sealed before they are
    given to the database (``sealed_keys.py``).
    """

    _name = "kfz.channel"
    _inherit = ["kfz.zone.mixin", "kfz.history.mixin"]
    _description = "Message channel"
    _order = "company_id, name, id"

    name = fields.Char("Name of the group", required=True)
    active = fields.Boolean(default=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    kind = fields.Selection(
        [("wecom", "WeCom"), ("dingtalk", "DingTalk")], "Service", required=True, default="wecom"
    )
    address = fields.Char(
        "Robot address",
        required=True,
        default="https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
        help="Where the robot listens, without its key: https, also of a private instance in the office's own network.",
    )
    token = fields.Char(copy=False, exportable=False, groups=fields.NO_ACCESS)
    secret = fields.Char(copy=False, exportable=False, groups=fields.NO_ACCESS)
    new_token = fields.Char(
        "Robot key",
        compute="_compute_blank",
        inverse="_inverse_new_token",
        exportable=False,
        help="“key” of WeCom, “access_token” of DingTalk. It is kept and never shown again; enter it anew to change it.",
    )
    new_secret = fields.Char(
        "Signing secret",
        compute="_compute_blank",
        inverse="_inverse_new_secret",
        exportable=False,
        help="Of DingTalk, where the robot is set to check signatures (加签). It is kept and never shown again.",
    )
    has_token = fields.Boolean("Key is kept", compute="_compute_has")
    has_secret = fields.Boolean("Secret is kept", compute="_compute_has")
    state = fields.Selection(
        [
            ("draft", "Not tested"),
            ("tested", "Tested"),
            ("on", "Switched on"),
            ("off", "Switched off"),
        ],
        "Status",
        required=True,
        readonly=True,
        copy=False,
        default="draft",
    )
    turn = fields.Integer(readonly=True, copy=False, exportable=False, default=0)
    tested_on = fields.Datetime("Tested at", readonly=True, copy=False)
    tested_by_id = fields.Many2one("res.users", "Tested by", readonly=True, copy=False)
    last_result = fields.Selection(RESULTS, "Last result", readonly=True, copy=False)
    last_number = fields.Integer(
        "Number of the answer",
        readonly=True,
        copy=False,
        help="The error's number that the robot's server gave, or its HTTP status; 0 for none.",
    )
    last_try_on = fields.Datetime("Last attempt", readonly=True, copy=False)
    outbox_ids = fields.One2many("kfz.outbox", "robot_id", "Messages")

    @api.onchange("address")
    def _onchange_address(self):
        """The whole address, as the robot's page shows it, is taken apart: the key goes where keys are kept."""
        if parts := split_address(self.address):
            self.address, self.new_token = parts

    def _compute_blank(self):
        """What was entered is never read again."""
        for channel in self:
            channel.new_token = channel.new_secret = False

    def _compute_has(self):
        # sudo: whether there is a key, not which
        for channel in self.sudo():
            channel.has_token = bool(channel.token)
            channel.has_secret = bool(channel.secret)

    def _inverse_new_token(self):
        self._kfz_keep("token", "new_token")

    def _inverse_new_secret(self):
        self._kfz_keep("secret", "new_secret")

    def _kfz_keep(self, name, entered):
        """Keep what was entered; an empty field of the page changes nothing."""
        for channel in self:
            value = (channel[entered] or "").strip()
            if len(value) > LONGEST_KEY:
                raise UserError(
                    self.env._(
                        "“%(field)s” is %(count)s characters long, and at most %(most)s are kept. Copy the key alone, not the whole page.",
                        field=self._fields[entered]._description_string(self.env),
                        count=len(value),
                        most=LONGEST_KEY,
                    )
                )
            if value:
                # the write or creation of which this is a part makes the entry
                channel._kfz_write_unrecorded(
                    {name: sealed_keys.seal(self._kfz_database_secret(), value)}
                )
                channel[entered] = False

    @api.model
    def _kfz_database_secret(self):
        # sudo: what signs and seals is the system's
        return self.env["ir.config_parameter"].sudo().get_param("database.secret")

    def _kfz_key(self, name):
        """A key as it was entered, empty for none; None where it cannot be read any more."""
        # sudo: the caller sends with it and shows it to nobody
        kept = self.sudo()[name]
        return sealed_keys.unseal(self._kfz_database_secret(), kept) if kept else ""

    @api.constrains("name", "address")
    def _check_target(self):
        for channel in self:
            for name in ("name", "address"):
                self._kfz_cleaned(name, channel[name])

    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        # what a client names as a default is looked at as well
        names = ["name", "address"]
        return super().create(
            [self._kfz_clean({**self.default_get(names), **vals}) for vals in vals_list]
        )

    def write(self, vals):
        """A channel that leads elsewhere, or is signed otherwise, must be tested anew; one that is put away is off."""
        self.check_access("write")
        vals = self._kfz_clean(vals)
        changed = self.filtered(lambda channel: channel._kfz_is_changed(vals))
        result = super().write(vals)
        changed._kfz_reset()
        if not vals.get("active", True):
            self._kfz_put_away()
        return result

    @api.model
    def _kfz_clean(self, vals):
        """Values as they are kept. What is refused is refused before any statement has it."""
        return {
            name: self._kfz_cleaned(name, value) if name in ("name", "address") else value
            for name, value in vals.items()
        }

    @api.model
    def _kfz_cleaned(self, name, value):
        """A name or an address as it is kept.

        :raises ValidationError: in a sentence without what may be a key
        """
        if name == "address":
            cleaned = clean_address(value)
            refused = self.env._(
                "“%(address)s” is not the address of a robot. Enter one that begins with https:// and has no key, password or question mark in it; the key has a field of its own.",
                address=shown_address(value),
            )
        else:
            cleaned = one_line(value) if isinstance(value, str) else ""
            cleaned = cleaned if len(cleaned) <= LONGEST_NAME else ""
            refused = self.env._(
                "Enter the name of the group in one line of 1 to %(most)s characters.",
                most=LONGEST_NAME,
            )
        if not cleaned:
            raise ValidationError(refused)
        return cleaned

    def _kfz_is_changed(self, vals):
        entered = {name for name in TARGET & vals.keys() if name.startswith("new_") and vals[name]}
        kept = {name for name in TARGET & vals.keys() if not name.startswith("new_")}
        return bool(entered) or any(self[name] != vals[name] for name in kept)

    def _kfz_reset(self):
        """Back to untested; what waited is not sent to another place than it was written for."""
        for channel in self:
            # the state is the system's; a change makes it stricter
            channel._kfz_write_in_name(
                {
                    "state": "draft",
                    "turn": channel.turn + 1,
                    "tested_on": False,
                    "tested_by_id": False,
                }
            )
            channel._kfz_drop_waiting()

    def _kfz_put_away(self):
        """Nothing goes out any more; whoever takes it back switches it on again."""
        for channel in self:
            if channel.state == "on":
                channel._kfz_write_in_name({"state": "off"})
            channel._kfz_drop_waiting()

    def _kfz_drop_waiting(self):
        # sudo: rows are the system's
        waiting = self._kfz_as_system().outbox_ids.filtered(lambda row: row.state == "waiting")
        waiting.write({"state": "given_up", "result": "off"})

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_used(self):
        # sudo: whether there is any message, of whatever state
        if self.sudo().outbox_ids:
            raise UserError(
                self.env._(
                    "Messages were sent over this channel, so it stays on record. Archive it instead."
                )
            )
