"""What the planner of visits asks, answered from the database."""

from functools import cached_property

from ...domain.imports.interaction_plan import Official, Place
from .kfz_import_facts import ProjectFacts


class InteractionFacts(ProjectFacts):
    """`domain.imports.interaction_plan.InteractionFacts`."""

    model = "kfz.interaction"

    def __init__(self, env):
        super().__init__(env, is_opening=False)

    @cached_property
    def zone(self):
        """Id of the zone that the user chose for the list, else of the one in which the user works."""
        return self.env["kfz.import.interaction"]._default_zone().id

    def officials(self, names):
        """Officials and units of the zone, also those who have left; a person comes before a unit. One query."""
        found = (
            self.env["kfz.official"]
            .with_context(active_test=False)
            .search([("company_id", "=", self.zone), ("name", "in", list(names))])
        )
        return {
            official.name: Official(official.id, official.rank == "principal")
            for official in found.sorted("is_unit", reverse=True)
        }

    def visits(self, places):
        """What is recorded on these days with these enterprises; one query."""
        visits = self.env["kfz.interaction"].search_fetch(
            [
                ("company_id", "in", list({place.zone for place in places})),
                ("date", "in", list({place.day for place in places})),
                ("partner_id", "in", list({place.enterprise for place in places})),
            ],
            ["company_id", "partner_id", "lead_id", "date", "kind", "summary", "result"],
            order="id",
        )
        known = {}
        for visit in visits:
            place = Place(
                visit.company_id.id,
                visit.partner_id.id,
                visit.lead_id.id or None,
                visit.date,
                visit.kind,
            )
            known.setdefault(place, []).append((visit.id, visit.summary, visit.result or None))
        return known
