"""Referred and landed projects with a year of confirmed trade, by the thousand: Odoo creates the first, SQL copies it."""

import harness
from odoo.tools import SQL

PASSWORD = "bench-award"
PEOPLE = (
    ("manager", "manager", 2),
    ("customs", "customs", 2),
    ("committee", "committee", 2),
    ("clerk", "customs", 1),
)
RATES = ((0, 1), (1_000_000, 2), (10_000_000, 3))
MONTHS = 12


def prepare(database, count, opened):
    """``count`` projects of zone A; with ``opened`` each has a claimable award and its first ledger entry.

    :return: {'projects': [id], 'awards': [id]}
    """
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        env = api.Environment(
            cr,
            1,
            {
                "no_reset_password": True,
                "tracking_disable": True,
                "_partners_skip_fields_sync": True,
            },
        )
        zone = env.ref("kfz_investment.zone_kcbz")
        people = make_people(env, zone)
        make_scheme(env, zone)
        lead, referral = first_project(env, zone)
        env.flush_all()
        projects = copy_projects(cr, lead, referral, count)
        make_trade(cr, zone, projects, people)
        enter_history(env, zone, projects)
        awards = open_awards(env, projects) if opened else []
        cr.commit()
    harness.with_connection(database, "VACUUM ANALYZE")
    return {"projects": projects, "awards": awards}


def make_people(env, zone):
    """Two of each role, and the clerk who entered the trade."""
    return {
        user.login: user
        for user in env["res.users"].create(
            [
                {
                    "name": f"{name}{number}",
                    "login": f"{name}{number}",
                    "password": PASSWORD,
                    "company_id": zone.id,
                    "company_ids": [(6, 0, zone.ids)],
                    "group_ids": [(6, 0, env.ref(f"kfz_investment.group_kfz_{role}").ids)],
                    "lang": "en_US",
                }
                for name, role, many in PEOPLE
                for number in range(1, many + 1)
            ]
        )
    }


def make_scheme(env, zone):
    """Three marginal tiers; neither claim nor publicity, so that four steps lead to payment."""
    env["kfz.award.scheme"].search([("company_id", "=", zone.id)]).write({"active": False})
    return env["kfz.award.scheme"].create(
        {
            "name": "示例办法",
            "company_id": zone.id,
            "date_from": "2020-01-01",
            "claim_months": 0,
            "publicity_days": 0,
            "tier_ids": [(0, 0, {"base_from": start, "rate": rate}) for start, rate in RATES],
        }
    )


def give_account(intermediary, zone):
    """An account to which awards are paid; also in an older version, where each was current at once."""
    Account = intermediary.env["kfz.intermediary.account"]
    account = Account.create(
        {
            "partner_id": intermediary.id,
            "company_id": zone.id,
            "bank_name": "示例银行",
            "account_number": "6222000000000001",
            "holder": intermediary.name,
        }
    )
    if "usable_from" in Account._fields:
        account.write({"state": "confirmed", "usable_from": "2020-01-01"})


def first_project(env, zone):
    """A project that landed thirteen months ago, and its accepted referral. Gate evidence is left out, since awards do not use it."""
    intermediary = env["res.partner"].create(
        {
            "name": "示例中介有限公司",
            "is_company": True,
            "is_intermediary": True,
            "company_id": zone.id,
        }
    )
    give_account(intermediary, zone)
    partner = env["res.partner"].create(
        {"name": "示例企业0", "is_company": True, "is_enterprise": True, "company_id": zone.id}
    )
    lead = env["crm.lead"].create(
        {
            "name": "示例项目0",
            "is_promotion": True,
            "company_id": zone.id,
            "partner_id": partner.id,
            "user_id": False,
        }
    )
    referral = env["kfz.referral"].create(
        {
            "intermediary_id": intermediary.id,
            "partner_id": partner.id,
            "enterprise_name": partner.name,
            "company_id": zone.id,
            "state": "accepted",
            "registered_on": "2020-01-02 03:04:05",
        }
    )
    return lead, referral


def copy_projects(cr, lead, referral, count):
    """Copies of enterprise, project and referral that belong together; the originals stay without a landing."""
    partners = copy_partners(cr, lead.partner_id, count)
    projects = copy_leads(cr, lead, partners)
    copy_referrals(cr, referral, partners, projects)
    return projects


def copy_partners(cr, partner, count):
    """Copies of the enterprise; gives their ids."""
    partners = copy_rows(
        cr,
        "res_partner",
        partner.id,
        count,
        {"name": "'示例企业' || n", "complete_name": "'示例企业' || n", "ref": "'bench-' || n"},
    )
    cr.execute("UPDATE res_partner SET commercial_partner_id = id WHERE id = ANY(%s)", [partners])
    return partners


def copy_leads(cr, lead, partners):
    """A copy of the project per enterprise, landed thirteen months ago; gives their ids."""
    cr.execute("SELECT id FROM crm_stage WHERE milestone = 'landed'")
    stage = cr.fetchone()[0]
    landed = "(date_trunc('month', now()) - interval '13 months' + interval '14 days')::date"
    return copy_rows(
        cr,
        "crm_lead",
        lead.id,
        len(partners),
        {
            "name": "'示例项目' || n",
            "project_code": "'BENCH-' || lpad(n::text, 5, '0')",
            "partner_id": f"('{array(partners)}'::int[])[n]",
            "stage_id": str(stage),
            "landed_date": landed,
            "signed_date": f"{landed} - 30",
        },
    )


def copy_referrals(cr, referral, partners, projects):
    """A copy of the referral per enterprise and its project."""
    referrals = copy_rows(
        cr,
        "kfz_referral",
        referral.id,
        len(projects),
        {
            "name": "'BENCH-' || n",
            "enterprise_name": "'示例企业' || n",
            "name_key": "'示例企业' || n",
            "lead_id": f"('{array(projects)}'::int[])[n]",
            "partner_id": f"('{array(partners)}'::int[])[n]",
        },
    )
    cr.execute(
        "UPDATE crm_lead l SET referral_id = r.id FROM kfz_referral r WHERE r.lead_id = l.id AND r.id = ANY(%s)",
        [referrals],
    )


def copy_rows(cr, table, source, count, changes):
    """Copies of a row by one INSERT; ``changes`` gives SQL of ``n``, the number of the copy, for columns. Gives their ids in order."""
    cr.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND column_name <> 'id'",
        [table],
    )
    columns = [row[0] for row in cr.fetchall()]
    values = ", ".join(changes.get(name, f's."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    cr.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} s, generate_series(1, %s) n WHERE s.id = %s "
        "ORDER BY n RETURNING id",
        [count, source],
    )
    return sorted(row[0] for row in cr.fetchall())


def array(numbers):
    """An array literal of PostgreSQL."""
    return "{%s}" % ",".join(map(str, numbers))


def make_trade(cr, zone, projects, people):
    """Twelve months of confirmed bonded trade per project, entered by the clerk: 50,000 to 2,000,000 yuan each, with fen."""
    cr.execute(
        """
        INSERT INTO kfz_trade_record (number, company_id, partner_id, month, direction, mode, is_bonded, amount, currency_id, state,
                                      entered_by_id, confirmed_by_id, confirmed_on, create_uid, create_date, write_uid, write_date)
        SELECT 'BENCH-' || l.id || '-' || m, %(zone)s, l.partner_id, date_trunc('month', l.landed_date) + m * interval '1 month',
               'export', '1210', TRUE, ((l.id * 7919 + m * 104729) %% 195000001 + 5000000) / 100.0,
               (SELECT id FROM res_currency WHERE name = 'CNY'), 'confirmed', %(clerk)s, %(customs)s, now() AT TIME ZONE 'UTC',
               1, now() AT TIME ZONE 'UTC', 1, now() AT TIME ZONE 'UTC'
          FROM crm_lead l, generate_series(0, %(last)s) m WHERE l.id = ANY(%(projects)s)""",
        {
            "zone": zone.id,
            "clerk": people["clerk1"].id,
            "customs": people["customs1"].id,
            "projects": projects,
            "last": MONTHS - 1,
        },
    )


def enter_evidence(cr, projects):
    """The agreement and the landing on which the dates of the copied projects rest; without an amount, which awards do not use."""
    cr.execute(
        """
        INSERT INTO kfz_agreement (lead_id, company_id, kind, signed_on, amount, currency_id, amount_cny, state, create_uid, create_date)
        SELECT l.id, l.company_id, 'formal', l.signed_date, 0, c.currency_id, 0, 'in_force', 1, now() AT TIME ZONE 'UTC'
          FROM crm_lead l JOIN res_company c ON c.id = l.company_id WHERE l.id = ANY(%s)""",
        [projects],
    )
    cr.execute(
        """
        INSERT INTO kfz_milestone (lead_id, company_id, milestone, effective_date, state, create_uid, create_date)
        SELECT l.id, l.company_id, 'landed', l.landed_date, 'recognised', 1, now() AT TIME ZONE 'UTC'
          FROM crm_lead l WHERE l.id = ANY(%s)""",
        [projects],
    )


def enter_history(env, zone, projects):
    """The stage of the copied projects as a transition, and seals for what SQL made, as an update seals what it finds."""
    env.cr.execute(
        """
        INSERT INTO kfz_stage_transition (lead_id, company_id, to_stage_id, milestone, effective_date, user_id, create_uid, create_date)
        SELECT l.id, l.company_id, l.stage_id, 'landed', l.landed_date, 1, 1, now() AT TIME ZONE 'UTC'
          FROM crm_lead l WHERE l.id = ANY(%s)""",
        [projects],
    )
    enter_evidence(env.cr, projects)
    env.invalidate_all()
    # the figures alone: what follows a landing would open the awards, too
    env["kfz.figure.entry"].create(env["crm.lead"].browse(projects)._kfz_missing_figures())
    seals = env["kfz.ledger.seal"]
    for model in ("kfz.stage.transition", "kfz.agreement", "kfz.milestone"):
        seals._kfz_seal_rows(model, SQL("t.lead_id = ANY(%s)", projects))
    seals._kfz_seal_rows("kfz.trade.record", SQL("t.company_id = %s", zone.id))


def open_awards(env, projects):
    """Open the first award in Odoo, copy it by SQL, enter them all in the ledger by our code."""
    first = env["kfz.award"].create({"lead_id": projects[0]})
    first._kfz_to_claimable()
    env.flush_all()
    rest, cr = projects[1:], env.cr
    ids = copy_rows(
        cr,
        "kfz_award",
        first.id,
        len(rest),
        {"lead_id": f"('{array(rest)}'::int[])[n]", "base_amount": "0", "amount": "0"},
    )
    cr.execute(
        """WITH own AS (UPDATE kfz_award a SET name = 'JL-' || l.project_code, partner_id = l.partner_id, referral_id = l.referral_id
          FROM crm_lead l WHERE l.id = a.lead_id AND a.id = ANY(%s) RETURNING a.id, a.partner_id)
        INSERT INTO kfz_award_company_rel (award_id, partner_id) SELECT id, partner_id FROM own""",
        [ids],
    )
    env.invalidate_all()
    env["kfz.award"].browse(ids)._kfz_enter("opened")
    return [first.id, *ids]
