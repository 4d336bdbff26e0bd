"""What a zone promises and is stuck at on a day of private work. Plain helper code, shared with ``bench/``."""

import datetime

from .private_day import TODAY


def step_day(days):
    """A day from today, as a client writes it."""
    return str(TODAY + datetime.timedelta(days=days))


class DueDay:
    """Promises and issues of a day."""

    def promise_and_ask(self, lead, official):
        """A promise that is confirmed and put off, an issue that is solved, and a day on which the zone alone is off."""
        due = {"lead_id": lead, "owner_id": official, "date_due": step_day(3)}
        promise = self.create("kfz.promise", {**due, "name": "秘密承诺", "side": "enterprise"})
        issue = self.create("kfz.issue", {**due, "name": "秘密事项"})
        alone = {**due, "lead_id": False, "partner_id": self.enterprise}
        self.create("kfz.issue", {**alone, "name": "秘密企业事项"})
        for act, field, ident in (
            ("postpone", "promise_id", promise),
            ("solve", "issue_id", issue),
        ):
            values = {"act": act, field: ident, "words": "秘密原因", "day": step_day(9)}
            asked = self.create("kfz.due.act", values)
            self.call("kfz.due.act", "action_apply", [asked])
        signed = {"signer_id": official, "verdict": "pursue", "reason": "秘密研判"}
        self.create("kfz.triage", {"lead_id": lead, **signed})
        pause = {"date_from": step_day(0), "date_until": step_day(1), "reason": "秘密暂停"}
        self.create("kfz.pause", {"lead_id": lead, **pause})
        self.create("kfz.calendar.day", {"date": step_day(5), "kind": "off", "name": "秘密放假"})
        self.made["kfz.calendar.change"] = self.search("kfz.calendar.change", [])
        self.turn_a_light(lead, official)

    def turn_a_light(self, lead, official):
        """A rule of the zone's own, an issue that breaks it, and with it a light that turns."""
        rule = {"name": "秘密规则", "check_code": "issue_overdue", "company_id": self.company}
        self.create("kfz.light.rule", {**rule, "enforce_from": False, "source": "秘密出处"})
        self.made["kfz.rule.change"] = self.search("kfz.rule.change", [])
        late = {"lead_id": lead, "owner_id": official, "date_due": step_day(-3)}
        self.create("kfz.issue", {**late, "name": "秘密逾期事项"})
