"""Plausible security bugs, each with the check that must notice it. See ``test_seeded_bugs.py``."""

from unittest.mock import patch

from odoo.addons.base.wizard.base_partner_merge import BasePartnerMergeAutomaticWizard
from odoo.addons.mail.models.mail_message import MailMessage
from odoo.addons.mail.models.mail_thread import MailThread
from odoo.fields import Domain

from ...controllers import guesses
from ...models.isolation import ir_rule, kfz_zone_stamp_mixin, res_partner_guesses

OURS = "kfz_investment."


def drop_rule(xmlid):
    """Switch a record rule off."""

    def seed(case, stack):
        case.env.ref(xmlid).active = False

    return seed


def widen_rule(xmlid, domain="[(1, '=', 1)]"):
    """Widen the domain of a record rule."""

    def seed(case, stack):
        case.env.ref(xmlid).domain_force = domain

    return seed


def no_guard(name):
    """Drop a part of the rules in Python."""

    def seed(case, stack):
        stack.enter_context(
            patch.object(case.env.registry["ir.rule"], name, lambda self, *args: Domain.TRUE)
        )

    return seed


def unstamped(model):
    """Forget that rows of a model stay in their zone."""

    def seed(case, stack):
        stack.enter_context(
            patch.object(
                ir_rule,
                "STAMPED",
                tuple(name for name in kfz_zone_stamp_mixin.STAMPED if name != model),
            )
        )

    return seed


def not_following(model):
    """Forget that a model shows what its record shows."""

    def seed(case, stack):
        stack.enter_context(patch.dict(ir_rule.FOLLOWS))
        ir_rule.FOLLOWS.pop(model)

    return seed


def replaced(model, name, method):
    """Replace a method by a careless one."""

    def seed(case, stack):
        stack.enter_context(patch.object(case.env.registry[model], name, method))

    return seed


def core(model, core_class, name):
    """Remove our part of a method and leave core's."""
    return replaced(model, name, getattr(core_class, name))


def no_constraint(model, name):
    """Remove a constraint."""

    def seed(case, stack):
        cls = case.env.registry[model]
        stack.enter_context(
            patch.object(
                cls,
                "_constraint_methods",
                [
                    method
                    for method in case.env[model]._constraint_methods
                    if method.__name__ != name
                ],
            )
        )

    return seed


def searched_as_superuser(model, name):
    """Make a link searchable past the rules, for speed."""

    def seed(case, stack):
        stack.enter_context(
            patch.object(case.env.registry[model]._fields[name], "bypass_search_access", True)
        )

    return seed


def names_projects(self):
    """Make an enterprise's name list its projects, found as superuser for speed."""
    for partner in self:
        partner.display_name = (
            f"{partner.name} {','.join(partner.sudo().kfz_project_ids.mapped('name'))}"
        )


def names_messages(self):
    """Leave the names of messages to core, which fetches them as superuser."""
    for message in self:
        message.display_name = message.subject or f"{self._name},{message.id}"


def by_rights(case, stack):
    """Check the rights of the environment instead of the user's: the web client posts as superuser."""
    check = case.env.registry["mail.thread"]._kfz_check_audience
    stack.enter_context(
        patch.object(
            case.env.registry["mail.thread"],
            "_kfz_check_audience",
            lambda self, partner_ids: None if self.env.su else check(self, partner_ids),
        )
    )


def plain_pages(case, stack):
    """Leave the wording of core's pages as it is."""
    stack.enter_context(patch.object(guesses, "hidden_message", lambda: None))


def guessed_people(case, stack):
    """Forget the links from people to hidden records."""
    stack.enter_context(patch.object(res_partner_guesses, "GUESSED", ()))


def links_unchecked(case, stack):
    """Remove the check of links from create, write and onchange."""
    for name in list(case.env.registry):
        model = case.env.registry[name]
        if not model._abstract or name == "base":
            stack.enter_context(
                patch.object(model, "_kfz_check_links", lambda self, vals_list, deep=False: None)
            )


def _as_superuser(name):
    """Compute a field as superuser."""

    def seed(case, stack):
        model = case.env.registry["res.partner"]
        original = getattr(model, name)
        stack.enter_context(patch.object(model, name, lambda self: original(self.sudo())))

    return seed


# a table: one row per bug
# fmt: off
#: (the bug, seed, check, arguments of the check)
SEEDED = [
    ("projects: company rule off", drop_rule("crm.crm_lead_company_rule"), "reads", ("manager_b", "crm.lead")),
    ("projects: company rule with no company", widen_rule("crm.crm_lead_company_rule", "['|', ('company_id', '!=', False), ('id', '>', 0)]"), "reads", ("manager_b", "crm.lead")),
    ("projects: nothing keeps salesmen out", no_guard("_kfz_promotion_guard"), "reads", ("salesman", "crm.lead")),
    ("enterprises: company rule off", drop_rule("base.res_partner_rule"), "reads", ("employee_b", "res.partner")),
    ("agreements: rule off", drop_rule(OURS + "kfz_agreement_rule_company"), "reads", ("officer_b", "kfz.agreement")),
    ("agreements: rule widened", widen_rule(OURS + "kfz_agreement_rule_company"), "reads", ("manager_b", "kfz.agreement")),
    ("capital: rule off", drop_rule(OURS + "kfz_capital_record_rule_company"), "reads", ("officer_b", "kfz.capital.record")),
    ("milestones: rule off", drop_rule(OURS + "kfz_milestone_rule_company"), "reads", ("officer_b", "kfz.milestone")),
    ("assignments: rule off", drop_rule(OURS + "kfz_assignment_rule_company"), "reads", ("officer_b", "kfz.assignment")),
    ("first contact: claims for all zones", widen_rule(OURS + "kfz_first_contact_rule_company"), "reads", ("officer_b", "kfz.first.contact")),
    ("visits: rule off", drop_rule(OURS + "kfz_interaction_rule_company"), "reads", ("officer_b", "kfz.interaction")),
    ("officials: rule off", drop_rule(OURS + "kfz_official_rule_company"), "reads", ("officer_b", "kfz.official")),
    ("stage history: rule off", drop_rule(OURS + "kfz_stage_transition_rule_company"), "reads", ("officer_b", "kfz.stage.transition")),
    ("condition history: rule off", drop_rule(OURS + "kfz_condition_change_rule_company"), "reads", ("officer_b", "kfz.condition.change")),
    ("figures: rule off", drop_rule(OURS + "kfz_figure_entry_rule_company"), "reads", ("officer_b", "kfz.figure.entry")),
    ("notes: rule off", drop_rule(OURS + "kfz_enterprise_note_rule_company"), "reads", ("officer_b", "kfz.enterprise.note")),
    ("overrides: rule off", drop_rule(OURS + "kfz_gate_override_rule_company"), "reads", ("manager_b", "kfz.gate.override")),
    ("policies: rule off", drop_rule(OURS + "kfz_policy_rule_company"), "reads", ("officer_b", "kfz.policy")),
    ("clauses: rule off", drop_rule(OURS + "kfz_policy_clause_rule_company"), "reads", ("officer_b", "kfz.policy.clause")),
    ("report: figures of all zones for officers", widen_rule(OURS + "kfz_signed_landed_report_rule_officer"), "reads", ("officer_b", "kfz.signed.landed.report")),
    ("meetings: not stamped", unstamped("calendar.event"), "reads", ("employee_b", "calendar.event")),
    ("meetings: attendees for all", not_following("calendar.attendee"), "reads", ("employee_b", "calendar.attendee")),
    ("meetings: repetitions for all", not_following("calendar.recurrence"), "reads", ("employee_b", "calendar.recurrence")),
    ("tags: not stamped", unstamped("crm.tag"), "reads", ("officer_b", "crm.tag")),
    ("kept searches: not stamped", unstamped("ir.filters"), "reads", ("employee_b", "ir.filters")),
    ("templates: not stamped", unstamped("mail.template"), "reads", ("employee_b", "mail.template")),
    ("channels: not stamped", unstamped("discuss.channel"), "reads", ("employee_b", "discuss.channel")),
    ("channels: members for all", not_following("discuss.channel.member"), "reads", ("employee_b", "discuss.channel.member")),
    ("followers: for all", no_guard("_kfz_followers_guard"), "reads", ("employee_b", "mail.followers")),
    ("notifications and wizards: for all", no_guard("_kfz_guard"), "reads", ("employee_b", "mail.notification")),
    ("wizards: for all", replaced("ir.rule", "_kfz_in_zone", lambda self: False), "reads", ("officer_b", "crm.lead.lost")),
    ("same tax number: found as superuser", "core_same_vat", "reads", ("officer_b", "res.partner")),
    ("projects of an enterprise: counted as superuser", _as_superuser("_compute_kfz_project_count",), "counts_projects", ("officer_b",)),
    ("links: unchecked on create", links_unchecked, "probes", ("officer_b", "crm.lead", "partner_id", "web_save")),
    ("links: unchecked on write", links_unchecked, "probes", ("officer_b", "res.partner", "parent_id", "write")),
    ("links: unchecked on change", links_unchecked, "probes", ("officer_b", "crm.lead", "partner_id", "onchange")),
    ("links: unchecked as default", links_unchecked, "probes", ("officer_b", "crm.lead", "partner_id", "default_get")),
    ("links: unchecked in evidence", links_unchecked, "probes", ("officer_b", "kfz.interaction", "partner_id", "web_save")),
    ("links: unchecked in a meeting", links_unchecked, "probes", ("officer_b", "calendar.event", "opportunity_id", "web_save")),
    ("links: unchecked in the meeting's context", replaced("calendar.event", "_kfz_without_hidden_defaults", lambda self: self), "probes", ("officer_b", "calendar.event", "opportunity_id", "default_get")),
    ("refusals: core's text, with names in debug mode", "core_refusals", "probes", ("manager_b", "res.partner", None, "read")),
    ("refusals: missing is not hidden", replaced("ir.http", "_kfz_plain_missing", classmethod(lambda cls, env, error: error)), "probes", ("officer_b", "res.partner", None, "web_save")),
    ("persons: entered in no zone", replaced("res.partner", "_kfz_zone_of_persons", lambda self, vals_list: vals_list), "sees_new_person", ("officer_b",)),
    ("common enterprises: hold contact data", replaced("res.partner", "_kfz_private_field_names", lambda self: []), "sees_phone_of_common", ("officer_b",)),
    ("messages: mentions unchecked", replaced("mail.thread", "_kfz_check_audience", lambda self, partner_ids: None), "tells_stranger", ("manager", "message_post")),
    ("messages: the rights checked instead of the user", by_rights, "tells_stranger", ("manager", "message_post_as_superuser")),
    ("messages: notices unchecked", core("mail.thread", MailThread, "message_notify"), "tells_stranger", ("manager", "message_notify")),
    ("messages: edits unchecked", core("mail.thread", MailThread, "_message_update_content"), "tells_stranger", ("manager", "message_update")),
    ("messages: subscribing unchecked", core("mail.thread", MailThread, "message_subscribe"), "tells_stranger", ("manager", "message_subscribe")),
    ("messages: everybody works in every zone", replaced("mail.thread", "_kfz_strangers", lambda self, partners, zones: partners.browse()), "tells_stranger", ("manager", "message_post")),
    ("messages: delivered to who left the zone", core("mail.thread", MailThread, "_notify_get_recipients"), "tells_who_left", ("manager",)),
    ("messages: written on a common enterprise", replaced("res.partner", "_kfz_is_common", lambda self: False), "tells_on_common", ("manager",)),
    ("messages: missing is not hidden", replaced("mail.message", "_kfz_check_exists", lambda self: None), "probes", ("officer_b", "mail.message", None, "write")),
    ("messages: core's refusal", core("mail.message", MailMessage, "_make_access_error"), "probes", ("officer_b", "mail.message", None, "read")),
    ("projects: given to who cannot open them", no_constraint("crm.lead", "_check_promotion_user"), "assigns", ("employee",)),
    ("contacts: merged across zones", replaced("base.partner.merge.automatic.wizard", "_kfz_check_one_zone", lambda self, partners: None), "merges", ("manager_all",)),
    ("contacts: look-alikes counted for all zones", core("base.partner.merge.automatic.wizard", BasePartnerMergeAutomaticWizard, "_generate_query"), "counts_lookalikes", ("officer_b",)),
    ("external ids: found as superuser", replaced("base", "_kfz_links_are_free", lambda self: True), "probes", ("officer_b", "res.partner", None, "get_external_id")),
    ("external ids: found past the rules", replaced("base", "_kfz_seen_with_external_ids", lambda self: self), "probes", ("officer_b", "mail.notification", None, "get_metadata")),
    ("messages: named to everybody", replaced("mail.message", "_compute_display_name", names_messages), "probes", ("officer_b", "mail.compose.message", "mail.message", "context")),
    ("external ids: shared by all zones", replaced("base", "_kfz_import_module", lambda self: "__import__"), "imports_same_id", ("manager_b",)),
    ("external ids: words of other zones exported", replaced("base", "_kfz_is_own_external_id", lambda self, xmlid: True), "exports_their_id", ("manager_b",)),
    ("search: projects of an enterprise past the rules", searched_as_superuser("res.partner", "kfz_project_ids"), "probes", ("officer_b", "res.partner", "kfz_project_ids", "search")),
    ("search: contacts of an enterprise past the rules", searched_as_superuser("res.partner", "child_ids"), "probes", ("officer_b", "res.partner", "child_ids", "search")),
    ("search: people found by a hidden meeting", guessed_people, "probes", ("officer_b", "res.partner", "meeting_ids", "filter")),
    ("names: an enterprise's says its projects", replaced("res.partner", "_compute_display_name", names_projects), "reads", ("officer_b", "res.partner")),
    ("sheets: for every zone", widen_rule(OURS + "kfz_shared_project_rule_officer"), "reads", ("officer_b", "kfz.shared.project")),
    ("shares: rule off", drop_rule(OURS + "kfz_share_rule_company"), "reads", ("officer_b", "kfz.share")),
    ("pages: the way back names what is missing", plain_pages, "asks", ("officer_b", "/web/action/load_breadcrumbs", "crm.lead")),
    ("pages: a link's preview names what is missing", plain_pages, "asks", ("officer_b", "/html_editor/link_preview_internal", "crm.lead")),
    ("import: finds by number what is hidden", "core_import", "probes", ("officer_b", "crm.lead", "partner_id", "load")),
]
# fmt: on
