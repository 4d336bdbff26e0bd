from odoo import http
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PolicyCompare(http.Controller):
    """The zones' policies side by side as a file."""

    @http.route("/kfz/policies.xlsx", type="http", auth="user", methods=["GET"])
    def workbook(self, day=None, topics="", **_kwargs):
        """The workbook of a day (ISO date; today when empty) and of topics (ids, comma-separated; all when empty)."""
        clauses = request.env["kfz.shared.policy.clause"]
        clauses.check_access("read")
        topic_ids = [int(part) for part in topics.split(",") if part.isdecimal()]
        content = clauses.kfz_compare_workbook(day, topic_ids)
        name = request.env._("Policies of the zones %(day)s.xlsx", day=clauses._kfz_day(day))
        log = request.env["kfz.export.log"]
        log._kfz_log_document(clauses, name)
        return request.make_response(
            content, [("Content-Type", XLSX), ("Content-Disposition", content_disposition(name))]
        )
