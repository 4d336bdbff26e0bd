from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestOwnDocuments(KfzCase):
    """The documents of a record are its own, whatever was linked: who reads it reads them, nobody else does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._project("signed", user=cls.officer)
        cls.agreement = cls.lead.agreement_ids.with_user(cls.officer)

    def _upload(self, user, **values):
        return (
            self.env["ir.attachment"]
            .with_user(user)
            .create({"name": "示例文件.txt", "raw": b"evidence", **values})
        )

    def _new(self, model, user, documents):
        values = {
            "kfz.agreement": {"lead_id": self.lead.id, "kind": "framework", "amount": 1},
            "kfz.interaction": {"lead_id": self.lead.id, "summary": "示例"},
            "kfz.capital.record": {"lead_id": self.lead.id, "amount": 1},
            "kfz.policy": {"name": "示例政策", "valid_from": self._days_ago(10)},
        }[model]
        return (
            self.env[model]
            .with_user(user)
            .create({**values, "attachment_ids": [(6, 0, documents.ids)]})
        )

    def test_a_document_uploaded_before_the_first_save_becomes_the_records(self):
        for model in ("kfz.agreement", "kfz.interaction", "kfz.capital.record", "kfz.policy"):
            with self.subTest(model=model):
                loose = self._upload(self.manager)
                record = self._new(model, self.manager, loose)
                self.assertEqual((loose.res_model, loose.res_id), (model, record.id))
                self.env.invalidate_all()
                self.assertEqual(record.with_user(self.officer).attachment_ids.ids, loose.ids)

    def test_a_document_given_as_default_becomes_the_records(self):
        loose = self._upload(self.officer)
        visit = (
            self.env["kfz.interaction"]
            .with_user(self.officer)
            .with_context(default_attachment_ids=[(6, 0, loose.ids)])
            .create({"lead_id": self.lead.id, "summary": "示例"})
        )
        self.assertEqual((loose.res_model, loose.res_id), (visit._name, visit.id))

    def test_a_document_of_another_record_is_copied(self):
        original = self._upload(self.manager_all, res_model="crm.lead", res_id=self.lead.id)
        for record in (
            self._new("kfz.interaction", self.officer, original),
            self.agreement,
        ):
            with self.subTest(model=record._name):
                record.write({"attachment_ids": [(4, original.id)]})
                copy = record.attachment_ids[:1]
                self.assertNotIn(original, record.attachment_ids)
                self.assertEqual((copy.res_model, copy.res_id), (record._name, record.id))
                self.assertEqual((copy.name, copy.raw), (original.name, original.raw))
        self.assertEqual((original.res_model, original.res_id), ("crm.lead", self.lead.id))

    def test_who_works_in_two_zones_gives_a_copy_and_no_way_back(self):
        theirs = self._project("signed", zone=self.zone_b).agreement_ids.attachment_ids
        theirs.name = "示例他区文件.txt"
        both = self.manager_all.with_context(allowed_company_ids=self.zones.ids)
        self.agreement.with_user(both).with_context(allowed_company_ids=self.zones.ids).write(
            {"attachment_ids": [(4, theirs.id)]}
        )
        self.env.invalidate_all()
        shown = self.agreement.attachment_ids
        self.assertEqual(len(shown), 2)
        self.assertNotIn(theirs, shown)
        self.assertEqual(shown.mapped("res_id"), self.agreement.ids * 2)
        # a gate reads them as superuser in between
        spec = {"agreement_ids": {"fields": {"attachment_ids": {"fields": {"name": {}}}}}}
        [row] = self.lead.with_user(self.officer).web_save({"expected_revenue": 5}, spec)
        self.assertEqual(
            [document["id"] for document in row["agreement_ids"][0]["attachment_ids"]], shown.ids
        )

    def test_a_copied_record_keeps_its_document_when_the_original_goes(self):
        policy = self._new("kfz.policy", self.manager, self._upload(self.manager))
        copy = policy.copy()
        policy.unlink()
        self.assertEqual((copy.attachment_ids.raw, len(copy.attachment_ids)), (b"evidence", 1))

    def test_two_records_made_at_once_with_one_upload_have_one_each(self):
        loose = self._upload(self.officer)
        values = {
            "lead_id": self.lead.id,
            "summary": "示例",
            "attachment_ids": [(6, 0, loose.ids)],
        }
        visits = self.env["kfz.interaction"].with_user(self.officer).create([values, values])
        for visit in visits:
            self.assertEqual(visit.attachment_ids.res_id, visit.id)

    def test_a_link_is_copied_as_a_link(self):
        link = self._upload(
            self.officer, raw=False, type="url", url="https://example.org/a", res_model="crm.lead"
        )
        link.sudo().res_id = self.lead.id
        visit = self._new("kfz.interaction", self.officer, link)
        self.assertEqual(
            (visit.attachment_ids.type, visit.attachment_ids.url), ("url", "https://example.org/a")
        )

    def test_the_only_document_of_a_signed_agreement_cannot_be_deleted_elsewhere(self):
        document = self.agreement.attachment_ids
        with self.assertRaisesRegex(UserError, "示例项目"), self.cr.savepoint():
            document.unlink()
        self.assertTrue(document.exists())
        with self.assertRaisesRegex(ValidationError, "示例项目"), self.cr.savepoint():
            self.agreement._kfz_correct({"attachment_ids": [(3, document.id)]}, "示例")
        second = self._upload(self.officer)
        self.agreement.write({"attachment_ids": [(4, second.id)]})
        self.agreement._kfz_correct({"attachment_ids": [(3, document.id)]}, "示例")
        self.assertEqual(self.agreement.attachment_ids, second)
        draft = self._new("kfz.agreement", self.manager, self._upload(self.manager))
        draft.attachment_ids.unlink()
        self.assertTrue(draft.exists())

    def test_a_record_is_deleted_with_its_documents(self):
        visit = self._new("kfz.interaction", self.officer, document := self._upload(self.officer))
        visit.sudo().unlink()
        self.assertFalse(document.exists())

    def test_a_document_does_not_move_away_from_its_record(self):
        document = self.agreement.attachment_ids
        for values in (
            {"res_model": "crm.lead", "res_id": self.lead.id},
            {"res_model": False, "res_id": 0},
            {"res_id": 0},
            {"res_field": "note"},
            {"public": True},
        ):
            with (
                self.subTest(values=values),
                self.assertRaisesRegex(UserError, "Investment agreement"),
            ):
                document.with_context(lang="en_US").write(values)
        with self.assertRaises(AccessError):
            document.with_user(self.manager_b).write({"res_id": 0})
        # what changes nothing is no move
        document.write({"res_model": "kfz.agreement", "res_id": self.agreement.id, "public": False})
        visit = self._new("kfz.interaction", self.officer, self._upload(self.officer))
        visit.attachment_ids.write({"name": "示例新名称.txt"})

    def test_a_public_upload_is_the_records_alone(self):
        visit = self._new("kfz.interaction", self.officer, self._upload(self.officer, public=True))
        self.assertFalse(visit.attachment_ids.public)

    def test_one_document_may_go_and_another_come_with_one_save(self):
        for command in (2, 3):
            with self.subTest(command=command):
                old, raw = self.agreement.attachment_ids, b"new %d" % command
                new = {"name": "示例新协议.pdf", "raw": raw}
                commands = [(command, old.id), (0, 0, new)]
                self.agreement._kfz_correct({"attachment_ids": commands}, "示例")
                self.assertEqual(self.agreement.attachment_ids.raw, raw)
        commands = [(2, self.agreement.attachment_ids.id)]
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.agreement._kfz_correct({"attachment_ids": commands}, "示例")

    def test_linking_the_same_document_again_makes_no_second_copy(self):
        original = self._upload(self.officer, res_model="crm.lead", res_id=self.lead.id)
        visit = self._new("kfz.interaction", self.officer, original)
        first = visit.attachment_ids
        for _time in range(2):
            visit.write({"attachment_ids": [(4, original.id)]})
        self.assertEqual(visit.attachment_ids, first)

    def test_a_link_from_before_is_left_as_it_is_when_the_system_saves(self):
        theirs = self._project("signed", zone=self.zone_b).agreement_ids.attachment_ids
        self._link(self.agreement, theirs)
        system = self.agreement.with_user(self.env.user)
        system.write({"attachment_ids": [(0, 0, {"name": "示例新.txt"})]})
        self.env.invalidate_all()
        self.assertIn(theirs, system.attachment_ids)
        self.env.invalidate_all()
        self.assertEqual(len(self.agreement.attachment_ids), 2)

    def test_what_a_client_sends_as_being_saved_asks_the_gate_all_the_same(self):
        for sent in (
            True,
            self.agreement.ids,
            {"model": "kfz.agreement", "ids": self.agreement.ids},
        ):
            document = self.agreement.attachment_ids.with_context(kfz_saved=sent)
            with self.assertRaises(UserError), self.cr.savepoint():
                document.unlink()

    def test_core_deleting_as_superuser_asks_with_the_users_rights(self):
        document = self.agreement.attachment_ids
        with self.assertRaises(UserError), self.cr.savepoint():
            document.sudo().unlink()
        theirs = self._project("negotiation", user=self.officer2).interaction_ids
        theirs.attachment_ids = self._attachment()
        with self.assertRaises(AccessError), self.cr.savepoint():
            theirs.attachment_ids.with_user(self.officer).sudo().unlink()

    def test_a_copy_is_read_with_the_rights_of_who_gives_it(self):
        theirs = self._project("signed", zone=self.zone_b).agreement_ids.attachment_ids
        with self.assertRaises(AccessError):
            theirs.with_user(self.officer)._kfz_copy_to(self.agreement.sudo())
