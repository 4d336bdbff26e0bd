"""A day of purely private work in one zone, over the web client's calls. Plain helper code, shared with ``bench/``."""

import base64
import datetime

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
