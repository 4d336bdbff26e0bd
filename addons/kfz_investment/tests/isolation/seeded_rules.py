"""Seeded bugs of record rules, each with the check that must notice it. See ``seeded_bugs.py``."""

from .seeds import (
    OURS,
    any_document,
    drop_rule,
    no_guard,
    not_following,
    replaced,
    unstamped,
    widen_rule,
)

# a table: one row per bug
# fmt: off
#: (the bug, seed, check, arguments of the check)
RULES = [
    ("projects: company rule off", drop_rule("crm.crm_lead_company_rule"), "reads", ("manager_b", "crm.lead")),
    ("projects: company rule with no company", widen_rule("crm.crm_lead_company_rule", "['|', ('company_id', '!=', False), ('id', '>', 0)]"), "reads", ("manager_b", "crm.lead")),
    ("projects: nothing keeps salesmen out", no_guard("_kfz_promotion_guard"), "reads", ("salesman", "crm.lead")),
    ("enterprises: company rule off", drop_rule("base.res_partner_rule"), "reads", ("officer_b", "res.partner")),
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
    ("imports: rule off", drop_rule(OURS + "kfz_import_run_rule_company"), "reads", ("manager_b", "kfz.import.run")),
    ("imported records: rule off", drop_rule(OURS + "kfz_import_trace_rule_company"), "reads", ("manager_b", "kfz.import.trace")),
    ("figures: rule off", drop_rule(OURS + "kfz_figure_entry_rule_company"), "reads", ("officer_b", "kfz.figure.entry")),
    ("notes: rule off", drop_rule(OURS + "kfz_enterprise_note_rule_company"), "reads", ("officer_b", "kfz.enterprise.note")),
    ("overrides: rule off", drop_rule(OURS + "kfz_gate_override_rule_company"), "reads", ("manager_b", "kfz.gate.override")),
    ("policies: rule off", drop_rule(OURS + "kfz_policy_rule_company"), "reads", ("officer_b", "kfz.policy")),
    ("clauses: rule off", drop_rule(OURS + "kfz_policy_clause_rule_company"), "reads", ("officer_b", "kfz.policy.clause")),
    ("report: figures of all zones for officers", widen_rule(OURS + "kfz_signed_landed_report_rule_officer"), "reads", ("officer_b", "kfz.signed.landed.report")),
    ("meetings: not stamped", unstamped("calendar.event"), "reads", ("officer_b", "calendar.event")),
    ("meetings: attendees for all", not_following("calendar.attendee"), "reads", ("employee_b", "calendar.attendee")),
    ("meetings: repetitions for all", not_following("calendar.recurrence"), "reads", ("employee_b", "calendar.recurrence")),
    ("tags: not stamped", unstamped("crm.tag"), "reads", ("officer_b", "crm.tag")),
    ("kept searches: not stamped", unstamped("ir.filters"), "reads", ("officer_b", "ir.filters")),
    ("templates: not stamped", unstamped("mail.template"), "reads", ("officer_b", "mail.template")),
    ("channels: not stamped", unstamped("discuss.channel"), "reads", ("employee_b", "discuss.channel")),
    ("channels: members for all", not_following("discuss.channel.member"), "reads", ("employee_b", "discuss.channel.member")),
    ("followers: for all", no_guard("_kfz_followers_guard"), "reads", ("employee_b", "mail.followers")),
    ("followers: of any document", any_document, "reads", ("employee_b", "mail.followers")),
    ("notifications and wizards: for all", no_guard("_kfz_guard"), "reads", ("employee_b", "mail.notification")),
    ("wizards: for all", replaced("ir.rule", "_kfz_in_zone", lambda self: False), "reads", ("officer_b", "crm.lead.lost")),
    ("portal access: rule off", drop_rule(OURS + "kfz_portal_access_rule_company"), "reads", ("officer_b", "kfz.portal.access")),
    ("bank accounts: rule off", drop_rule(OURS + "kfz_intermediary_account_rule_company"), "reads", ("manager_b", "kfz.intermediary.account")),
    ("words of workbooks: rule off", drop_rule(OURS + "kfz_import_alias_rule_company"), "reads", ("manager_b", "kfz.import.alias")),
    ("words of workbooks: rule widened", widen_rule(OURS + "kfz_import_alias_rule_company"), "reads", ("officer_b", "kfz.import.alias")),
    ("same tax number: found as superuser", "core_same_vat", "reads", ("officer_b", "res.partner")),
]
# fmt: on
