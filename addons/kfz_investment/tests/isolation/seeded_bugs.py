"""Plausible security bugs, each with the check that must notice it. See ``test_seeded_bugs.py``."""

from odoo.addons.base.wizard.base_partner_merge import BasePartnerMergeAutomaticWizard
from odoo.addons.mail.models.mail_message import MailMessage
from odoo.addons.mail.models.mail_thread import MailThread
from odoo.fields import Domain

from .seeded_roles import ROLES
from .seeded_rules import RULES
from .seeds import (
    OURS,
    and_lost,
    as_superuser,
    by_rights,
    core,
    drop_rule,
    guessed_people,
    links_to_documents,
    links_unchecked,
    missing_messages,
    names_messages,
    names_projects,
    no_constraint,
    plain_pages,
    replaced,
    searched_as_superuser,
    widen_rule,
)

# a table: one row per bug
# fmt: off
#: (the bug, seed, check, arguments of the check)
SEEDED = [
    *RULES,
    *ROLES,
    ("projects of an enterprise: counted as superuser", as_superuser("_compute_kfz_project_count"), "counts_projects", ("officer_b",)),
    ("links: unchecked on create", links_unchecked, "probes", ("officer_b", "crm.lead", "partner_id", "web_save")),
    ("links: unchecked on write", links_unchecked, "probes", ("officer_b", "res.partner", "parent_id", "write")),
    ("links: unchecked on change", links_unchecked, "probes", ("officer_b", "crm.lead", "partner_id", "onchange")),
    ("links: unchecked as default", links_unchecked, "probes", ("officer_b", "kfz.interaction", "partner_id", "default_get")),
    ("links: unchecked in evidence", links_unchecked, "probes", ("officer_b", "kfz.interaction", "partner_id", "web_save")),
    ("links: unchecked in a meeting", links_unchecked, "probes", ("officer_b", "calendar.event", "opportunity_id", "web_save")),
    ("links: unchecked in the meeting's context", replaced("calendar.event", "_kfz_without_hidden_defaults", lambda self: self), "probes", ("officer_b", "calendar.event", "opportunity_id", "default_get")),
    ("refusals: core's text, with names in debug mode", "core_refusals", "probes", ("manager_b", "res.partner", None, "read")),
    ("refusals: missing is not hidden", replaced("ir.http", "_kfz_plain_missing", classmethod(lambda cls, env, error: error)), "probes", ("officer_b", "res.partner", None, "web_save")),
    ("persons: entered in no zone", replaced("res.partner", "_kfz_zone_of_persons", lambda self, vals_list: vals_list), "sees_new_person", ("officer_b",)),
    ("common enterprises: hold contact data", replaced("res.partner", "_kfz_private_field_names", lambda self: []), "sees_phone_of_common", ("officer_b",)),
    ("messages: mentions unchecked", and_lost(replaced("mail.thread", "_kfz_check_audience", lambda self, partner_ids: None)), "tells_stranger", ("manager", "message_post")),
    ("messages: the rights checked instead of the user", and_lost(by_rights), "tells_stranger", ("manager", "message_post_as_superuser")),
    ("messages: notices unchecked", and_lost(core("mail.thread", MailThread, "message_notify")), "tells_stranger", ("manager", "message_notify")),
    ("messages: edits unchecked", and_lost(core("mail.thread", MailThread, "_message_update_content")), "tells_stranger", ("manager", "message_update")),
    ("messages: subscribing unchecked", core("mail.thread", MailThread, "message_subscribe"), "tells_stranger", ("manager", "message_subscribe")),
    ("messages: everybody works in every zone", and_lost(replaced("mail.thread", "_kfz_strangers", lambda self, partners, zones: partners.browse())), "tells_stranger", ("manager", "message_post")),
    ("messages: delivered to who left the zone", and_lost(core("mail.thread", MailThread, "_notify_get_recipients")), "tells_who_left", ("manager",)),
    ("messages: posted on a common enterprise", replaced("res.partner", "_kfz_check_takes_messages", lambda self: None), "writes_on_common", ("manager", "message_post")),
    ("messages: created on a common enterprise", replaced("mail.message", "_kfz_check_not_on_common", lambda self: None), "writes_on_common", ("manager", "create")),
    ("messages: old ones on a common enterprise", replaced("ir.rule", "_kfz_common_message_guard", lambda self: Domain.TRUE), "tells_on_common", ("manager",)),
    ("messages: deleted by whoever writes the record", replaced("mail.message", "_kfz_check_own_words", lambda self, operation, sentence: None), "deletes_theirs", ("manager",)),
    ("messages: missing is not hidden", missing_messages, "probes", ("officer_b", "mail.message", None, "write")),
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
    ("documents: whoever reads the record reads them", links_to_documents, "leads_to_hidden", ("officer_b", "kfz.agreement", "attachment_ids")),
    ("search: documents of an agreement past the rules", searched_as_superuser("kfz.agreement", "attachment_ids"), "probes", ("officer_b", "kfz.agreement", "attachment_ids", "search")),
    ("search: people found by a hidden meeting", guessed_people, "probes", ("officer_b", "res.partner", "meeting_ids", "filter")),
    ("names: an enterprise's says its projects", replaced("res.partner", "_compute_display_name", names_projects), "reads", ("officer_b", "res.partner")),
    ("sheets: for every zone", widen_rule(OURS + "kfz_shared_project_rule_officer"), "reads", ("officer_b", "kfz.shared.project")),
    ("shares: rule off", drop_rule(OURS + "kfz_share_rule_company"), "reads", ("manager_b", "kfz.share")),
    ("joint promotions: the other zone's side", drop_rule(OURS + "kfz_joint_promotion_side_rule_company"), "reads", ("officer_b", "kfz.joint.promotion.side")),
    ("pages: the way back names what is missing", plain_pages, "asks", ("officer_b", "/web/action/load_breadcrumbs", "crm.lead")),
    ("pages: a link's preview names what is missing", plain_pages, "asks", ("officer_b", "/html_editor/link_preview_internal", "crm.lead")),
    ("import: finds by number what is hidden", "core_import", "probes", ("officer_b", "crm.lead", "partner_id", "load")),
]
# fmt: on
