"""A few hundred projects made by the ORM, as rich as those of a server in use: `scale_seed.py DATABASE SIDE COUNT`; `scale_data.py` multiplies them.

They are those of `documents.py`, each of another enterprise, with activities, tracked changes, capital, lead officials, next steps and sheets.
"""

import sys

import documents
import harness

#: of the enterprises with a visit, so many in a hundred of all have a claim of first contact
CLAIMED = 63
SHARED_EVERY = 10
TRACKED_EVERY = 3
MAJOR_EVERY = 12


def main(database, side, count):
    """Make ``count`` projects in a new database."""
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, 1, dict(documents.QUIET))
        zones = documents.fill(env, side, int(count), (int(count),) * 2)
        settle(env, zones, side == "ours")
        cr.commit()


def settle(env, zones, ours):
    """What projects have after some months; enterprises without any go."""
    for zone in zones:
        leads = env["crm.lead"].search([("partner_id", "in", zone.partners.ids)], order="id")
        plan_activities(leads, zone)
        if ours:
            lead_officially(leads, zone)  # major projects need one
            follow_up(leads)
            pay_in(leads)
        track(leads[::TRACKED_EVERY], zone)
        (zone.partners - leads.partner_id).unlink()
        env.flush_all()
        env.cr.precommit.run()
    if ours:
        share(env, zones)
        claims = env["kfz.first.contact"].search([], order="id")
        claims[CLAIMED * sum(map(projects, zones)) // 100 :].unlink()


def projects(zone):
    """How many projects a zone has."""
    return zone.partners.env["crm.lead"].search_count([("company_id", "=", zone.company.id)])


def plan_activities(leads, zone):
    """Two projects in five have an activity: overdue, of today, or planned."""
    env = leads.env
    kind = env.ref("mail.mail_activity_data_todo")
    model = env["ir.model"]._get_id("crm.lead")
    people = [zone.manager, *zone.colleagues]
    env["mail.activity"].with_context(mail_activity_quick_update=True).create(
        [
            {
                "res_model_id": model,
                "res_id": lead.id,
                "activity_type_id": kind.id,
                "summary": "示例跟进",
                "user_id": people[index % len(people)].id,
                "date_deadline": documents.day(index % 31 - 20),
            }
            for index, lead in enumerate(leads)
            if index % 5 in (1, 3)
        ]
    )


def track(leads, zone):
    """The manager changed some amounts, which the chatter tells."""
    told = leads.with_user(zone.manager).with_context(
        tracking_disable=False, allowed_company_ids=zone.company.ids, mail_notify_force_send=False
    )
    for index, lead in enumerate(told):
        lead.expected_revenue = 1_000_000 * (2 + index % 300)
    leads.env.flush_all()
    leads.env.cr.precommit.run()


def follow_up(leads):
    """Next steps, and which projects are major ones."""
    for index, lead in enumerate(leads):
        if index % 2:
            lead.next_step = f"示例下一步{index}"
    leads[::MAJOR_EVERY].is_major = True


def pay_in(leads):
    """Landed projects have capital in place, in two payments."""
    landed = leads.filtered(lambda lead: lead.milestone_ids)
    leads.env["kfz.capital.record"].create(
        [
            {"lead_id": lead.id, "received_on": documents.day(ago), "amount": 100_000 + lead.id}
            for lead in landed
            for ago in (25, 5)
        ]
    )


def lead_officially(leads, zone):
    """From review on, a project has a lead official."""
    chosen = leads.filtered("assignment_ids")
    leads.env["kfz.assignment"].create(
        [
            {
                "lead_id": lead.id,
                "official_id": zone.officials[index % len(zone.officials)].id,
                "role": "lead_official",
                "date_from": documents.day(70),
            }
            for index, lead in enumerate(chosen)
        ]
    )


def share(env, zones):
    """One project in ten of the first zone is in the joint pool."""
    giving, taking = zones
    manager = env["kfz.share"].with_user(giving.manager)
    leads = env["crm.lead"].search([("company_id", "=", giving.company.id)], order="id")
    level = env.ref("kfz_investment.share_level_standard")
    manager.with_context(allowed_company_ids=giving.company.ids).create(
        [
            {
                "lead_id": lead.id,
                "level_id": level.id,
                "recipient_ids": [(6, 0, taking.company.ids)],
            }
            for lead in leads[::SHARED_EVERY]
        ]
    ).action_publish()


if __name__ == "__main__":
    main(*sys.argv[1:])
