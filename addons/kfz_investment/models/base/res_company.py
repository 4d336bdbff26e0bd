from odoo import api, fields, models, tools

#: who sees the settings of zones: everybody reads companies, of whatever zone
SETTINGS = "base.group_erp_manager"


class ResCompany(models.Model):
    """A zone is a company with a zone code (design §2)."""

    _inherit = "res.company"
    _rec_names_search = ("name", "zone_short_name", "zone_code")

    zone_code = fields.Char(
        "Zone code",
        index="btree_not_null",
        copy=False,
        help="Short code of the zone, used in project codes; empty for a company that is not a zone.",
    )
    zone_short_name = fields.Char(
        "Short name",
        translate=True,
        help="What pages call the zone, where its full name would be cut; documents and files use the full name.",
    )
    kfz_area_ids = fields.One2many("kfz.area", "company_id", "Areas")
    kfz_major_threshold = fields.Monetary(
        "Major project from",
        default=100_000_000,
        help="Planned investment from which a project of this zone counts as major.",
        groups=SETTINGS,
    )
    kfz_return_days = fields.Integer(
        "Suggest return after (days)",
        default=180,
        help="Days without activity on a project that this zone transferred to another zone, after which its return is "
        "suggested; 0 for never.",
        groups=SETTINGS,
    )

    kfz_referral_days = fields.Integer(
        "Validity of referrals (days)",
        default=365,
        help="Counted from registration; a project signed by then keeps its referral.",
        groups=SETTINGS,
    )
    kfz_person_intermediaries = fields.Boolean(
        "Natural persons as intermediaries",
        help="Whether this zone accepts referrals from natural persons, not only from organisations.",
        groups=SETTINGS,
    )
    kfz_referral_user_id = fields.Many2one(
        "res.users",
        "Referrals go to",
        domain=[("share", "=", False)],
        help="Responsible officer for new referrals; empty: the managers of the zone see them in their inbox.",
        groups=SETTINGS,
    )
    kfz_account_wait_days = fields.Integer(
        "Wait before paying to a new account (days)",
        default=3,
        help="Calendar days from the confirmation of an intermediary's bank account until awards are paid to it: time in which "
        "the intermediary can object.",
        groups=SETTINGS,
    )

    _zone_code_unique = models.UniqueIndex(
        "(zone_code) WHERE zone_code IS NOT NULL", "Another zone has this code."
    )
    _kfz_account_wait_sane = models.Constraint(
        "CHECK(kfz_account_wait_days BETWEEN 0 AND 365)",
        "The wait before paying to a new account is between 0 and 365 days.",
    )

    @api.depends("zone_short_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Lists, cards, filters and reports name a zone by its short name."""
        super()._compute_display_name()
        for zone in self.filtered("zone_short_name"):
            zone.display_name = zone.zone_short_name

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        if "zone_code" in vals:
            self.env.registry.clear_cache()
        return super().write(vals)

    @api.model
    def _kfz_load_demo(self):
        """Load the demonstration data, once; called by ``demo/kfz_demo.xml`` alone. Nothing else imports that package."""
        from ... import demo

        # sudo: a parameter of our own; there is nothing to set up
        self.env["ir.config_parameter"].sudo().set_param("kfz.setup.hidden", "True")
        return demo.load(self.env)

    def _kfz_settings(self):
        """The zones, with their settings readable: for what a zone's own rules say, never to show it to another's user."""
        # sudo: settings are the administrator's to see and change; code asks them for everybody
        return self.sudo()

    @api.model
    def _kfz_is_zone_user(self):
        """Whether the user works in a zone now: one of the active companies is one."""
        return self._kfz_any_zone(tuple(self.env.companies._ids))

    @api.model
    @tools.ormcache("company_ids")
    def _kfz_any_zone(self, company_ids):
        # sudo: which companies are zones is not a secret, and users who cannot read companies need it
        return any(self.sudo().browse(company_ids).mapped("zone_code"))
