"""Random changes of ledger rows by SQL, past the trigger, each undone after the check has run."""

import collections
import random
import time

import harness

TEXTS = ("content", "moment", "previous_hash", "hash", "step")
#: the untouched chain is checked once per this many changes
CALM = 50


class Tamperer:
    """Changes one or two rows of zone A's ledger; each method returns a description of what it did."""

    def __init__(self, cr, zone, rng):
        self.cr, self.zone, self.rng = cr, zone, rng
        cr.execute("SELECT id FROM kfz_award_entry WHERE company_id = %s ORDER BY sequence", [zone])
        self.ids = [row[0] for row in cr.fetchall()]
        self.ways = [
            *(lambda column=column: self.text(column) for column in TEXTS),
            self.figure,
            self.user,
            self.award,
            self.number,
            self.ident,
            self.other_zone,
            self.delete,
            self.exchange,
            self.forge,
        ]

    def change(self):
        """One random change."""
        return self.rng.choice(self.ways)()

    def update(self, ident, column, value):
        """Set a column of a row."""
        self.cr.execute(f'UPDATE kfz_award_entry SET "{column}" = %s WHERE id = %s', [value, ident])
        return f"{column} of {ident}"

    def value(self, ident, column):
        """A column of a row."""
        self.cr.execute(f'SELECT "{column}" FROM kfz_award_entry WHERE id = %s', [ident])
        return self.cr.fetchone()[0]

    def text(self, column):
        """One character replaced, inserted or dropped."""
        ident = self.rng.choice(self.ids)
        before = self.value(ident, column)
        place = self.rng.randrange(len(before))
        letter = self.rng.choice(
            [char for char in '0123456789abcdef" ,中' if char != before[place]]
        )
        after = self.rng.choice(
            [
                before[:place] + letter + before[place + 1 :],
                before[:place] + letter + before[place:],
                before[:place] + before[place + 1 :],
            ]
        )
        return column, self.update(ident, column, after)

    def figure(self):
        """A digit of the content, which stays well-formed."""
        ident = self.rng.choice(self.ids)
        before = self.value(ident, "content")
        place = self.rng.choice([index for index, char in enumerate(before) if char.isdigit()])
        digit = self.rng.choice([char for char in "123456789" if char != before[place]])
        return "figure", self.update(ident, "content", before[:place] + digit + before[place + 1 :])

    def user(self):
        """Another person did it."""
        ident = self.rng.choice(self.ids)
        self.cr.execute(
            "SELECT id FROM res_users WHERE id <> %s ORDER BY random() LIMIT 1",
            [self.value(ident, "user_id")],
        )
        return "user", self.update(ident, "user_id", self.cr.fetchone()[0])

    def award(self):
        """It was another award."""
        ident = self.rng.choice(self.ids)
        self.cr.execute(
            "SELECT id FROM kfz_award WHERE id <> %s ORDER BY random() LIMIT 1",
            [self.value(ident, "award_id")],
        )
        return "award", self.update(ident, "award_id", self.cr.fetchone()[0])

    def number(self):
        """Another place in the chain."""
        return "place", self.update(
            self.rng.choice(self.ids), "sequence", len(self.ids) + self.rng.randint(1, 1000)
        )

    def ident(self):
        """Another id."""
        return "id", self.update(
            self.rng.choice(self.ids), "id", max(self.ids) + self.rng.randint(1000, 9999)
        )

    def other_zone(self):
        """Moved to another zone."""
        self.cr.execute(
            "SELECT id FROM res_company WHERE zone_code IS NOT NULL AND id <> %s ORDER BY random() LIMIT 1",
            [self.zone],
        )
        return "zone", self.update(self.rng.choice(self.ids), "company_id", self.cr.fetchone()[0])

    def delete(self):
        """Gone; half of the time the newest."""
        ident = self.rng.choice([self.ids[-1], self.rng.choice(self.ids)])
        self.cr.execute("DELETE FROM kfz_award_entry WHERE id = %s", [ident])
        return "deleted", f"delete {ident}"

    def exchange(self):
        """Two contents change places."""
        one, other = self.rng.sample(self.ids, 2)
        first, second = self.value(one, "content"), self.value(other, "content")
        self.update(one, "content", second)
        self.update(other, "content", first)
        return "exchanged", f"{one} and {other}"

    def forge(self):
        """A figure changed and the entry's hash recalculated, as an attacker who read the source would."""
        _way, words = self.figure()
        ident = int(words.rpartition(" ")[2])
        from odoo.addons.kfz_investment.domain import ledger_chain

        self.update(
            ident,
            "hash",
            ledger_chain.digest(self.value(ident, "previous_hash"), self.value(ident, "content")),
        )
        return "forged", words


def tamper(database, edits):
    """Change, check, undo; the untouched chain is checked in between."""
    registry, api = harness.environment(database)
    result = {
        "edits": edits,
        "found": 0,
        "alarms": 0,
        "checks": 0,
        "missed": [],
        "ways": collections.Counter(),
    }
    started = time.monotonic()
    with registry.cursor() as cr:
        env = api.Environment(cr, 1, {})
        zone = env.ref("kfz_investment.zone_kcbz")
        cr.execute("ALTER TABLE kfz_award_entry DISABLE TRIGGER USER")
        tamperer = Tamperer(cr, zone.id, random.Random("tampering"))
        for number in range(edits):
            if not number % CALM:
                result["checks"] += 1
                result["alarms"] += bool(env["kfz.award.entry"]._kfz_verify(zone))
            cr.execute("SAVEPOINT tamper")
            way, words = tamperer.change()
            findings = env["kfz.award.entry"]._kfz_verify(zone)
            cr.execute("ROLLBACK TO SAVEPOINT tamper")
            result["ways"][way] += 1
            result["found"] += bool(findings)
            result["missed"] += [] if findings else [words]
        cr.rollback()
    return {**result, "entries": len(tamperer.ids), "seconds": time.monotonic() - started}
