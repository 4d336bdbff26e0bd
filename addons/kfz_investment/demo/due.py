from . import issues, tables
from .issues import working_day

#: days from today around which something is due; what is overdue was promised before
DUE = (-4, 2, 5, 9, 20, 45)


def load(env, loaded, plans):
    """Promises and issues on projects that go on; a few wait for their lead official, a few are overdue, one is solved.

    :param loaded: the projects in the order of the plans
    """
    texts = {}
    for row in tables.rows("due"):
        texts.setdefault(row["kind"], []).append(row)
    issues.load(env, loaded, texts["issue"])
    for project, plan in zip(loaded, plans, strict=True):
        rng = tables.rng(f"due {plan.row['brand']}{plan.row['title']}")
        if project.condition not in ("ongoing", "delayed") or not project.account_manager_id:
            continue
        if project.is_major or rng.random() < 0.25:
            _promises(project, rng, texts["promise"])
        if project.is_major or rng.random() < 0.2:
            _issue(project, rng, texts["issue"])


def _promises(project, rng, texts):
    for text in rng.sample(texts, 2 if project.is_major else 1):
        promise = _new("kfz.promise", project, rng, text, side=text["side"])
        if text["side"] == "zone" and rng.random() < 0.6:
            promise._kfz_bind()


def _issue(project, rng, texts):
    owner = project.lead_official_id if rng.random() < 0.2 else project.account_manager_id
    issue = _new("kfz.issue", project, rng, rng.choice(texts), owner_id=owner.id)
    if rng.random() < 0.2:
        issue._kfz_set(
            state="solved", answer="示例答复：已协调有关部门办理", solved_by_id=project.env.uid
        )


def _new(model, project, rng, text, **values):
    due = working_day(project, rng.choice(DUE))
    return project.env[model].create(
        {
            "lead_id": project.id,
            "name": text["name"],
            "note": text["note"],
            "date_due": due,
            "owner_id": (project.account_manager_id or project.lead_official_id).id,
            **values,
        }
    )
