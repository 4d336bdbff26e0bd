"""The pages of each side that differ from one another: the product's own, and the nearest ones of stock Odoo."""

import datetime

import client
from page_worker import DOMAINS
from scale_pages import ScalePages

FEW_CLAIMS = 86
REPORT = "kfz.signed.landed.report"


def quarters_ago(count):
    """The first day of the quarter some quarters before this one."""
    today = datetime.date.today()
    number = today.year * 4 + (today.month - 1) // 3 - count
    return datetime.date(number // 4, number % 4 * 3 + 1, 1)


class OursPages(ScalePages):
    """The product's own pages."""

    enterprise = (("is_enterprise", "=", True),)
    domain = [*DOMAINS["ours"], ("condition", "in", ("ongoing", "delayed", "dormant"))]
    added = {"is_promotion": True, "industry_function": "logistics"}

    def mine(self, env):
        """The action's condition."""
        return [("is_mine", "=", True)]

    def _report(self, env, **context):
        return env[REPORT].with_context(**context)

    def _eight_quarters(self):
        since = quarters_ago(7).isoformat()
        return ["&", ("effective_date", ">=", since), ("indicator", "!=", "trade")]

    def report_pivot(self, env):
        """Signed versus landed of eight quarters, by quarter and zone."""
        arch = client.view(env, "kfz_investment.kfz_signed_landed_report_view_pivot", "pivot")[0]
        found = self._pivot(self._report(env), arch, self._eight_quarters())
        self._report(env).kfz_scope(["signed_count", "signed_amount", "landed_count"])
        return found

    def report_list(self, env):
        """The first page of its rows."""
        arch, columns = client.view(
            env, "kfz_investment.kfz_signed_landed_report_view_list", "list"
        )
        found = self._report(env, bin_size=True).web_search_read(
            self._eight_quarters(),
            columns,
            limit=client.limit(arch),
            order=arch.get("default_order") or "effective_date desc, id desc",
            count_limit=10001,
        )
        return len(found["records"])

    def report_as_of(self, env):
        """The pivot as known a year ago."""
        arch = client.view(env, "kfz_investment.kfz_signed_landed_report_view_pivot", "pivot")[0]
        known = (datetime.date.today() - datetime.timedelta(days=365)).isoformat()
        report = self._report(env, kfz_as_of=known)
        return self._pivot(report, arch, [("indicator", "!=", "trade")])

    def prepare_enter_few(self, env):
        """Only a few claims of first contact are there, until this is rolled back."""
        env.cr.execute("SET LOCAL session_replication_role = replica")
        env.cr.execute(
            "DELETE FROM kfz_first_contact WHERE id NOT IN (SELECT id FROM kfz_first_contact ORDER BY id LIMIT %s)",
            (FEW_CLAIMS,),
        )
        env.cr.execute("SET LOCAL session_replication_role = origin")

    def pool(self, env):
        """The first page of the joint pool, by the other zone."""
        arch, columns = client.view(env, "kfz_investment.kfz_shared_project_view_list", "list")
        found = env["kfz.shared.project"].web_search_read(
            [("is_ours", "=", False), ("state", "=", "published")],
            columns,
            limit=client.limit(arch),
            count_limit=10001,
        )
        return len(found["records"])


class StockPages(ScalePages):
    """The nearest pages of stock Odoo."""

    enterprise = (("is_company", "=", True),)
    domain = DOMAINS["stock"]
    added = {"type": "opportunity"}

    def mine(self, env):
        """My pipeline."""
        return [("user_id", "=", env.uid)]

    def report_pivot(self, env):
        """Pipeline analysis of eight quarters, by quarter and company."""
        arch = self.view(env, "report_pivot")[0]
        since = quarters_ago(7).isoformat()
        rows = ["create_date:quarter", "company_id"]
        return self._pivot(
            self._leads(env), arch, [*DOMAINS["stock"], ("create_date", ">=", since)], rows
        )

    def report_list(self, env):
        """The first page of the opportunities of eight quarters, the latest first."""
        arch, columns = self.view(env, "list")
        found = self._leads(env, bin_size=True).web_search_read(
            [*DOMAINS["stock"], ("create_date", ">=", quarters_ago(7).isoformat())],
            columns,
            order="create_date desc, id desc",
            limit=client.limit(arch),
            count_limit=10001,
        )
        return len(found["records"])

    def report_as_of(self, env):
        """Pipeline analysis of what was created until a year ago."""
        arch = self.view(env, "report_pivot")[0]
        known = (datetime.date.today() - datetime.timedelta(days=365)).isoformat()
        rows = ["create_date:quarter", "company_id"]
        return self._pivot(
            self._leads(env), arch, [*DOMAINS["stock"], ("create_date", "<", known)], rows
        )

    def pool(self, env):
        """The list of opportunities."""
        return self.list(env)


SIDES = {"ours": OursPages, "stock": StockPages}
#: who opens a page, if not the manager of the zone
LOGINS = dict.fromkeys(("pool", "enter", "enter_few"), "bench_b") | {"official": "bench_lead"}
