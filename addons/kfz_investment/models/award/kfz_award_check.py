import json
import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ...domain import ledger_chain
from .kfz_award import OPEN
from .kfz_award_ledger import ENTRY_FIGURES, ENTRY_KEYS, ROW, whose_text

_logger = logging.getLogger(__name__)
#: the fields that an entry's keys stand for, where the names differ
NAMES = {
    "number": "name",
    "base": "base_amount",
    "scheme": "scheme_id",
    "landed": "landed_on",
    "project": "lead_id",
    "trade_of": "trade_partner_ids",
}
READERS = ("manager", "customs", "committee")


class KfzAwardEntry(models.Model):
    """Walking the chain: on demand, nightly, and against a head that was exported earlier."""

    _inherit = "kfz.award.entry"

    @api.model
    def _kfz_verify(self, zone, exported=None):
        """What is wrong with a zone's chain, in sentences; nothing when it is whole.

        :param exported: ``ledger_chain.Head`` that was exported earlier
        """
        self.env["kfz.award"].flush_model()
        rows = self.env.execute_query(
            SQL(
                "SELECT id, company_id, sequence, award_id, step, user_id, moment, content, previous_hash, hash "
                "FROM kfz_award_entry WHERE company_id = %s ORDER BY sequence, id",
                zone.id,
            )
        )
        heads = self.env.execute_query(
            SQL("SELECT count, hash FROM kfz_award_head WHERE company_id = %s", zone.id)
        )
        head = ledger_chain.Head(*heads[0]) if heads else ledger_chain.Head(0, ledger_chain.START)
        wrong = ledger_chain.verify(map(_entry, rows), head, exported)
        findings = [self._kfz_finding_words(finding) for finding in wrong]
        # awards are compared with what the chain says only when the chain itself can be believed
        return findings or self._kfz_compare_awards(zone, rows)

    @api.model
    def _kfz_compare_awards(self, zone, rows):
        """Awards that are not there any more, and columns that do not hold what the last entry on the award says."""
        last = {row[3]: json.loads(row[7]) for row in rows}
        found = self.env["kfz.award"]._kfz_entry_figures_of(
            self.env.execute_query(
                SQL("SELECT %s FROM kfz_award a WHERE a.company_id = %s", ENTRY_FIGURES, zone.id)
            )
        )
        findings = [
            self.env._(
                "%(award)s is in the ledger but no longer among the awards.",
                award=last[ident]["number"],
            )
            for ident in sorted(last.keys() - found.keys())
        ]
        for ident, (_zone, now) in sorted(found.items()):
            if ident not in last:
                findings.append(
                    self.env._("%(award)s has no entry in the ledger.", award=now["number"])
                )
            else:
                findings += self._kfz_differences(last[ident], now)
        return findings

    @api.model
    def _kfz_differences(self, then, now):
        """What differs between the last entry on an award and its columns, as far as the entry says."""
        # the forecast of an open award follows the trade, without an entry for each month
        live = ("base", "amount") if then["state"] in OPEN else ()
        pairs = {key: (then[key], now[key]) for key in ENTRY_KEYS if key not in live}
        if "trade_of" in then:
            # entries of before the companies were records say nothing of them; names may have changed since
            pairs["trade_of"] = tuple(map(whose_text, (then["trade_of"], now["trade_of"])))
        if "row" in then:
            pairs |= {key: (then["row"].get(key), now["row"].get(key)) for key in ROW}
        return [
            self.env._(
                "%(award)s: for “%(column)s”, the ledger says %(ledger)s, the award says %(table)s.",
                award=then["number"],
                column=self._kfz_column_words(key),
                ledger=_shown(key, before),
                table=_shown(key, after),
            )
            for key, (before, after) in pairs.items()
            if before != after
        ]

    @api.model
    def _kfz_column_words(self, key):
        """The label of what an entry says under a key."""
        return self.env["kfz.award"]._fields[NAMES.get(key, key)]._description_string(self.env)

    @api.model
    def _kfz_finding_words(self, finding):
        return {
            "place": self.env._(
                "No. %(no)s is not in its place: an entry was removed, added or moved.",
                no=finding.sequence,
            ),
            "link": self.env._(
                "No. %(no)s does not follow from the entry before it.", no=finding.sequence
            ),
            "hash": self.env._(
                "The hash of no. %(no)s is not that of its content.", no=finding.sequence
            ),
            "content": self.env._("The content of no. %(no)s cannot be read.", no=finding.sequence),
            "columns": self.env._(
                "No. %(no)s shows values that differ from its content.", no=finding.sequence
            ),
            "order": self.env._(
                "No. %(no)s is dated before the entry before it.", no=finding.sequence
            ),
            "head": self.env._(
                "The chain ends after %(no)s entries, not where the ledger ended.",
                no=finding.sequence,
            ),
            "cut": self.env._(
                "The chain has only %(no)s entries, fewer than when the head was exported.",
                no=finding.sequence,
            ),
            "other": self.env._(
                "No. %(no)s is not the entry that it was when the head was exported.",
                no=finding.sequence,
            ),
        }[finding.code]

    @api.model
    def _kfz_own_zones(self):
        """The zones whose ledger the user may check: the active ones, for managers and verifiers.

        :raises AccessError: for all other users
        """
        user = self.env.user
        if not any(user.has_group(f"kfz_investment.group_kfz_{role}") for role in READERS):
            raise AccessError(
                self.env._("Only managers and verifiers of a zone can check its ledgers.")
            )
        return (self.env.companies & user.company_ids).filtered("zone_code")

    @api.model
    def kfz_check(self, exported=None):
        """Check the ledgers of the user's zones.

        :param exported: text of a head that was exported earlier (``kfz_export_head``)
        :return: {zone code: [what is wrong]}; empty lists when all is whole
        """
        zones = self._kfz_own_zones()
        heads = self._kfz_parse_head(exported) if exported else {}
        # sudo: the whole chains of the zones that the user may check
        entries = self.sudo()
        only = not self.env.user.has_group("kfz_investment.group_kfz_manager")
        return {
            zone.zone_code: entries._kfz_verify_all(zone, heads.get(zone.zone_code), only)
            for zone in zones
        }

    @api.model
    def _kfz_verify_all(self, zone, exported=None, trade_only=False):
        """What is wrong with a zone's awards and with all its sealed ledgers, in sentences. Run by the system.

        :param exported: (``ledger_chain.Head`` of the awards, {number: head} of the seals) that were exported earlier
        :param trade_only: for verifiers, who read awards and trade, and nothing else of projects
        """
        head, chains = exported or (None, None)
        return self._kfz_verify(zone, head) + self.env["kfz.ledger.seal"]._kfz_verify(
            zone, chains, trade_only
        )

    @api.model
    def kfz_export_head(self):
        """The heads of the user's zones as JSON text: count, hash, moment. To be kept outside this system."""
        zones = self._kfz_own_zones()
        # sudo: a hash tells nothing
        seals = self.env["kfz.ledger.seal"].sudo()
        # sudo: as above
        heads = {
            head.company_id: head
            for head in self.env["kfz.award.head"].sudo().search([("company_id", "in", zones.ids)])
        }
        return json.dumps(
            {
                "ledger": self._name,
                "taken_on": fields.Datetime.now().isoformat() + "Z",
                "zones": [
                    {
                        "zone": zone.zone_code,
                        "count": heads[zone].count if zone in heads else 0,
                        "hash": heads[zone].hash if zone in heads else ledger_chain.START,
                        "chains": [
                            [chain, head.count, head.hash]
                            for chain, head in sorted(seals._kfz_heads(zone).items())
                        ],
                    }
                    for zone in zones
                ],
            },
            indent=2,
        )

    @api.model
    def _kfz_parse_head(self, text):
        try:
            rows = json.loads(text)["zones"]
            return {
                row["zone"]: (
                    ledger_chain.Head(int(row["count"]), str(row["hash"])),
                    {
                        int(chain): ledger_chain.Head(int(count), str(digest))
                        for chain, count, digest in row.get("chains", ())
                    },
                )
                for row in rows
            }
        except (ValueError, TypeError, KeyError) as error:
            raise UserError(
                self.env._(
                    "These are not the heads of ledgers: choose a file that was exported here."
                )
            ) from error

    @api.model
    def _cron_verify(self):
        """Nightly: walk each zone's chain; managers and administrators are told what is wrong."""
        guards = self.env["kfz.ledger.seal"]._kfz_verify_guards()
        # all zones, not those with a head: a head may be what is missing
        for zone in self.env["res.company"].search([("zone_code", "!=", False)]):
            if findings := guards + self._kfz_verify_all(zone):
                _logger.error("Ledgers of %s: %s", zone.zone_code, "; ".join(findings))
                self._kfz_alarm(zone, findings)

    @api.model
    def _kfz_alarm(self, zone, findings):
        # sudo: the users to tell of a broken ledger are looked up, not shown
        groups = (
            self.env.ref("kfz_investment.group_kfz_manager").sudo(),
            self.env.ref("base.group_system").sudo(),
        )
        managers, admins = (group.all_user_ids for group in groups)
        told = managers.filtered(lambda user: zone in user.company_ids) | admins
        summary = self.env._("A ledger was changed")
        award = self.env["kfz.award"].search(
            [("company_id", "=", zone.id)], order="id desc", limit=1
        )
        told = told.filtered("active")
        if not award:
            # no award to hang it on: a message in their inbox instead
            page = ("kfz_investment.kfz_award_ledger_check_action", summary)
            self.env["kfz.notice.mixin"]._kfz_tell_users(told, findings[0], page)
            return
        for user in told:
            if not award.activity_ids.filtered(
                lambda activity, user=user: activity.user_id == user and activity.summary == summary
            ):
                award.activity_schedule(
                    "mail.mail_activity_data_warning",
                    summary=summary,
                    note="\n".join(findings[:20]),
                    user_id=user.id,
                )


def _shown(key, value):
    """A value of an entry in words; figures in yuan."""
    if value is None:
        return "–"
    return f"{value / 100:,.2f}" if key in ("base", "amount") else str(value)


def _entry(row):
    """A stored row as the domain takes it."""
    ident, zone, place, record, step, user, moment, content, previous, digest = row
    return ledger_chain.Entry(
        place,
        content,
        previous,
        digest,
        {
            "id": ident,
            "zone": zone,
            "place": place,
            "award": record,
            "step": step,
            "user": user,
            "moment": moment,
        },
    )
