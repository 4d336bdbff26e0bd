import contextlib
import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...models.base.lists import comma
from ...models.guards.link_values import Malformed, identifiers


class KfzEnterpriseMerge(models.TransientModel):
    """Merge duplicates of the zone's own enterprises, or own ones into the common record: a preview and one act.

    What is merged is what the preview showed: where that has changed since, there is a new preview first.
    Who may, what stands against it and what moves is the model's to say (``res_partner_duplicates.py``).
    """

    _name = "kfz.enterprise.merge"
    _description = "Merge enterprises"

    enterprise_ids = fields.Many2many(
        "res.partner",
        "kfz_enterprise_merge_partner_rel",
        "wizard_id",
        "partner_id",
        "Enterprises to merge",
        domain=[("is_enterprise", "=", True)],
        context={"active_test": False},
    )
    kept_id = fields.Many2one(
        "res.partner",
        "Enterprise that is kept",
        compute="_compute_kept_id",
        store=True,
        readonly=False,
        compute_sudo=False,
        domain="[('id', 'in', enterprise_ids)]",
        help="The others are deleted, and what hangs on them moves here. A common enterprise is always kept.",
    )
    is_into_common = fields.Boolean(compute="_compute_preview", compute_sudo=False)
    moves = fields.Text("What moves", compute="_compute_preview", compute_sudo=False)
    problems = fields.Text("What stands against it", compute="_compute_preview", compute_sudo=False)
    # the client gives it back as it was shown: it may be days old when "Merge" is pressed
    shown = fields.Text(
        "What was shown",
        compute="_compute_shown",
        store=True,
        readonly=False,
        compute_sudo=False,
        help="Technical: the enterprises and numbers of the preview that the user saw.",
    )
    changed = fields.Text("What has changed since")

    @api.model
    def default_get(self, fields):
        """Of enterprises that were chosen in a list, those that are still there, and a sentence about the others."""
        given = self.env.context.get("default_enterprise_ids")
        try:
            chosen = identifiers(given or [])
        except Malformed:
            chosen = []
        found = (
            self.env["res.partner"].with_context(active_test=False).search([("id", "in", chosen)])
        )
        if len(found) == len(set(chosen)):
            return super().default_get(fields)
        values = super(
            KfzEnterpriseMerge, self.with_context(default_enterprise_ids=found.ids)
        ).default_get(fields)
        values["changed"] = self.env._(
            "%(count)s of the enterprises that you chose are no longer there: somebody merged or deleted them.",
            count=len(set(chosen)) - len(found),
        )
        return values

    @api.depends("enterprise_ids")
    def _compute_kept_id(self):
        """The common one; else one with a code, the one with most projects and visits among them."""
        for wizard in self:
            partners = wizard.enterprise_ids._origin
            if wizard.kept_id._origin in partners and not any(
                each._kfz_is_common() for each in partners - wizard.kept_id._origin
            ):
                continue
            wizard.kept_id = partners.sorted(
                lambda each: (
                    not each._kfz_is_common(),
                    not each.vat,
                    -sum(count for _label, count in each._kfz_merge_moves()),
                    each.id,
                )
            )[:1]

    @api.depends("enterprise_ids", "kept_id")
    def _compute_preview(self):
        for wizard in self:
            kept = wizard.kept_id._origin
            gone = wizard.enterprise_ids._origin - kept
            wizard.is_into_common = kept._kfz_is_common()
            wizard.moves = wizard.problems = False
            try:
                gone._kfz_check_merge(kept)
            except (AccessError, UserError) as error:
                wizard.problems = str(error)
                continue
            wizard.problems = "\n".join(gone._kfz_merge_problems(kept))
            wizard.moves = "\n".join(
                self.env._("%(what)s: %(count)s", what=label, count=count)
                for label, count in gone._kfz_merge_moves()
                if count
            ) or self.env._("Nothing: no record hangs on them.")

    @api.depends("enterprise_ids", "kept_id")
    def _compute_shown(self):
        for wizard in self:
            wizard.shown = wizard._kfz_shown()

    def _kfz_shown(self):
        """Whom and how much the preview shows now, as text to compare, the same in every language."""
        partners, kept = self.enterprise_ids._origin, self.kept_id._origin
        gone, counts = partners - kept, None
        # where they cannot be merged, nothing was shown but why not; merging says so again
        with contextlib.suppress(AccessError, UserError):
            gone._kfz_check_merge(kept)
            counts = [count for _label, count in gone._kfz_merge_moves()]
        return json.dumps(
            {
                "enterprises": {
                    str(partner.id): f"{partner.name} ({partner.vat})"
                    if partner.vat
                    else partner.name or ""
                    for partner in partners.sorted("id")
                },
                "kept": kept.id,
                "counts": counts,
            },
            ensure_ascii=False,
        )

    def _kfz_changed_words(self, now):
        """What is no longer as it was shown, in a sentence."""
        try:
            before = dict(json.loads(self.shown)["enterprises"])
        except (KeyError, TypeError, ValueError):
            before = {}
        present = json.loads(now)["enterprises"]
        gone = [str(name) for ident, name in before.items() if ident not in present]
        if gone:
            return self.env._(
                "%(names)s: no longer there, merged or deleted by somebody since you chose. Look at the new preview, then merge.",
                names=comma(self.env).join(gone),
            )
        return self.env._(
            "What is merged is no longer what was shown here: it changed since. Look at the new preview, then merge."
        )

    def action_merge(self):
        """Merge, and open the enterprise that is kept; a new preview instead, where it is not what was shown."""
        self.ensure_one()
        now = self._kfz_shown()
        if self.shown != now:
            self.write({"changed": self._kfz_changed_words(now), "shown": now})
            return {
                **self.env["ir.actions.act_window"]._for_xml_id(
                    "kfz_investment.kfz_enterprise_merge_action"
                ),
                "res_id": self.id,
                "context": {},
            }
        kept = self.kept_id
        (self.enterprise_ids - kept)._kfz_merge_into(kept)
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("kfz_investment.kfz_enterprise_action"),
            "res_id": kept.id,
            "views": [(self.env.ref("kfz_investment.res_partner_view_form_kfz").id, "form")],
        }
