import datetime

from odoo import models
from odoo.fields import Command

from ...domain import calendar

#: what a zone shares of projects at a stage: (milestone, level, how many of each zone)
SHARED = (
    ("lead", "summary", 2),
    ("negotiation", "summary", 3),
    ("review", "standard", 2),
    ("signed", "full", 1),
)
#: answers in turn: (kind, note); None: not answered yet, so that the pool has something unread
ANSWERS = (
    None,
    ("interested", "我区有同类产业配套，可提供标准厂房，请约时间对接。"),
    None,
    ("co_promote", "建议联合赴企业总部拜访，物流环节可由我区承接。"),
    ("declined", "用地指标暂不匹配。"),
    None,
    ("interested", "已安排专人研究入区方案。"),
    ("transfer_request", "企业选址更适合我区口岸作业条件，申请流转。"),
)


class KfzDemo(models.AbstractModel):
    """The joint pool: each zone shares some of its projects with the others, some of them answered."""

    _inherit = "kfz.demo"

    def _kfz_load_shares(self, projects):
        """Publish shares zone by zone and answer some of them.

        :return: the shares
        """
        zones = self.env["res.company"].union(*self._kfz_zones().values())
        rng, shares = self._kfz_rng("shares"), self.env["kfz.share"]
        for number, zone in enumerate(zones):
            others = [other for other in zones if other != zone]
            loader = self.with_context(
                allowed_company_ids=[zone.id, *[other.id for other in others]]
            )
            values = []
            for milestone, level, count in SHARED:
                own = [
                    project
                    for project in projects
                    if project.company_id == zone
                    and project.condition == "ongoing"
                    and project.stage_id.milestone == milestone
                    and project.site_need
                    and project.industry_function
                ]
                for project in own[:count]:
                    recipients = (
                        others if len(values) % 3 == 0 else rng.sample(others, 1 + len(values) % 2)
                    )
                    values.append(
                        {
                            "lead_id": project.id,
                            "level_id": self.env.ref(f"kfz_investment.share_level_{level}").id,
                            "date_end": calendar.today()
                            + datetime.timedelta(days=60 + 30 * (len(values) + number)),
                            "recipient_ids": [Command.set([other.id for other in recipients])],
                        }
                    )
            shares += loader.env["kfz.share"].create(values)
        shares.action_publish()
        self._kfz_load_answers(shares)
        return shares

    def _kfz_load_answers(self, shares):
        for number, share in enumerate(shares):
            answer = ANSWERS[number % len(ANSWERS)]
            sheet = self.env["kfz.shared.project"].search([("uid", "=", share.sheet_uid)])
            if answer:
                zone = share.recipient_ids[number % len(share.recipient_ids)]
                sheet.with_context(allowed_company_ids=zone.ids).action_respond(*answer)
