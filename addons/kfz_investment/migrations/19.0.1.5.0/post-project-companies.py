"""Project companies become records: the text of each milestone is looked up among the enterprises, or entered as one.

By code or by exact name, the zone's own before the common ones. What is entered has no more than its text said, so the
managers of the zone get a notice and find it under Enterprises → Project companies. Landings before this day are
recognised as they are. The column with the texts goes with the field, at the end of the update.
"""

import logging

from odoo import SUPERUSER_ID, api
from odoo.addons.kfz_investment.domain import calendar, project_companies
from odoo.addons.kfz_investment.domain.imports.directory import (
    Enterprise,
    EnterpriseIndex,
    name_key,
)
from odoo.addons.kfz_investment.models.base.table_guard import passing
from odoo.tools import SQL
from odoo.tools.sql import column_exists

_logger = logging.getLogger(__name__)
REASON = "update: project companies are records"


def migrate(cr, version):
    """Link the milestones that have a text and no link yet, and seal them; awards follow in a script of their own."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    _set_day(env)
    if not column_exists(cr, "kfz_milestone", "project_company"):
        return
    env.flush_all()
    texts = env.execute_query(
        SQL(
            """SELECT id, project_company FROM kfz_milestone m WHERE trim(project_company) <> ''
                  AND NOT EXISTS (SELECT FROM kfz_milestone_company_rel WHERE milestone_id = m.id)
             ORDER BY state = 'reversed', id"""
        )
    )
    created, index = env["res.partner"], _index(env)
    milestones = env["kfz.milestone"].browse([ident for ident, _text in texts])
    for milestone, (_ident, text) in zip(milestones, texts, strict=True):
        new = _link(milestone, text, index)
        for known in map(_known, new):
            # the next milestone that names it finds it
            index.by_name.setdefault((known.zone, name_key(known.name)), []).append(known)
            index.by_code.setdefault((known.zone, known.code), known)
        created |= new
    milestones.invalidate_recordset()
    milestones._kfz_repeat_companies(REASON)
    for zone in created.company_id:
        new = created.filtered(lambda partner, zone=zone: partner.company_id == zone)
        env["kfz.milestone"]._kfz_tell_created(zone, len(new))
    _logger.info(
        "%s milestones name their project companies as records; %s enterprises were entered for it",
        len(milestones),
        len(created),
    )


def _set_day(env):
    """Earlier landings can be recognised as they are."""
    zones = env["res.company"].search(
        [("zone_code", "!=", False), ("kfz_companies_from", "=", False)]
    )
    zones.kfz_companies_from = calendar.today()


def _link(milestone, text, index):
    """Link the companies of a milestone.

    :return: the enterprises that were entered for it
    """
    named = project_companies.read(text)
    found = {one: _find(milestone, one, index) for one in named}
    absent = [one for one, ident in found.items() if not ident]
    if absent and milestone.state == "reversed":
        # what was wrong enters no enterprise: the text stays as a note
        _keep_text(milestone, text)
        absent = []
    created = milestone.env["res.partner"].create(
        [
            {
                "name": one.name or one.code,
                "vat": one.code,
                "is_enterprise": True,
                "company_id": milestone.company_id.id,
                "user_id": False,
            }
            for one in absent
        ]
    )
    for partner in created:
        _logger.warning(
            "“%s” (%s) is entered as an enterprise of %s, project company of %s: complete it.",
            partner.name,
            partner.id,
            milestone.company_id.name,
            milestone.lead_id.project_code,
        )
    _insert(milestone, {*filter(None, found.values()), *created.ids})
    return created


def _insert(milestone, ids):
    for ident in sorted(ids):
        milestone.env.cr.execute(
            SQL(
                "INSERT INTO kfz_milestone_company_rel (milestone_id, partner_id) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                milestone.id,
                ident,
            )
        )


def _index(env):
    """All enterprises, archived ones included, those in use first."""
    partners = (
        env["res.partner"]
        .with_context(active_test=False)
        .search([("is_enterprise", "=", True)], order="active desc, id")
    )
    return EnterpriseIndex(map(_known, partners))


def _known(partner):
    zone = partner.company_id.id or None
    return Enterprise(partner.id, partner.name or "", partner.vat or None, zone, partner.active)


def _find(milestone, named, index):
    """The enterprise that a text names: the investor where several have the name, else the first; None for none."""
    found = index.find(milestone.company_id.id, named.code or None, named.name or None)
    ids = [each.id for each in found]
    if len(ids) > 1:
        _logger.warning("“%s” is there %s times: look at %s", named.name, len(ids), ids)
    investor = milestone.lead_id.partner_id.id
    return investor if investor in ids else ids[0] if ids else None


def _keep_text(milestone, text):
    note = f"{milestone.note}; {text}" if milestone.note else text
    with passing(milestone.env.cr, REASON):
        milestone.env.cr.execute(
            SQL("UPDATE kfz_milestone SET note = %s WHERE id = %s", note, milestone.id)
        )
