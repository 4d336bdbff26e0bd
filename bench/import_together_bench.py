"""Two people import the same list at the same moment over HTTP: it must make one set of records. See README.md."""

import base64
import concurrent.futures
import io

import award_server
import harness
import openpyxl

#: rows of a list; `--rows` sets the number of its pairs of imports
ROWS = 150


def workbook(rows):
    """An .xlsx with a heading."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return base64.b64encode(buffer.getvalue()).decode()


def enterprises(mark):
    """A list without codes."""
    return [["企业名称", "联系人"], *([f"示例{mark}之{n}有限公司", "张"] for n in range(ROWS))]


def projects(mark, ledger=""):
    """A ledger whose rows name enterprises that nobody knows; another ledger names the same for other projects."""
    head = ["项目名称", "投资企业", "当前阶段"]
    return [
        head,
        *([f"项目{mark}{ledger}{n}", f"投资{mark}之{n}有限公司", "线索"] for n in range(ROWS)),
    ]


def trade(mark):
    """A statement of the enterprises of a list."""
    head = ["企业名称", "统计月份", "进出口", "监管方式", "保税贸易额（万元）"]
    return [
        head,
        *([f"示例{mark}之{n}有限公司", "2026-01", "出口", "1210", 5] for n in range(ROWS)),
    ]


class Pair:
    """Two users whose imports are made at the same moment."""

    def __init__(self, people, role):
        self.people, self.logins = people, (f"{role}1", f"{role}2")

    def call(self, login, method, *arguments):
        """The result of a call that must not fail."""
        kind, result = self.people.call(login, "kfz.import", method, *arguments)
        if kind != "done":
            raise RuntimeError(f"{login} {method}: {kind} {result}")
        return result

    def run(self, kind, first, second):
        """What both were told: (created, unchanged) each."""
        wizards = []
        for login, rows in zip(self.logins, (first, second), strict=True):
            values = {"kind": kind, "filename": "list.xlsx", "file": workbook(rows)}
            [ident] = self.call(login, "create", [values])
            self.call(login, "action_preview", [ident])
            wizards.append((login, ident))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda pair: self.call(pair[0], "action_import", [pair[1]]), wizards))
        told = []
        for login, ident in wizards:
            [row] = self.call(login, "read", [ident], ["created_count", "unchanged_count"])
            told.append((row["created_count"], row["unchanged_count"]))
        return sorted(told)


def count(database, table, column, like):
    """(records, different names) of a kind."""
    return harness.with_connection(
        database,
        f"SELECT count(*), count(DISTINCT {column}) FROM {table} WHERE {column} LIKE %s",
        (like,),
    )[0]


def main(options):
    """Import pairs of lists and count what the database holds."""
    database = f"{options.prefix}_together"
    harness.drop(database)
    harness.template(database, "kfz_investment", options.base)
    harness.in_process("award_worker.py", "prepare", database, 4, 0)
    rounds, told = max(1, options.rows // 5000), []
    with award_server.Server(database) as server:
        people = award_server.People(server)
        managers, customs = Pair(people, "manager"), Pair(people, "customs")
        for mark in range(rounds):
            told.append(("enterprise", managers.run("enterprise", *[enterprises(mark)] * 2)))
            told.append(("project", managers.run("project", *[projects(mark)] * 2)))
            mixed = managers.run("project", projects(mark, "乙"), projects(mark, "丙"))
            told.append(("two ledgers", mixed))
            told.append(("trade", customs.run("trade", *[trade(mark)] * 2)))
    found = {
        "enterprises": count(database, "res_partner", "name", "示例%之%"),
        "enterprises of ledgers": count(database, "res_partner", "name", "投资%之%"),
        "projects": count(database, "crm_lead", "name", "项目%"),
    }
    [trades] = harness.with_connection(
        database,
        "SELECT count(*), count(DISTINCT r.partner_id) FROM kfz_trade_record r JOIN res_partner p ON p.id = r.partner_id "
        "WHERE p.name LIKE '示例%%之%%'",
        (),
    )
    print(f"\nimport-together: {rounds} rounds, {ROWS} rows a list, two people at the same moment")
    for kind, both in told:
        print(f"  {kind:12} (created, unchanged): {both[0]} and {both[1]}")
    for name, (records, different) in {**found, "trade records": trades}.items():
        print(f"  {name}: {records:,} records, {different:,} different")
    if not options.keep:
        harness.drop(database)
