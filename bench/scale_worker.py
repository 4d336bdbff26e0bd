"""One side of the table of `scale_bench.py`, in its own process: `scale_worker.py SIDE DATABASE`.

Reads a line's name from its input, runs that line once, and answers with JSON: seconds, queries, records.
"""

import json
import sys
import time

import harness
import scale_floor
import scale_sides


class OdooSide:
    """Runs the steps of one side as the user whose page it is, each in a transaction that is rolled back."""

    def __init__(self, side, database):
        self.registry, self.api = harness.environment(database)
        with self.registry.cursor() as cr:
            self.pages = scale_sides.SIDES[side](side, self.api.Environment(cr, 1, {}))

    def run(self, line):
        """One measurement, or None where the side has no such page."""
        step = getattr(self.pages, line, None)
        login = scale_sides.LOGINS.get(line, "bench_a")
        prepare = getattr(self.pages, f"prepare_{line}", None)
        return step and harness.once(self.registry, self.api, login, step, prepare)


class FloorSide:
    """Runs handwritten SQL on the product's tables."""

    def __init__(self, _side, database):
        self.connection = harness.connect(database)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM res_partner WHERE email LIKE 'office@e%'")
            self.statements = scale_floor.statements(cursor.fetchone()[0] // 2 + 1)

    def run(self, line):
        """One measurement, or None where there is no floor."""
        if line not in self.statements:
            return None
        ways = self.statements[line]
        if len(ways) > 1:
            ways.sort(key=lambda way: min(self._time(way)["seconds"] for _number in range(2)))
            del ways[1:]
        return self._time(ways[0])

    def _time(self, way):
        started = time.perf_counter()
        with self.connection.cursor() as cursor:
            for statement, values in way:
                cursor.execute(statement, values)
                rows = cursor.fetchall()
        return {
            "seconds": time.perf_counter() - started,
            "queries": len(way),
            "records": len(rows),
        }


def main(side, database):
    """Answer until the input ends."""
    answers = (FloorSide if side == "floor" else OdooSide)(side, database)
    print("ready", flush=True)
    for request in sys.stdin:
        try:
            answer = answers.run(request.strip())
        except Exception as error:  # the table says which line failed, and goes on
            answer = {"error": f"{type(error).__name__}: {error}"[:300]}
        print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
