"""One gate in front of all jobs that end something by its date: is the clock believed? (``domain/clock.py``)"""

import datetime
import functools
import logging

import psycopg2
from odoo import api, models

from ...domain import clock
from .period_words import moment_text

_logger = logging.getLogger(__name__)
KEY = "kfz_investment.clock"


def nightly(job):
    """A job that runs only when the clock is believed. It comes again the next night."""

    @functools.wraps(job)
    def run(self):
        # sudo: the system's own note of the last nights
        if self.env["ir.config_parameter"].sudo()._kfz_believes_clock():
            return job(self)
        _logger.warning("The clock is doubted: %s of %s waits.", job.__name__, self._name)
        return None

    return run


def now():
    """This moment of the clock by which things end, in UTC."""
    return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)


class IrConfigParameter(models.Model):
    """The last nights on which the clock was believed, and the doubt."""

    _inherit = "ir.config_parameter"

    @api.model
    def _kfz_believes_clock(self):
        """Whether what has a last day may end now. A new doubt is told to managers and administrators. Run by the system."""
        moment = now()
        known = clock.unpack(self.get_param(KEY))
        judged = clock.judge(known, moment)
        if judged.belief != known and self._kfz_remember(judged.belief) and judged.is_news:
            self._kfz_tell_doubt(known.believed, moment)
        return judged.is_believed

    @api.model
    def _kfz_remember(self, belief):
        """Note it, unless another job does so at this moment; whether it was noted here."""
        try:
            with self.env.cr.savepoint():
                self.set_param(KEY, clock.pack(belief))
        except (psycopg2.OperationalError, psycopg2.IntegrityError):
            _logger.info("Another job notes the night.")
            return False
        return True

    @api.model
    def _kfz_tell_doubt(self, believed, moment):
        groups = (
            self.env.ref("kfz_investment.group_kfz_manager"),
            self.env.ref("base.group_system"),
        )
        told = (groups[0].all_user_ids | groups[1].all_user_ids).filtered(
            lambda user: user.active and not user.share
        )
        for lang, users in told.grouped("lang").items():
            env = self.with_context(lang=lang).env
            text = env._(
                "The clock of the server says %(now)s; the last night on which it was right was %(last)s. Until a second night "
                "agrees, nothing ends by its date. If the clock is wrong, ask the administrator to set it, and to restart the "
                "system afterwards.",
                now=moment_text(env, moment),
                last=moment_text(env, believed),
            )
            page = (None, env._("The clock of the server is doubted"))
            env["kfz.notice.mixin"]._kfz_tell_users(users, text, page)
