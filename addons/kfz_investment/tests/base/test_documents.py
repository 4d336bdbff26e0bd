from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import tagged

from ...models.base.documents import Documents
from ..common import KfzCase

NOWHERE = 2_000_000_000


@tagged("post_install", "-at_install")
class TestDocuments(KfzCase):
    """A record's documents are found by its links, and each is checked as core checks it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._project("signed", user=cls.officer)
        cls.agreement = cls.lead.agreement_ids
        leader = cls._official("示例领导甲", user_id=cls.official.id)
        cls.env["kfz.assignment"].create(
            {"lead_id": cls.lead.id, "official_id": leader.id, "role": "lead_official"}
        )
        theirs = cls._project("signed", zone=cls.zone_b).agreement_ids
        own = {"res_model": "kfz.agreement", "res_id": cls.agreement.id}
        Document = cls.env["ir.attachment"]
        cls.documents = {
            name: Document.create({"name": f"示例{name}.txt", "raw": b"x", **values})
            for name, values in {
                "own": own,
                "of zone B": {**own, "res_id": theirs.id},
                "public": {**own, "res_id": theirs.id, "public": True},
                "of the project": {"res_model": "crm.lead", "res_id": cls.lead.id},
                "of no record": {**own, "res_id": NOWHERE},
                "of no model": {"res_model": "kfz.none", "res_id": 1},
                "of the ledger": {"res_model": "kfz.credit.entry", "res_id": 1},
                "of a field": {**own, "res_field": "note"},
            }.items()
        }
        for name, user in (("of the officer", cls.officer), ("of a colleague", cls.officer2)):
            cls.documents[name] = Document.with_user(user).create({"name": f"示例{name}.txt"})
        for document in cls.documents.values():
            cls._link(cls.agreement, document)

    def _read(self, user, agreement=None):
        """The documents that a user reads, in order."""
        self.env.flush_all()
        self.env.invalidate_all()
        return (agreement or self.agreement).with_user(user).attachment_ids.ids

    def _named(self, ids):
        return {name for name, document in self.documents.items() if document.id in ids}

    def test_each_user_reads_what_core_would_read(self):
        for role in ("officer", "officer2", "manager", "official", "manager_all"):
            with self.subTest(role=role):
                user = getattr(self, role)
                ours = self._read(user)
                with patch.object(Documents, "read", fields.Many2many.read):
                    self.assertEqual(self._read(user), ours)

    def test_the_system_reads_all_but_what_belongs_to_a_field(self):
        self.env.invalidate_all()
        self.assertEqual(
            self._named(self.agreement.attachment_ids.ids), set(self.documents) - {"of a field"}
        )

    def test_an_officer_reads_the_documents_of_the_zone_and_nothing_else(self):
        self.assertEqual(
            self._named(self._read(self.officer)),
            {"own", "public", "of the project", "of the officer"},
        )

    def test_a_document_of_another_zone_shows_in_no_way(self):
        hidden, officer = self.documents["of zone B"], self.officer
        officer.group_ids += self.env.ref("base.group_allow_export")
        agreement = self.agreement.with_user(officer)
        Agreement = agreement.browse()
        self.env.invalidate_all()
        spec = {"attachment_ids": {"fields": {"name": {}}}}
        shown = [
            agreement.read(["attachment_ids"]),
            agreement.web_read(spec),
            Agreement.web_search_read([("id", "=", agreement.id)], spec),
            agreement.export_data(["attachment_ids/name", "attachment_ids/.id"]),
            agreement.copy_data(),
            Agreement.formatted_read_group([], ["attachment_ids"], ["__count"]),
        ]
        self.assertNotIn(hidden.name, str(shown))
        self.assertNotRegex(str(shown), rf"\b{hidden.id}\b")
        for domain in (
            [("attachment_ids.name", "=", hidden.name)],
            [("attachment_ids", "ilike", hidden.name)],
            [
                (
                    "attachment_ids",
                    "any",
                    [("checksum", "=", hidden.checksum), ("id", "=", hidden.id)],
                )
            ],
        ):
            with self.subTest(domain=domain):
                self.assertFalse(Agreement.search(domain))
                self.assertFalse(agreement.filtered_domain(Domain(domain)))
                self.assertFalse(
                    self.env["crm.lead"]
                    .with_user(officer)
                    .search([("agreement_ids", "any", domain)])
                )
        with self.assertRaises(AccessError):
            hidden.with_user(officer).read(["name", "raw"])

    def test_a_hidden_document_cannot_be_attached(self):
        hidden = self.documents["of zone B"]
        other = self._project("signed", user=self.officer).agreement_ids.with_user(self.officer)
        for command in ((4, hidden.id), (6, 0, hidden.ids)):
            with self.subTest(command=command), self.assertRaises(AccessError):
                other.write({"attachment_ids": [command]})
            self.assertNotIn(hidden, other.sudo().attachment_ids)

    def test_a_document_that_the_user_does_not_see_stays_when_the_list_is_saved(self):
        hidden = self.documents["of zone B"]
        self.env.invalidate_all()
        mine = self.agreement.with_user(self.officer)
        mine.attachment_ids = [(6, 0, mine.attachment_ids.ids)]
        self.env.invalidate_all()
        self.assertIn(hidden, self.agreement.attachment_ids)

    def test_what_is_in_the_cache_is_not_read_again(self):
        agreement = self.agreement.with_user(self.officer)
        field = type(agreement).attachment_ids
        kept = self.documents["own"].ids
        field._update_cache(agreement, tuple(kept))
        field.read(agreement)
        self.assertEqual(agreement.attachment_ids.ids, kept)

    def test_no_record_is_no_query(self):
        field = type(self.agreement).attachment_ids
        self.agreement.attachment_ids
        with self.assertQueryCount(0):
            field.read(self.agreement)

    def test_every_link_to_documents_in_the_database_is_read_this_way(self):
        links = {
            f"{name}.{field.name}": field
            for name, model in self.env.registry.items()
            if name.startswith("kfz.")
            for field in model._fields.values()
            if field.type == "many2many" and field.store and field.comodel_name == "ir.attachment"
        }
        self.assertIn("kfz.award.attachment_ids", links)
        for name, field in links.items():
            with self.subTest(field=name):
                self.assertIsInstance(field, Documents)
                self.assertFalse(field.bypass_search_access)
                self.assertFalse(
                    self.env[field.model_name].fields_get([field.name])[field.name]["groupable"]
                )
