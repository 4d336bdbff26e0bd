import datetime

from odoo import models
from odoo.tools import SQL

from ...domain import calendar, gates


class KfzDemo(models.AbstractModel):
    """Makes the past look like the past: what happened on a day was recorded on that day or soon after.

    Ledgers cannot be changed through the ORM. So that demonstration reports show what was known at an earlier date,
    :meth:`_kfz_rewrite` sets the moments of recording by SQL, on the rows that this loader has just created and on no
    others; it is the only place that does so.
    """

    _inherit = "kfz.demo"

    def _kfz_load_past(self, plans, projects, enterprises):
        self.env.flush_all()
        rng = self._kfz_rng("past")
        by_lead = dict(zip(projects.ids, plans, strict=True))
        late = self._kfz_late(by_lead, rng)

        def recorded(lead, day, kind=""):
            """The moment at which something of a day was entered, in office hours; some signings long after."""
            delay = (
                late[lead] if kind == "signed" and lead in late else (lead + day.toordinal()) % 5
            )
            return self._kfz_moment(day + datetime.timedelta(days=delay), lead + day.toordinal())

        self._kfz_rewrite_children(projects, recorded)
        self._kfz_rewrite_ledgers(projects, by_lead, recorded)
        self._kfz_rewrite_projects(projects, by_lead, recorded)
        self._kfz_rewrite_enterprises(enterprises, plans, rng)
        self._kfz_load_messages(projects, by_lead, recorded)
        self.env.invalidate_all()

    def _kfz_late(self, by_lead, rng):
        """Six signings of a quarter's last days that were entered in the next: lead → days of delay."""
        left = {
            lead: (calendar.next_quarter(plan.dates["signed"]) - plan.dates["signed"]).days
            for lead, plan in by_lead.items()
            if plan.reached("signed")
        }
        return {
            lead: left[lead] + rng.randint(2, 15)
            for lead in sorted(left, key=lambda lead: (left[lead], lead))[:6]
        }

    def _kfz_moment(self, day, number):
        """A moment of an office day in Shanghai, as UTC; never in the future."""
        moment = datetime.datetime.combine(day, datetime.time(1 + number % 8, number * 7 % 60))
        return min(moment, self.env.cr.now())

    def _kfz_rewrite(self, records, rows):
        """Set columns by SQL.

        :param records: their model tells the table; the rows must be among them
        :param rows: list of dicts with ``id`` and the same columns each
        """
        rows = [row for row in rows if row["id"] in set(records.ids)]
        if not rows:
            return
        names = [name for name in rows[0] if name != "id"]
        types = {name: SQL.identifier(records._fields[name]._column_type[0]) for name in names}
        self.env.cr.execute(
            SQL(
                "UPDATE %(table)s AS t SET %(columns)s FROM (VALUES %(rows)s) AS v (id, %(names)s) WHERE t.id = v.id",
                table=SQL.identifier(records._table),
                columns=SQL(", ").join(
                    SQL("%s = v.%s::%s", SQL.identifier(name), SQL.identifier(name), types[name])
                    for name in names
                ),
                rows=SQL(", ").join(
                    SQL("(%s)", SQL(", ").join(SQL("%s", row[name]) for name in ("id", *names)))
                    for row in rows
                ),
                names=SQL(", ").join(map(SQL.identifier, names)),
            )
        )

    def _kfz_rewrite_children(self, projects, recorded):
        for name, date in (
            ("interaction_ids", "date"),
            ("agreement_ids", "signed_on"),
            ("capital_ids", "received_on"),
            ("milestone_ids", "effective_date"),
            ("assignment_ids", "date_from"),
        ):
            children = projects.with_context(active_test=False)[name]
            moments = [
                (child, recorded(child.lead_id.id, child[date], self._kfz_kind(child)))
                for child in children
            ]
            self._kfz_rewrite(
                children,
                [
                    {"id": child.id, "create_date": moment, "write_date": moment}
                    for child, moment in moments
                ],
            )

    def _kfz_kind(self, record):
        return "signed" if record._name == "kfz.agreement" and record.kind == "formal" else ""

    def _kfz_rewrite_ledgers(self, projects, by_lead, recorded):
        """Stage moves get the day of the plan where none proves it; the account manager has entered them."""
        transitions = projects.transition_ids
        rows = []
        for move in transitions:
            day = by_lead[move.lead_id.id].dates[move.milestone]
            rows.append(
                {
                    "id": move.id,
                    "effective_date": day,
                    "create_date": recorded(move.lead_id.id, day, move.milestone),
                    "user_id": move.lead_id.user_id.id
                    if move.lead_id.user_id and move.milestone != "landed"
                    else move.user_id.id,
                }
            )
        self._kfz_rewrite(transitions, rows)
        changes = projects.condition_change_ids
        rows = []
        for change in changes:
            plan = by_lead[change.lead_id.id]
            day = plan.ended or plan.last_day + (calendar.today() - plan.last_day) // 2
            rows.append({"id": change.id, "create_date": self._kfz_moment(day, change.lead_id.id)})
        self._kfz_rewrite(changes, rows)
        # sudo: only the rows of the projects just created
        figures = self.env["kfz.figure.entry"].sudo().search([("lead_id", "in", projects.ids)])
        self._kfz_rewrite(
            figures,
            [
                {
                    "id": figure.id,
                    "create_date": recorded(
                        figure.lead_id.id,
                        figure.effective_date,
                        "signed" if figure.indicator == "signed" and figure.count else "",
                    ),
                }
                for figure in figures
            ],
        )

    def _kfz_rewrite_projects(self, projects, by_lead, recorded):
        codes, rows = self._kfz_codes(projects, by_lead), []
        for project in projects:
            plan = by_lead[project.id]
            entered = self._kfz_moment(plan.dates["lead"], project.id)
            moved = self._kfz_moment(plan.dates[plan.milestone], project.id)
            met = project.last_interaction_date or plan.last_day
            last = max(moved, recorded(project.id, max(met, plan.last_day)))
            talks, closed = (
                self._kfz_moment(day, project.id) if day else None
                for day in (plan.dates.get("negotiation"), plan.ended or plan.dates.get("signed"))
            )
            rows.append(
                {
                    "id": project.id,
                    "project_code": codes[project.id],
                    "create_date": entered,
                    "write_date": last,
                    "date_open": entered if project.user_id else None,
                    "date_last_stage_update": moved,
                    "date_conversion": talks,
                    "date_closed": closed,
                }
            )
        self._kfz_rewrite(projects, rows)

    def _kfz_codes(self, projects, by_lead):
        """Codes of the years in which the projects came in; the block of this year, just taken, is given back first."""
        year, groups = calendar.today().year, {}
        for project in projects:
            groups.setdefault(
                (project.company_id, by_lead[project.id].dates["lead"].year), []
            ).append(project.id)
        # sudo: the counter is not for users to see
        Counter = self.env["kfz.project.counter"].sudo()
        for zone in projects.company_id:
            Counter._kfz_take(
                zone,
                year,
                -len(projects.filtered(lambda project, at=zone: project.company_id == at)),
            )
        codes = {}
        for (zone, entered), ids in groups.items():
            codes.update(zip(ids, Counter._kfz_take(zone, entered, len(ids)), strict=True))
        return codes

    def _kfz_rewrite_enterprises(self, enterprises, plans, rng):
        """An enterprise was entered before its first project; a target without project at some time since."""
        first = {}
        for plan in reversed(plans):
            first[plan.row["enterprise"]] = plan.dates["lead"] - datetime.timedelta(
                days=rng.randint(0, 9)
            )
        rows = []
        for number, enterprise in enumerate(enterprises):
            day = first.get(number) or calendar.today() - datetime.timedelta(
                days=rng.randint(1, 800)
            )
            rows.append({"id": enterprise.id, "create_date": self._kfz_moment(day, number)})
        self._kfz_rewrite(enterprises, rows)

    def _kfz_load_messages(self, projects, by_lead, recorded):
        """What the account manager wrote when the project moved: the last three moves and the end."""
        texts = self._kfz_texts()["message"]
        manager, note, rows = self.env.user, self.env.ref("mail.mt_note"), []
        for project in projects:
            plan = by_lead[project.id]
            author = (project.user_id or manager).partner_id
            moves = [word for word in gates.MILESTONES[1:] if plan.reached(word)][-3:]
            news = [(texts[word][0], plan.dates[word]) for word in moves]
            if plan.ended:
                news.append((texts[plan.condition][0], plan.ended))
            rows += [
                {
                    "model": "crm.lead",
                    "res_id": project.id,
                    "message_type": "comment",
                    "subtype_id": note.id,
                    "author_id": author.id,
                    "email_from": False,
                    "body": body,
                    "date": recorded(project.id, day),
                }
                for body, day in news
            ]
        # sudo: written in the name of colleagues
        self.env["mail.message"].sudo().create(rows)
