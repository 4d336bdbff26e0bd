import itertools
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import tagged

from ...models.directory import mail_message_common
from ...models.isolation import documents_asked, ir_rule, ir_rule_own
from ...models.isolation.documents_asked import Asked
from ...models.sharing import ir_rule_sheet
from ..sharing.share_common import ShareCase

READERS = ("officer", "manager_b", "official", "joint", "employee")
MODELS = ("crm.lead", "res.partner", "kfz.shared.project")
#: the model, and the field that names the document's model
HANGING = {"mail.message": "model", "mail.followers": "res_model"}
PLACES = (ir_rule, ir_rule_own, ir_rule_sheet, mail_message_common)


@tagged("post_install", "-at_install")
class TestDocumentsAsked(ShareCase):
    """Rules on messages and followers ask for the documents that a search can mean, and find what they would with all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ours, theirs = cls._project("negotiation", user=cls.officer), cls._project(zone=cls.zone_b)
        leader = cls._official("示例领导乙", user_id=cls.official.id)
        cls.env["kfz.assignment"].create(
            {"lead_id": ours.id, "official_id": leader.id, "role": "lead_official"}
        )
        common = cls._enterprise("示例公共企业有限公司")
        common.company_id = False
        uid = cls._share(ours).sheet_uid
        cls.env.cr.flush()
        sheet = cls.env["kfz.shared.project"].search([("uid", "=", uid)])
        channel = cls.env["discuss.channel"].create(
            {"name": "示例频道", "kfz_zone_id": cls.zone_a.id}
        )
        team = cls.env["crm.team"].search([], limit=1)
        cls.documents = [
            *(ours, theirs, sheet, channel, team),
            *(ours.partner_id, theirs.partner_id, common, cls.zone_b.partner_id),
            *(cls.officer.partner_id, cls.manager_b.partner_id),
        ]
        cls._say()

    @classmethod
    def _say(cls):
        """A message of each kind by everybody about each document, and a follower of each."""
        places = [(record._name, record.id) for record in cls.documents] + [(False, False)]
        cls.messages = cls.env["mail.message"].create(
            [
                {"model": name, "res_id": ident, "body": "示例", "message_type": kind, **more}
                for (name, ident), kind, more in itertools.product(
                    places,
                    ("comment", "notification", "user_notification"),
                    (
                        {"author_id": cls.manager_b.partner_id.id},
                        {"author_id": cls.officer.partner_id.id},
                        {"partner_ids": [(4, cls.official.partner_id.id)]},
                    ),
                )
            ]
        )
        people = (cls.manager_all.partner_id, cls.officer.partner_id)
        for (name, ident), person in itertools.product(places[:-1], people):
            known = [
                ("res_model", "=", name),
                ("res_id", "=", ident),
                ("partner_id", "=", person.id),
            ]
            if not cls.env["mail.followers"].search_count(known):
                cls.env["mail.followers"].create(
                    {"res_model": name, "res_id": ident, "partner_id": person.id}
                )
        cls.env.flush_all()

    @classmethod
    def _questions(cls, model, field):
        rows = cls.env[model].search([])
        for name in MODELS:
            of_one = Domain(field, "=", name)
            yield of_one
            yield ~of_one
            yield Domain(field, "in", [name, "res.partner"]) & Domain("id", ">", 0)
            # of these it is known which documents they are about
            yield Domain("id", "in", rows.filtered(lambda row, name=name: row[field] == name).ids)
        ours = cls.documents[0]
        of_projects = Domain(field, "=", "crm.lead")
        yield of_projects & Domain("res_id", "in", [each.id for each in cls.documents])
        yield of_projects & ~Domain(field, "=", "crm.lead")
        yield of_projects | Domain("res_id", "=", ours.id)
        yield Domain(field, "in", [False, "res.partner"])
        yield Domain(field, "ilike", "partner")
        yield Domain("id", "in", rows.ids)
        yield Domain.TRUE

    def _found(self, model, domain, login, **context):
        searched = self.env[model].with_user(getattr(self, login)).with_context(**context)
        try:
            return searched.search(domain).ids
        except AccessError:
            return "refused"

    def _differences(self):
        """Where a search that names its documents finds something else than the whole rule."""
        for (model, field), login in itertools.product(HANGING.items(), READERS):
            self.env.invalidate_all()
            for domain in self._questions(model, field):
                found = self._found(model, domain, login)
                with patch.object(documents_asked, "_names", return_value=None):
                    whole = self._found(model, domain, login)
                if found != whole:
                    yield model, login, domain

    def test_what_is_found_does_not_change(self):
        self.assertEqual(list(self._differences()), [])
        # and there is something to find, and something hidden
        mine, theirs = self.documents[:2]
        found = self._found("mail.message", Domain("model", "=", "crm.lead"), "officer")
        shown = self.env["mail.message"].browse(found)
        self.assertIn(mine.id, shown.mapped("res_id"))
        by_others = shown.filtered(lambda message: message.res_id == theirs.id).author_id
        self.assertLessEqual(by_others, self.officer.partner_id)

    def test_what_is_known_of_one_search_never_shows_more_in_another(self):
        of_projects = frozenset({"crm.lead"})
        for model, login in itertools.product(HANGING, READERS):
            rows = self.env[model].search([])
            mine = rows.with_user(getattr(self, login))
            asking = mine.with_context(kfz_asked=Asked(model, of_projects))
            for mode in ("read", "write", "unlink"):
                with self.subTest(model=model, user=login, mode=mode):
                    self.assertLessEqual(
                        set(asking._filtered_access(mode).ids), set(mine._filtered_access(mode).ids)
                    )

    def test_what_a_client_sends_as_the_models_changes_nothing(self):
        for model, login in itertools.product(HANGING, ("officer", "official")):
            whole = self._found(model, Domain.TRUE, login)
            for sent in ([model, ["crm.lead"]], {model: "crm.lead"}, model, [], True):
                with self.subTest(model=model, user=login, sent=sent):
                    self.assertEqual(self._found(model, Domain.TRUE, login, kfz_asked=sent), whole)

    def _asked(self, model, domain, login):
        """The kinds of documents that a search asks for."""
        asked = set()
        real = ir_rule.document_among

        def among(name, readable):
            asked.add(name)
            return real(name, readable)

        with patch.object(ir_rule, "document_among", among):
            for place in PLACES[1:]:
                patcher = patch.object(place, "document_among", among)
                patcher.start()
                self.addCleanup(patcher.stop)
            self._found(model, domain, login)
        return asked

    def test_a_page_asks_about_its_document_only(self):
        ours = self.documents[0]
        for login, asked in (("officer", set()), ("official", {"crm.lead"})):
            domain = Domain("model", "=", "crm.lead") & Domain("res_id", "=", ours.id)
            self.assertEqual(self._asked("mail.message", domain, login), asked)
        of_ours = self.messages.filtered(lambda message: message.model == "crm.lead")
        self.assertEqual(
            self._asked("mail.message", Domain("id", "in", of_ours.ids), "officer"), set()
        )
        domain = Domain("res_model", "=", "crm.lead") & Domain("res_id", "=", ours.id)
        self.assertEqual(self._asked("mail.followers", domain, "officer"), {"crm.lead"})
        self.assertLess(
            {"res.partner", "kfz.shared.project"},
            self._asked("mail.followers", Domain.TRUE, "officer"),
        )

    def test_who_follows_is_read_with_the_rows(self):
        ours = self.documents[0].with_user(self.officer)
        self.assertTrue(ours.message_follower_ids)
        with self.assertQueryCount(0):
            self.assertIn(self.officer.partner_id, ours.message_follower_ids.partner_id)
