import json
import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ...domain import ledger_chain

_logger = logging.getLogger(__name__)
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
        findings = [
            self._kfz_finding_words(finding)
            for finding in ledger_chain.verify(map(_entry, rows), head, exported)
        ]
        # awards are compared with what the chain says only when the chain itself can be believed
        return findings or self._kfz_compare_awards(zone, rows)

    @api.model
    def _kfz_compare_awards(self, zone, rows):
        """Awards whose state or amount is not that of their last entry."""
        last = {}
        for row in rows:
            content = json.loads(row[7])
            last[row[3]] = (content["state"], content["amount"])
        found = self.env.execute_query(
            SQL(
                "SELECT id, name, state, COALESCE(amount * 100, 0)::bigint FROM kfz_award WHERE company_id = %s",
                zone.id,
            )
        )
        findings = []
        for ident, name, state, amount in found:
            known = last.get(ident)
            # the forecast of an open award follows the trade, without an entry for each month
            if (
                known is None
                or known[0] != state
                or (state not in ("accruing", "claimable") and known[1] != amount)
            ):
                findings.append(
                    self.env._("%(award)s differs from the ledger's last entry on it.", award=name)
                )
        return findings

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
                self.env._("Only managers and verifiers of a zone can check its award ledger.")
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
        # sudo: the whole chain of the zones that the user may check
        entries = self.sudo()
        return {
            zone.zone_code: entries._kfz_verify(zone, heads.get(zone.zone_code)) for zone in zones
        }

    @api.model
    def kfz_export_head(self):
        """The heads of the user's zones as JSON text: count, hash, moment. To be kept outside this system."""
        zones = self._kfz_own_zones()
        # sudo: a hash tells nothing
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
                row["zone"]: ledger_chain.Head(int(row["count"]), str(row["hash"])) for row in rows
            }
        except (ValueError, TypeError, KeyError) as error:
            raise UserError(
                self.env._(
                    "This is not the head of an award ledger: choose a file that was exported here."
                )
            ) from error

    @api.model
    def _cron_verify(self):
        """Nightly: walk each zone's chain; managers and administrators are told what is wrong."""
        # all zones, not those with a head: a head may be what is missing
        for zone in self.env["res.company"].search([("zone_code", "!=", False)]):
            if findings := self._kfz_verify(zone):
                _logger.error("Award ledger of %s: %s", zone.zone_code, "; ".join(findings))
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
        summary = self.env._("The award ledger was changed")
        award = self.env["kfz.award"].search(
            [("company_id", "=", zone.id)], order="id desc", limit=1
        )
        for user in told.filtered("active") if award else ():
            if not award.activity_ids.filtered(
                lambda activity, user=user: activity.user_id == user and activity.summary == summary
            ):
                award.activity_schedule(
                    "mail.mail_activity_data_warning",
                    summary=summary,
                    note="\n".join(findings[:20]),
                    user_id=user.id,
                )


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
