from collections import defaultdict

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import calendar, gate_facts
from ..base.ir_attachment_owner import ADDRESS

#: facts that are columns of the project
OWN_FIELDS = tuple(name for name in gate_facts.FACT_FIELDS if name != "interaction_ids")

#: what counts only with its document
PROVEN = ("kfz.agreement", "kfz.milestone")


class CrmLead(models.Model):
    """What the gates know of many projects at once: one query per table instead of every record that hangs on them."""

    _inherit = "crm.lead"

    def _kfz_facts_together(self):
        """{project: its ``gate_facts.Facts``}, as ``_kfz_facts`` gathers them of one.

        The user's rules decide which agreements, milestones, assignments and visits count, as on the project's page.
        """
        if len(self) == 1 or not all(self._ids):
            # a page reads what it shows anyway; what is being edited is in no table
            return {lead: lead._kfz_facts() for lead in self}
        today = calendar.today()
        active = Domain("date_to", "=", False) | Domain("date_to", ">=", today)
        formal = Domain("kind", "=", "formal") & Domain("state", "=", "in_force")
        recognised = Domain("state", "=", "recognised")
        found, unusual = self._kfz_hanging(
            {
                "kfz.interaction": (Domain.TRUE, None),
                "kfz.assignment": (active, "role"),
                "kfz.agreement": (formal, "kind"),
                "kfz.milestone": (recognised, "milestone"),
            }
        )
        visits, roles, agreed, reached = found.values()
        divided = self.env["kfz.area"]._kfz_divided_zones()

        def facts(lead):
            own = {name: lead[name] for name in OWN_FIELDS}
            proven = [word for word, has_document in reached[lead.id].items() if has_document]
            return gate_facts.facts_of(
                {
                    **own,
                    "interaction_ids": visits[lead.id],
                    "roles": list(roles[lead.id]),
                    "zone_areas": lead.company_id.id in divided,
                    "formal_agreements": agreed[lead.id],
                    "formal_documents": any(agreed[lead.id].values()),
                    "milestones": reached[lead.id],
                    "evidenced_milestones": proven,
                }
            )

        return {lead: lead._kfz_facts() if lead.id in unusual else facts(lead) for lead in self}

    def _kfz_hanging(self, asked):
        """({model: {id of a project: {word of what hangs on it: whether one has a document}}}, ids of unusual projects).

        One query for all models: what the user reads. Who reads a record reads its own documents; about a linked one that is
        another record's, only the rules of documents know.

        :param asked: {model: (domain, column of its word)}
        """
        found = {model: defaultdict(lambda: defaultdict(bool)) for model in asked}
        queries = [self._kfz_hanging_query(model, *what) for model, what in asked.items()]
        unusual = set()
        for model, lead, word, is_own, address, has_content in self.env.execute_query(
            SQL(" UNION ALL ").join(queries)
        ):
            found[model][lead][word] |= bool(
                has_content if address is None else ADDRESS.fullmatch(address)
            )
            if is_own is False:
                unusual.add(lead)
        return found, unusual

    def _kfz_hanging_query(self, model_name, domain, name):
        """What hangs on these projects of one model, each word once."""
        Line = self.env[model_name]
        query = Line._search(Domain("lead_id", "in", self.ids) & domain)
        lead = Line._field_to_sql(Line._table, "lead_id", query)
        word = Line._field_to_sql(Line._table, name, query) if name else SQL("NULL::varchar")
        documents = [SQL("NULL::boolean"), SQL("NULL::varchar"), SQL("FALSE")]
        if model_name in PROVEN:
            size = self.env["ir.attachment"]._field_to_sql("file", "file_size")
            own = self._kfz_document_columns(Line, query)
            documents = [*own, SQL("bool_or(%s > 0)", size)]
        query.groupby = SQL("2, 3, 4, 5")
        return SQL("(%s)", query.select(SQL("%s::varchar", model_name), lead, word, *documents))

    def _kfz_document_columns(self, Line, query):
        """Join the documents of records; SQL of whether one is the record's own, and of its address if it is a link."""
        File, link = self.env["ir.attachment"], Line._fields["attachment_ids"]
        line = SQL.identifier(Line._table, "id")
        query.add_join(
            "LEFT JOIN",
            "link",
            link.relation,
            SQL("%s = %s", line, SQL.identifier("link", link.column1)),
        )
        query.add_join(
            "LEFT JOIN",
            "file",
            File._table,
            SQL("%s = %s", SQL.identifier("link", link.column2), SQL.identifier("file", "id")),
        )
        model, ident, field, kind, address = (
            File._field_to_sql("file", column)
            for column in ("res_model", "res_id", "res_field", "type", "url")
        )
        is_own = SQL("%s = %s AND %s = %s AND %s IS NULL", model, Line._name, ident, line, field)
        return (
            SQL("CASE WHEN %s IS NOT NULL THEN COALESCE(%s, FALSE) END", kind, is_own),
            SQL("CASE WHEN %s = 'url' THEN COALESCE(%s, '') END", kind, address),
        )
