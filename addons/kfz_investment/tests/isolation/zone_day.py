"""A day of purely private work in one zone with this addon. Plain helper code, shared with ``bench/``."""

import base64
import datetime
import io

import openpyxl

from .due_day import DueDay
from .house_day import HouseDay
from .private_day import TODAY


class ZoneDay(DueDay, HouseDay):
    """A day with this addon: the pipeline with its evidence, an imported workbook, notes, officials.

    :param refs: ids by name: stages by milestone, entry_type, area, industry, lost_reason, common, code, share_level, third_zone, joint
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
        self.propose()
        # a member of a common group, and an activity of the zone on a common enterprise
        self.call(
            "res.partner", "web_save", [self.enterprise], {"group_id": self.common}, {"id": {}}
        )
        self.call("res.partner", "action_kfz_plan_activity", [self.common])
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
        self.merge()

    def merge(self):
        """Two enterprises entered twice: one is merged into the zone's own, one into a common enterprise."""
        for kept in (self.enterprise, self.common):
            twice = self.create(
                "res.partner",
                {
                    "name": "秘密重复企业",
                    "company_id": self.company,
                    "phone": "13800000011",
                    "city": "秘密城市",
                    **self.partner_values,
                },
            )
            wizard = self.create(
                "kfz.enterprise.merge",
                {"enterprise_ids": [[6, 0, [kept, twice]]], "kept_id": kept},
            )
            self.call("kfz.enterprise.merge", "action_merge", [wizard])

    def propose(self):
        """Proposals to change a common enterprise: withdrawn, and open."""
        for street in ("秘密路1号", "秘密路2号"):
            wizard = self.create(
                "kfz.directory.propose",
                {"partner_id": self.common, "street": street, "reason": "秘密理由"},
            )
            self.call("kfz.directory.propose", "action_propose", [wizard])
            self.made["kfz.directory.proposal"] = self.search(
                "kfz.directory.proposal", [["partner_id", "=", self.common]]
            )
            if street.endswith("1号"):
                self.call(
                    "kfz.directory.proposal",
                    "action_withdraw",
                    self.made["kfz.directory.proposal"],
                )

    def let_in(self, intermediary):
        """Portal access is requested for a person of an intermediary."""
        person = self.create(
            "res.partner",
            {"name": "秘密经办人", "email": "mimi@example.com", "parent_id": intermediary},
        )
        self.create("kfz.portal.access", {"person_id": person, "intermediary_id": intermediary})

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
        self.let_in(intermediary)
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
        self.decide(referrals)

    def decide(self, referrals):
        """Refuse the first referral, accept the second and make a lead of it."""
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
        """Enterprises by workbook, with a heading that the zone teaches the import, and one that it chooses on the page."""
        self.create(
            "kfz.import.alias", {"kind": "enterprise", "field": "scope", "alias": "秘密范围列"}
        )
        book = openpyxl.Workbook()
        book.active.append(
            ["企业名称", "统一社会信用代码", "联系人", "联系电话", "秘密范围列", "秘密地点列"]
        )
        book.active.append(
            [
                "秘密导入企业有限公司",
                self.refs["code"],
                "秘密导入联系人",
                "13800000011",
                "秘密经营",
                "秘密路3号",
            ]
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
        self.choose_column(wizard)
        self.call("kfz.import", "action_import", [wizard])
        assert self.search("res.partner", [["vat", "=", self.refs["code"]]]), (
            "the workbook is taken in"
        )

    def choose_column(self, wizard):
        """Say on the page what a column is; the zone remembers it."""
        unknown = self.search(
            "kfz.import.column", [["import_id", "=", wizard], ["heading", "=", "秘密地点列"]]
        )
        self.call("kfz.import.column", "write", unknown, {"field": "address"})
        self.call("kfz.import", "action_confirm_columns", [wizard])
        self.made["kfz.import.alias"] = self.search(
            "kfz.import.alias", [["company_id", "=", self.company]]
        )
        assert len(self.made["kfz.import.alias"]) == 2, "the choice is remembered"

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
        step = {
            "next_step": "秘密下一步",
            "next_step_date": str(TODAY + datetime.timedelta(days=1)),
        }
        self.create(
            "kfz.interaction",
            {
                "lead_id": lead,
                "summary": "秘密拜访",
                "official_ids": [[4, official]],
                "our_names": "秘密同事",
                "counterparts": "秘密来宾",
                "result": "agreed",
                "is_leader_led": True,
                **step,
            },
        )
        self.promise_and_ask(lead, official)

    def finish(self):
        self.sign_and_land()
        self.lose_one()
        self.share_with_a_third_zone()
        self.note_our_project()
        self.keep_house()
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
        self.write_policies()

    def sign_and_land(self):
        """The first project with the evidence of its stages, and a gate that is opened."""
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
        self.record_evidence(lead, attachment)

    def record_evidence(self, lead, attachment):
        """Agreement, capital and milestone of a project, each followed by its stage."""
        agreement = self.create(
            "kfz.agreement",
            {
                "lead_id": lead,
                "kind": "formal",
                "amount": 7654321,
                "number": "秘密-1",
                "signed_on": str(TODAY - datetime.timedelta(days=20)),
                "attachment_ids": [[4, attachment]],
            },
        )
        self.call("kfz.agreement", "action_put_in_force", [agreement])
        self.move(lead, "signed")
        self.create(
            "kfz.capital.record",
            {"lead_id": lead, "amount": 1111111, "attachment_ids": [[4, attachment]]},
        )
        self.record_landing(lead, attachment)
        self.correct("agreement_id", agreement)
        self.create(
            "kfz.gate.override",
            {
                "lead_id": lead,
                "stage_id": self.refs["stages"]["construction"],
                "reason": "秘密放行",
            },
        )

    def record_landing(self, lead, attachment):
        """The landing, which names its project company, and its stage."""
        landing = self.create(
            "kfz.milestone",
            {
                "lead_id": lead,
                "milestone": "landed",
                "ground": "site_contract",
                "registered_on": str(TODAY - datetime.timedelta(days=10)),
                "project_company_ids": [[4, self.enterprise]],
                "attachment_ids": [[4, attachment]],
            },
        )
        self.call("kfz.milestone", "action_recognise", [landing])
        step = self.create(
            "kfz.ladder.step",
            {"lead_id": lead, "step": "customs", "planned_on": str(TODAY), "note": "秘密步骤"},
        )
        move = {"step_id": step, "reason": "秘密推迟"}
        move["planned_on"] = str(TODAY + datetime.timedelta(days=9))
        self.call("kfz.ladder.move", "action_apply", [self.create("kfz.ladder.move", move)])
        self.move(lead, "landed")

    def correct(self, name, record):
        """The number of an agreement in force, with a reason."""
        wizard = self.create(
            "kfz.correction.ask", {name: record, "number": "秘密-2", "reason": "秘密更正"}
        )
        self.call("kfz.correction.ask", "action_apply", [wizard])

    def lose_one(self):
        """The second project, put aside and then lost."""
        self.call(
            "crm.lead",
            "web_save",
            self.leads[1:2],
            {"condition": "dormant", "condition_reason": "秘密原因", "review_on": str(TODAY)},
            {"id": {}},
        )
        wizard = self.create(
            "crm.lead.lost",
            {"lead_ids": [[6, 0, self.leads[1:2]]], "lost_reason_id": self.refs["lost_reason"]},
        )
        self.call("crm.lead.lost", "action_lost_reason_apply", [wizard])

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

    def move(self, lead, milestone):
        """Put a project on a stage."""
        self.call(
            "crm.lead", "web_save", [lead], {"stage_id": self.refs["stages"][milestone]}, {"id": {}}
        )
