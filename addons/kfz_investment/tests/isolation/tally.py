"""What a harness counted, and the lines of the log by which ``./kfz bench`` reads it."""


class Tally:
    """Counts of one kind of probes.

    :param kind: one word in capitals
    """

    def __init__(self, kind):
        self.kind = kind
        self.probes = self.observations = 0
        self.reveals, self.changes, self.crashes = [], [], {}

    def crash(self, key, example):
        """Keep one example per kind of crash."""
        self.crashes.setdefault(key, example)

    def log(self, logger):
        """Write the counts, and each finding in a line of its own."""
        logger.info(
            "%s PROBES: %d probes, %d observations, %d reveals, %d forbidden changes, %d crashes",
            self.kind,
            self.probes,
            self.observations,
            len(self.reveals),
            len(self.changes),
            len(self.crashes),
        )
        for word, findings in (
            ("REVEAL", self.reveals),
            ("CHANGE", self.changes),
            ("CRASH", self.crashes.values()),
        ):
            for finding in findings:
                logger.info("%s: %s", word, " ".join(finding.split()))

    def words(self, limit=80):
        """What was found, for the message of a test."""
        found = [*self.reveals, *self.changes]
        more = [f"and {len(found) - limit} more"] if len(found) > limit else []
        return "\n".join([*(line[:400] for line in found[:limit]), *more])
