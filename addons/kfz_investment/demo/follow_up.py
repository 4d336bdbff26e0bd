import datetime

from ..domain import calendar, gates

#: days from today on which activities are due
DUE = (-9, -3, -1, 0, 0, 1, 2, 4, 7, 12, 18)


def load_activities(projects, plans, rng, texts):
    """Overdue activities, those of today and planned ones, for the account managers with a login."""
    env = projects.env
    kinds = [(env.ref(f"mail.{key}"), names[0]) for key, names in texts["activity"].items()]
    rows = []
    for project, plan in zip(projects, plans, strict=True):
        if project.user_id and plan.ended is None and rng.random() < 0.65:
            kind, summary = rng.choice(kinds)
            rows.append(
                {
                    "res_model_id": env["ir.model"]._get_id("crm.lead"),
                    "res_id": project.id,
                    "activity_type_id": kind.id,
                    "summary": project.next_step or summary,
                    "user_id": project.user_id.id,
                    "date_deadline": calendar.today() + datetime.timedelta(days=rng.choice(DUE)),
                }
            )
    # sudo: activities are planned for colleagues
    env["mail.activity"].sudo().create(rows)


def load_messages(stories, texts):
    """What the account manager wrote when the project moved: the last three moves and the end."""
    env = stories[0].env
    rows = [row for story in stories for row in _messages(story, texts)]
    # sudo: written in the name of colleagues
    env["mail.message"].sudo().create(rows)


def _messages(story, texts):
    plan, env = story.plan, story.env
    moves = [word for word in gates.MILESTONES[1:] if plan.reached(word)][-3:]
    news = [(texts[word][0], plan.dates[word]) for word in moves]
    if plan.ended:
        news.append((texts[plan.condition][0], plan.ended))
    return [
        {
            "model": "crm.lead",
            "res_id": story.project.id,
            "message_type": "comment",
            "subtype_id": env.ref("mail.mt_note").id,
            "author_id": (story.project.user_id or env.user).partner_id.id,
            "email_from": False,
            "body": body,
            "date": story.recorded(day),
        }
        for body, day in news
    ]
