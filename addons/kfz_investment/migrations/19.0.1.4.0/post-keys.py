"""Headings that people taught the import are compared as the new reading of headings does: words of another language in
brackets, for one, are part of what a heading means now."""

import logging

from odoo import SUPERUSER_ID, api
from odoo.addons.kfz_investment.domain.workbook.values.units import heading_key

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    """A word that now is compared like another one of its zone is archived, and named in the log."""
    words = (
        api.Environment(cr, SUPERUSER_ID, {})["kfz.import.alias"]
        .with_context(active_test=False)
        .search([("value", "=", False)], order="active desc, id")
    )
    taken = {
        (word.company_id.id, word.kind, key)
        for word in words
        if word.active and not word.layout and (key := heading_key(word.alias)) == word.key
    }
    for word in words.filtered(lambda word: heading_key(word.alias) != word.key):
        place = word.company_id.id, word.kind, heading_key(word.alias)
        if word.active and not word.layout and (place in taken or not place[2]):
            word.active = False
            _logger.warning(
                "Word “%s” of “%s” (%s) is archived: another word of its zone is compared like it. Delete one of them.",
                word.alias,
                word.kind,
                word.id,
            )
        taken.add(place)
        word.key = place[2]
    _logger.info("the keys of %s headings were looked at", len(words))
