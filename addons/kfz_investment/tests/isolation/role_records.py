"""Real records of one zone, of which each role reads its part. See ``test_role_matrix.py``."""

import datetime

from ..award.award_common import AwardCase

#: who reads; those of AwardCase confirm awards
READERS = ("officer", "joint", "customs", "committee", "official", "taskforce", "employee")
TOMORROW = datetime.timedelta(days=1)


class RoleRecordsCase(AwardCase):
    """Three projects, each with what hangs on it: one to which the lead official and the task force are assigned today,
    one to which they were, one to which nobody is; an award with its trade; words that the zone saved.

    ``made`` holds the records by model, ``told`` the messages by project.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.joint.company_ids = cls.zones
        cls.made = {}
        people = {
            name: cls._official(f"示例{name}", user_id=getattr(cls, name).id)
            for name in ("official", "taskforce")
        }
        cls.active = cls._whole_project("今日", cls._assign(people, date_from=cls.today))
        cls.ended = cls._whole_project(
            "已结束",
            cls._assign(people, date_from=cls._days_ago(9), date_to=cls._days_ago(1)),
            followers=[people[name].user_id.partner_id.id for name in people],
        )
        cls.later = cls._whole_project("明日", cls._assign(people, date_from=cls.today + TOMORROW))
        cls.free = cls._whole_project("无人", [])
        cls._award_with_trade()
        cls._saved_words()
        cls.env.flush_all()
        cls.env.invalidate_all()

    @classmethod
    def _add(cls, records):
        cls.made[records._name] = cls.made.get(records._name, records.browse()) | records.sudo(
            False
        )
        return records

    @classmethod
    def _assign(cls, people, **dates):
        roles = {"official": "lead_official", "taskforce": "task_force_member"}
        return [
            (0, 0, {"official_id": official.id, "role": roles[name], **dates})
            for name, official in people.items()
        ]

    @classmethod
    def _whole_project(cls, word, assignments, followers=()):
        """A landed project of the officer's, entered by the officer as far as that matters, with everything on it."""
        enterprise = cls._add(cls._enterprise(f"{word}企业有限公司"))
        person = {"name": f"{word}联系人", "parent_id": enterprise.id}
        cls._add(cls.env["res.partner"].create({**person, "company_id": cls.zone_a.id}))
        values = cls._evidence_values("landed", cls.zone_a)
        lead = cls._add(
            cls._project(
                "landed",
                user=cls.officer,
                name=f"{word}项目",
                partner_id=enterprise.id,
                assignment_ids=[*values["assignment_ids"], *assignments],
                capital_ids=[(0, 0, {"received_on": cls._days_ago(5), "amount": 100})],
            )
        )
        lead.message_subscribe(list(followers))
        note = {"partner_id": enterprise.id, "company_id": cls.zone_a.id, "body": "示例"}
        cls._add(cls.env["kfz.enterprise.note"].create(note))
        for lines in ("interaction_ids", "agreement_ids", "milestone_ids", "capital_ids"):
            cls._add(lead[lines])
        step = {"lead_id": lead.id, "step": "customs", "planned_on": cls.today}
        step = cls._add(cls.env["kfz.ladder.step"].create(step))
        step._kfz_move(cls.today + TOMORROW, "示例")
        cls._add(step.change_ids)
        cls._add_lights(lead)
        cls._add(lead.transition_ids)
        cls._add(lead.assignment_ids)
        for model in ("kfz.promise", "kfz.issue"):
            due = {"lead_id": lead.id, "name": f"{word}事项", "date_due": cls.today}
            cls._add(cls.env[model].create({**due, "owner_id": lead.account_manager_id.id}))
        issue = cls._climb(lead.issue_ids)
        cls._add(issue.climb_ids)
        cls._add(issue.sheet_id)
        cls._add_duties(lead)
        cls._talk(lead.with_user(cls.officer))
        return lead

    @classmethod
    def _add_duties(cls, lead):
        """A pause, a triage and a response clock of a project, and the duty of its account manager."""
        pause = {"date_from": cls.today, "date_until": cls.today, "reason": "示例"}
        cls._add(cls.env["kfz.pause"].create({"lead_id": lead.id, **pause}))
        verdict = {"verdict": "pursue", "reason": "示例"}
        signer = cls._official("示例研判人")
        triage = {"lead_id": lead.id, "signer_id": signer.id, **verdict}
        cls._add(cls.env["kfz.triage"].create(triage))
        cls._add(lead.response_ids or lead._kfz_start_clock())
        managed = [("lead_id", "=", lead.id), ("role", "=", "account_manager")]
        cls._add(cls.env["kfz.duty"].search(managed))

    @classmethod
    def _add_lights(cls, lead):
        """An entry of each ledger of lights."""
        known = {"lead_id": lead.id, "company_id": lead.company_id.id}
        light = {"kind": "record", "light": "red", "light_before": "green"}
        days = {"since": cls.today, "known_on": cls.today}
        cls._add(cls.env["kfz.light.change"].create({**known, **light, **days}))
        reason = {"name": "示例", "month": cls.today.replace(day=1)}
        cls._add(cls.env["kfz.light.reason"].create({**known, **reason}))

    @classmethod
    def _talk(cls, lead):
        """A message, an activity, a meeting on a project and a message on its enterprise, by the officer."""
        for record in (lead, lead.partner_id):
            cls._add(record.message_post(body="示例", subtype_xmlid="mail.mt_comment"))
        cls._add(lead.activity_schedule("mail.mail_activity_data_todo", summary="示例"))
        for record in (lead, lead.partner_id):
            file = {"name": "示例.txt", "raw": b"x", "res_model": record._name, "res_id": record.id}
            cls._add(lead.env["ir.attachment"].create(file))
        start = "2026-01-05 02:00:00"
        meeting = {"name": "示例会谈", "start": start, "stop": "2026-01-05 03:00:00"}
        event = lead.env["calendar.event"].create({**meeting, "opportunity_id": lead.id})
        cls._add(event)
        cls._add(event.attendee_ids)

    @classmethod
    def _award_with_trade(cls):
        """An award that customs can confirm, and the enterprise of it."""
        award = cls._add(cls._award())
        cls._add(award.lead_id)
        cls._add(award.partner_id)
        cls._add(award.intermediary_id)
        cls._add(award.referral_id)
        cls._add(
            cls.env["kfz.trade.record"].search([("partner_id", "=", award.partner_id.id)], limit=1)
        )

    @classmethod
    def _saved_words(cls):
        """A saved search, a tag of projects, one of contacts, a template; the officer's."""
        env = cls.env(user=cls.officer)
        lead_model = env["ir.model"]._get_id("crm.lead")
        for model, values in (
            ("ir.filters", {"name": "示例", "model_id": "crm.lead", "user_ids": []}),
            ("crm.tag", {"name": "示例"}),
            ("crm.tag", {"name": "示例项目标签"}),
            ("res.partner.category", {"name": "示例"}),
            ("mail.template", {"name": "示例", "model_id": lead_model}),
            ("discuss.channel", {"name": "示例"}),
        ):
            if env[model].has_access("create"):
                cls._add(env[model].create(values))
            else:
                cls._add(env[model].sudo().create({**values, "kfz_zone_id": cls.zone_a.id}))
        cls.active.tag_ids = cls.made["crm.tag"][-1]
