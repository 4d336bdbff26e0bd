"""Seeded bugs of what each role reads within a zone, each with the check that must notice it. See ``seeded_bugs.py``."""

from odoo.fields import Domain

from .seeds import OURS, no_guard, replaced, widen_rule

#: rules of an assignment as they were: whoever was assigned once reads for ever, in any role
EVER = "[(%r, 'any', [('official_id.user_id', '=', user.id)])]"
ON_PROJECT, ON_LINE = EVER % "assignment_ids", EVER % "lead_id.assignment_ids"


def for_ever(self, user):
    """The assignments of a user, whether they are over or not."""
    return Domain("official_id.user_id", "=", user.id)


def ever(model, who):
    """Forget that the rights of an assignment end."""
    domain = ON_PROJECT if model == "crm_lead" else ON_LINE
    return widen_rule(f"{OURS}{model}_rule_{who}", domain)


# a table: one row per bug
# fmt: off
#: (the bug, seed, check, arguments of the check)
ROLES = [
    ("roles: the joint office works with all of every zone", replaced("ir.rule", "_kfz_is_limited", lambda self: False), "reads", ("joint", "calendar.event")),
    ("roles: the joint office reads saved searches", replaced("ir.rule", "_kfz_is_limited", lambda self: False), "reads", ("joint", "ir.filters")),
    ("roles: the joint office reads enterprises and contacts", no_guard("_kfz_own_partners"), "reads", ("joint", "res.partner")),
    ("roles: the joint office looks into channels", no_guard("_kfz_own_channels"), "reads", ("joint", "discuss.channel")),
    ("roles: an employee reads meetings", no_guard("_kfz_own"), "reads", ("employee", "calendar.event")),
    ("roles: a committee verifier reads meetings", no_guard("_kfz_own"), "reads", ("committee", "calendar.event")),
    ("roles: a customs verifier reads the chatter of enterprises", no_guard("_kfz_role_partners"), "reads", ("customs", "mail.message")),
    ("roles: a lead official reads templates", no_guard("_kfz_own"), "reads", ("official", "mail.template")),
    ("roles: a lead official reads meetings of past projects", replaced("ir.rule", "_kfz_assignments_of", for_ever), "reads", ("official", "calendar.event")),
    ("roles: a task force reads meetings of any project of its people", replaced("ir.rule", "_kfz_assignments_of", for_ever), "reads", ("taskforce", "calendar.event")),
    ("assignments: projects for ever", ever("crm_lead", "lead_official"), "reads", ("official", "crm.lead")),
    ("assignments: visits for ever", ever("kfz_interaction", "lead_official"), "reads", ("official", "kfz.interaction")),
    ("assignments: promises for ever", ever("kfz_promise", "lead_official"), "reads", ("official", "kfz.promise")),
    ("assignments: issues for ever", ever("kfz_issue", "lead_official"), "reads", ("official", "kfz.issue")),
    ("assignments: agreements for ever", ever("kfz_agreement", "lead_official"), "reads", ("official", "kfz.agreement")),
    ("assignments: milestones for ever", ever("kfz_milestone", "lead_official"), "reads", ("official", "kfz.milestone")),
    ("assignments: capital for ever", ever("kfz_capital_record", "lead_official"), "reads", ("official", "kfz.capital.record")),
    ("assignments: corrections for ever", ever("kfz_correction", "lead_official"), "reads", ("official", "kfz.correction")),
    ("assignments: a task force works in any role", ever("crm_lead", "task_force"), "reads", ("taskforce", "crm.lead")),
    ("assignments: a task force reads visits in any role", ever("kfz_interaction", "task_force"), "reads", ("taskforce", "kfz.interaction")),
]
# fmt: on
