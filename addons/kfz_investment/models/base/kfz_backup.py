import datetime
import json
import logging

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import format_datetime

from ...domain import calendar

_logger = logging.getLogger(__name__)

#: written past the ORM by deploy/kfz_backup, so read from the table and never from the cache
LAST, RESTORED = "kfz.backup.last", "kfz.restored"
REMINDED = "kfz.backup.reminded"
OVERDUE = datetime.timedelta(days=3)
AGAIN = datetime.timedelta(days=7)


def _moments(key, facts):
    """The moments without which facts say nothing."""
    return [facts.get("at"), *([facts.get("backup")] if key == RESTORED else [])]


class KfzBackup(models.AbstractModel):
    """What ``./kfz backup`` and ``./kfz restore`` leave in the database, for those who must know."""

    _name = "kfz.backup"
    _description = "Backups and restores"

    def _facts(self, *keys):
        """What was left under keys, as {key: facts}; what is not readable, or tells no moment, counts as nothing."""
        # sudo: administrators alone read parameters; callers show only what their reader may know
        rows = self.env["ir.config_parameter"].sudo().search([("key", "in", keys)])
        found = {}
        for row in rows:
            try:
                facts = json.loads(row.value)
            except ValueError:
                continue
            if isinstance(facts, dict) and all(map(calendar.moment_of, _moments(row.key, facts))):
                found[row.key] = facts
        return found

    def _restored(self):
        """What is known of a restore, and of who closed its notice; {} for nothing."""
        restored = self._facts(RESTORED).get(RESTORED) or {}
        closed = restored.get("closed")
        is_closed = (
            isinstance(closed, dict)
            and isinstance(closed.get("name"), str)
            and calendar.moment_of(closed.get("at"))
        )
        return {**restored, "closed": closed if is_closed else None} if restored else {}

    def _moment(self, text):
        """A moment in the words of the reader, on a clock of Shanghai; '' when it is none."""
        moment = calendar.moment_of(text)
        if not moment:
            return ""
        utc = moment.replace(tzinfo=None)
        return format_datetime(self.env, utc, tz="Asia/Shanghai", dt_format="short")

    @api.model
    def _session(self):
        """What the web client says above every page: a restore whose notice nobody has closed yet, or False."""
        restored = self._restored()
        if not restored or restored["closed"]:
            return False
        closable = not restored.get("copy") and self._may_close()
        return {"text": self._restored_text(restored), "closable": closable}

    def _restored_text(self, restored):
        values = {
            "at": self._moment(restored.get("at")),
            "backup": self._moment(restored.get("backup")),
        }
        if restored.get("copy"):
            return self.env._(
                "Trial copy, made on %(at)s from the backup of %(backup)s. What is entered here does not count.",
                **values,
            )
        return self.env._(
            "Restored on %(at)s from the backup of %(backup)s. What was entered after that backup is missing.",
            **values,
        )

    @api.model
    def _is_made(self):
        """Whether a backup of this system was ever made."""
        return bool(self._moment((self._facts(LAST).get(LAST) or {}).get("at")))

    @api.model
    def _overview(self):
        """Sentences for administrators: the last backup, and a restore with who closed its notice."""
        last, restored = self._facts(LAST).get(LAST) or {}, self._restored()
        if moment := self._moment(last.get("at")):
            sentences = [self.env._("Last backup: %(moment)s.", moment=moment)]
        else:
            sentences = [
                self.env._("No backup of this system has been made yet. Ask its operator for one.")
            ]
        if restored:
            sentences.append(self._restored_text(restored))
        if closed := restored.get("closed"):
            sentences.append(
                self.env._(
                    "That notice was closed by %(name)s on %(moment)s.",
                    name=closed.get("name"),
                    moment=self._moment(closed.get("at")),
                )
            )
        return sentences

    @api.model
    def _may_close(self):
        user = self.env.user
        return user.has_group("kfz_investment.group_kfz_manager") or user.has_group(
            "base.group_system"
        )

    @api.model
    def close_restored(self):
        """Close the notice of a restore for everybody; who did it stays in the parameter and in the log.

        :raise AccessError: for anybody but managers and administrators
        """
        if not self._may_close():
            raise AccessError(
                self.env._("Only managers and administrators close the notice of a restore.")
            )
        restored = self._restored()
        if not restored or restored["closed"] or restored.get("copy"):
            return
        user = self.env.user
        restored["closed"] = {
            "uid": user.id,
            "name": user.name,
            "at": calendar.now().isoformat(timespec="seconds"),
        }
        self._keep(RESTORED, json.dumps(restored, ensure_ascii=False))
        _logger.info("The notice of the restore was closed by %s (%s)", user.login, user.id)

    def _keep(self, key, value):
        # sudo: nobody but the system writes these parameters; the caller checked who asks
        self.env["ir.config_parameter"].sudo().set_param(key, value)

    @api.model
    def _cron_remind(self):
        """Remind administrators of a backup that is overdue, once a week; whoever never took one is left in peace."""
        last = (self._facts(LAST).get(LAST) or {}).get("at")
        now, made = calendar.now(), calendar.moment_of(last)
        if not made:
            return
        reminded = calendar.moment_of((self._facts(REMINDED).get(REMINDED) or {}).get("at"))
        if now - made <= OVERDUE or (reminded and reminded > max(made, now - AGAIN)):
            return
        self._keep(REMINDED, json.dumps({"at": now.isoformat(timespec="seconds")}))
        group = self.env.ref("base.group_system")
        administrators = group.all_user_ids.filtered(lambda user: user.active and not user.share)
        for lang in set(administrators.mapped("lang")):
            readers = administrators.filtered(lambda user, lang=lang: user.lang == lang)
            self.with_context(lang=lang)._remind(readers, last)

    def _remind(self, readers, last):
        action = self.env.ref("base_setup.action_general_configuration")
        self.env["kfz.notice.mixin"]._kfz_tell_users(
            readers,
            self.env._(
                "The last backup of this system was made on %(moment)s, more than 3 days ago.",
                moment=self._moment(last),
            ),
            (action.id, action.name),
        )
