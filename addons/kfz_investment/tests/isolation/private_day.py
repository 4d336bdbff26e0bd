"""A day of purely private work in one zone, over the web client's calls. Plain helper code, shared with ``bench/``."""

import base64
import datetime
import io

import openpyxl

TODAY = datetime.date.today()


class StockDay:
    """What any CRM user does all day; runs on stock Odoo as well as with this addon.

    :param call: callable(model, method, *args, **kwargs) of the signed-in user of zone A
    :param colleague: (user id, partner id) of a colleague in the same zone
    :param company: id of the zone
    """

    lead_values = {}
    partner_values = {"is_company": True}

    def __init__(self, call, colleague, company):
        self.call, self.company = call, company
        self.colleague, self.colleague_partner = colleague

    def work(self):
        """All steps; returns the ids of what was made: {model: ids}."""
        self.meet_people_and_enter_projects()
        self.talk()
        self.plan_meetings()
        self.tag()
        self.keep_searches()
        self.finish()
        return self.made

    def meet_people_and_enter_projects(self):
        """The beginning of the day."""
        self.made = {}
        self.meet_people()
        self.enter_projects()

    def create(self, model, values, **context):
        """Save one new form and remember its id."""
        result = self.call(model, "web_save", [], values, {"id": {}}, context=context)
        self.made.setdefault(model, []).append(result[0]["id"])
        return result[0]["id"]

    def search(self, model, domain):
        """Ids of a search."""
        return self.call(model, "search", domain)

    def meet_people(self):
        """A target enterprise, its contact person, a later correction."""
        self.enterprise = self.create(
            "res.partner",
            {
                "name": "秘密目标企业",
                "company_id": self.company,
                "phone": "0871-60000001",
                **self.partner_values,
            },
        )
        self.contact = self.create(
            "res.partner",
            {
                "name": "秘密联系人",
                "parent_id": self.enterprise,
                "company_id": self.company,
                "email": "secret@secret.example",
                "phone": "13800000009",
            },
        )
        self.call("res.partner", "web_save", [self.contact], {"function": "秘密总经理"}, {"id": {}})

    def enter_projects(self):
        """Three projects, one of them edited."""
        self.leads = [
            self.create(
                "crm.lead",
                {
                    "name": f"秘密项目{number}",
                    "type": "opportunity",
                    "partner_id": self.enterprise,
                    "company_id": self.company,
                    "expected_revenue": 12345678,
                    **self.lead_values,
                },
            )
            for number in range(4)
        ]
        self.call(
            "crm.lead", "web_save", self.leads[:1], {"description": "<p>秘密说明</p>"}, {"id": {}}
        )

    def talk(self):
        """A note, a message with a file, a follower, an activity: on the project and on the contact."""
        lead = self.leads[0]
        for model, record in (("crm.lead", lead), ("res.partner", self.contact)):
            self.call(
                model, "message_post", [record], body="秘密记录", subtype_xmlid="mail.mt_note"
            )
            attachment = self.create(
                "ir.attachment",
                {
                    "name": "秘密.txt",
                    "datas": base64.b64encode(b"secret").decode(),
                    "res_model": model,
                    "res_id": record,
                },
            )
            self.call(
                model,
                "message_post",
                [record],
                body="秘密消息",
                attachment_ids=[attachment],
                partner_ids=[self.colleague_partner, self.contact],
            )
            self.call(
                model,
                "message_subscribe",
                [record],
                partner_ids=[self.colleague_partner, self.contact],
            )
            self.create(
                "mail.activity",
                {
                    "summary": "秘密待办",
                    "user_id": self.colleague,
                    "date_deadline": str(TODAY),
                },
                default_res_model=model,
                default_res_id=record,
            )

    def plan_meetings(self):
        """A meeting on the project with a colleague and the contact, a repeated one, a confidential one."""
        tomorrow = TODAY + datetime.timedelta(days=1)
        for extra in (
            {},
            {"privacy": "private"},
            {
                "recurrency": True,
                "rrule_type": "weekly",
                "count": 3,
                "interval": 1,
                "end_type": "count",
                "event_tz": "Asia/Shanghai",
                "mon": True,
            },
        ):
            self.create(
                "calendar.event",
                {
                    "name": "秘密会谈",
                    "start": f"{tomorrow} 02:00:00",
                    "stop": f"{tomorrow} 03:00:00",
                    "location": "秘密地点",
                    "description": "<p>秘密议程</p>",
                    "opportunity_id": self.leads[0],
                    "partner_ids": [[4, self.colleague_partner], [4, self.contact]],
                    **extra,
                },
            )

    def tag(self):
        """Labels of the zone's own."""
        tag = self.create("crm.tag", {"name": "秘密标签"})
        self.call("crm.lead", "web_save", self.leads[:1], {"tag_ids": [[4, tag]]}, {"id": {}})

    def keep_searches(self):
        """A search kept for all, a column set for export, a message template, a channel."""
        self.create(
            "ir.filters",
            {
                "name": "秘密筛选",
                "model_id": "crm.lead",
                "user_ids": [],
                "domain": "[('name', 'ilike', '秘密')]",
            },
        )
        self.create("mail.template", {"name": "秘密模板", "subject": "秘密"})
        self.create("discuss.channel", {"name": "秘密频道", "channel_type": "channel"})
        self.create("mail.canned.response", {"source": "秘密", "substitution": "秘密短语"})

    def finish(self):
        """One project won, one lost, two merged."""
        self.call("crm.lead", "action_set_won", self.leads[:1])
        self.call("crm.lead", "action_set_lost", self.leads[1:2])
        wizard = self.call(
            "crm.merge.opportunity",
            "web_save",
            [],
            {"opportunity_ids": [[6, 0, self.leads[2:4]]]},
            {"id": {}},
            context={"active_ids": self.leads[2:4]},
        )
        self.call("crm.merge.opportunity", "action_merge", [wizard[0]["id"]])


class ZoneDay(StockDay):
    """A day with this addon: the pipeline with its evidence, an imported workbook, notes, officials.

    :param refs: ids by name: stages by milestone, entry_type, area, industry, lost_reason, common, code, share_level, third_zone
    """

    lead_values = {"is_promotion": True}
    partner_values = {"is_company": True, "is_enterprise": True}

    def __init__(self, call, colleague, company, refs):
        super().__init__(call, colleague, company)
        self.refs = refs

    def meet_people(self):
        super().meet_people()
        self.create("kfz.enterprise.note", {"partner_id": self.enterprise, "body": "秘密情况"})
        self.common = self.refs["common"]
        self.create(
            "res.partner",
            {"name": "秘密共同企业联系人", "parent_id": self.common, "phone": "13800000010"},
        )
        self.refer(
            self.create(
                "res.partner",
                {
                    "name": "秘密中介",
                    "is_company": True,
                    "is_enterprise": True,
                    "is_intermediary": True,
                    "company_id": self.company,
                },
            )
        )
        self.import_workbook()

    def refer(self, intermediary):
        """An intermediary's agreement and account; three referrals of one enterprise: refused, accepted with a lead, open."""
        self.create(
            "kfz.intermediary.agreement", {"partner_id": intermediary, "number": "秘密委托-1"}
        )
        self.create(
            "kfz.intermediary.account",
            {
                "partner_id": intermediary,
                "bank_name": "秘密银行",
                "account_number": "12345678",
                "holder": "秘密户名",
            },
        )
        referrals = []
        for number in range(3):
            letter = self.create(
                "ir.attachment",
                {"name": "秘密函件.pdf", "datas": base64.b64encode(b"%PDF- secret").decode()},
            )
            referrals.append(
                self.create(
                    "kfz.referral",
                    {
                        "intermediary_id": intermediary,
                        "partner_id": self.enterprise,
                        "enterprise_name": "秘密目标企业",
                        "idea": "秘密意向",
                        "contact_name": "秘密联系人",
                        "attachment_ids": [[4, letter]],
                        "declares_not_official": True,
                        "declares_not_affiliate": True,
                        "member_ids": [
                            [0, 0, {"name": f"秘密成员{number}", "share": 100, "is_payee": True}]
                        ],
                    },
                )
            )
        self.call("kfz.referral", "action_refuse", referrals[:1], reason="秘密原因")
        wizard = self.create(
            "kfz.referral.decide", {"referral_id": referrals[1], "reason": "秘密裁定"}
        )
        self.call("kfz.referral.decide", "action_apply", [wizard])
        self.call("kfz.referral", "action_make_lead", referrals[1:2])
        self.made["kfz.referral.member"] = self.search(
            "kfz.referral.member", [["referral_id", "in", referrals]]
        )

    def import_workbook(self):
        """Enterprises by workbook."""
        book = openpyxl.Workbook()
        book.active.append(["企业名称", "统一社会信用代码", "联系人", "联系电话"])
        book.active.append(
            ["秘密导入企业有限公司", self.refs["code"], "秘密导入联系人", "13800000011"]
        )
        buffer = io.BytesIO()
        book.save(buffer)
        wizard = self.create(
            "kfz.import",
            {
                "kind": "enterprise",
                "filename": "list.xlsx",
                "file": base64.b64encode(buffer.getvalue()).decode(),
            },
        )
        self.call("kfz.import", "action_preview", [wizard])
        self.call("kfz.import", "action_import", [wizard])
        assert self.search("res.partner", [["vat", "=", self.refs["code"]]]), (
            "the workbook is taken in"
        )

    def plan_meetings(self):
        super().plan_meetings()
        official = self.create("kfz.official", {"name": "秘密领导"})
        lead = self.leads[0]
        self.create(
            "kfz.assignment", {"lead_id": lead, "official_id": official, "role": "lead_official"}
        )
        self.create(
            "kfz.assignment", {"lead_id": lead, "official_id": official, "role": "account_manager"}
        )
        self.create(
            "kfz.interaction",
            {"lead_id": lead, "summary": "秘密拜访", "official_ids": [[4, official]]},
        )

    def finish(self):
        lead, refs = self.leads[0], self.refs
        attachment = self.create(
            "ir.attachment", {"name": "秘密协议.txt", "datas": base64.b64encode(b"secret").decode()}
        )
        self.call(
            "crm.lead",
            "web_save",
            [lead],
            {
                "industry_id": refs["industry"],
                "industry_function": "logistics",
                "entry_type_id": refs["entry_type"],
                "area_id": refs["area"],
                "site_need": "秘密用地",
                "is_major_flagged": True,
            },
            {"id": {}},
        )
        self.create(
            "kfz.agreement",
            {
                "lead_id": lead,
                "kind": "formal",
                "state": "in_force",
                "amount": 7654321,
                "number": "秘密-1",
                "signed_on": str(TODAY - datetime.timedelta(days=20)),
                "attachment_ids": [[4, attachment]],
            },
        )
        self.move(lead, "signed")
        self.create("kfz.capital.record", {"lead_id": lead, "amount": 1111111})
        self.create(
            "kfz.milestone",
            {
                "lead_id": lead,
                "milestone": "landed",
                "state": "recognised",
                "ground": "site_contract",
                "registered_on": str(TODAY - datetime.timedelta(days=10)),
                "attachment_ids": [[4, attachment]],
            },
        )
        self.move(lead, "landed")
        self.create(
            "kfz.gate.override",
            {"lead_id": lead, "stage_id": refs["stages"]["construction"], "reason": "秘密放行"},
        )
        self.call(
            "crm.lead",
            "web_save",
            self.leads[1:2],
            {"condition": "dormant", "condition_reason": "秘密原因", "review_on": str(TODAY)},
            {"id": {}},
        )
        wizard = self.create(
            "crm.lead.lost",
            {"lead_ids": [[6, 0, self.leads[1:2]]], "lost_reason_id": refs["lost_reason"]},
        )
        self.call("crm.lead.lost", "action_lost_reason_apply", [wizard])
        self.share_with_a_third_zone()
        merge = self.call(
            "crm.merge.opportunity",
            "web_save",
            [],
            {"opportunity_ids": [[6, 0, self.leads[2:4]]]},
            {"id": {}},
            context={"active_ids": self.leads[2:4]},
        )
        self.call("crm.merge.opportunity", "action_merge", [merge[0]["id"]])
        self.record_trade()

    def record_trade(self):
        """Trade of the target enterprise and the year's target; the user is also a customs verifier."""
        self.create(
            "kfz.trade.record",
            {
                "partner_id": self.enterprise,
                "month": "2026-01-01",
                "direction": "import",
                "mode": "1210",
                "amount": 12345678,
                "note": "秘密贸易",
            },
        )
        self.create("kfz.trade.target", {"year": 2030, "amount": 7654321, "source": "秘密目标"})

        self.write_policies()

    def share_with_a_third_zone(self):
        """One project in full to a third zone, another for a moment only; a message on the sheet."""
        for lead, ended in ((self.leads[0], False), (self.leads[2], True)):
            share = self.create(
                "kfz.share",
                {
                    "lead_id": lead,
                    "level_id": self.refs["share_level"],
                    "recipient_ids": [[4, self.refs["third_zone"]]],
                    "note": "秘密共享",
                },
            )
            self.call("kfz.share", "action_publish", [share])
            if ended:
                self.call("kfz.share", "action_revoke", [share])
        sheets = self.search(
            "kfz.shared.project", [["zone_id", "=", self.company], ["state", "=", "published"]]
        )
        assert sheets, "the share has a sheet"
        self.call(
            "kfz.shared.project",
            "message_post",
            sheets[:1],
            body="秘密留言",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def write_policies(self):
        """A policy that is prepared, put into force, followed by a version and withdrawn, and never published."""
        policy = self.create(
            "kfz.policy",
            {
                "name": "秘密政策",
                "number": "秘密文号",
                "valid_from": "2020-01-01",
                "clause_ids": [
                    [
                        0,
                        0,
                        {
                            "name": "秘密条款",
                            "benefit": "秘密奖励",
                            "topic_id": self.search("kfz.policy.topic", [])[0],
                        },
                    ]
                ],
            },
        )
        self.call(
            "kfz.policy", "message_post", [policy], body="秘密意见", subtype_xmlid="mail.mt_note"
        )
        self.call("kfz.policy", "action_issue", [policy])
        follower = self.call("kfz.policy", "action_new_version", [policy])["res_id"]
        self.made["kfz.policy"].append(follower)
        self.call("kfz.policy", "web_save", [follower], {"valid_from": "2025-01-01"}, {"id": {}})
        self.call("kfz.policy", "action_issue", [follower])
        self.call("kfz.policy", "action_withdraw", [follower])

    def move(self, lead, milestone):
        """Put a project on a stage."""
        self.call(
            "crm.lead", "web_save", [lead], {"stage_id": self.refs["stages"][milestone]}, {"id": {}}
        )
