from odoo.tests import tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestGateFacts(KfzCase):
    """What the gates know of many projects at once is what they know of each."""

    def _check(self, leads):
        for user in (self.officer, self.manager, self.env.user):
            with self.subTest(user=user.login):
                asked = leads.with_user(user)
                # visits are counted for one project, and only asked whether there are any for many
                each = {lead: (lead._kfz_facts(), bool(lead.interaction_ids)) for lead in asked}
                together = asked._kfz_facts_together()
                self.env.invalidate_all()
                for lead, (facts, is_visited) in each.items():
                    mine, theirs = dict(vars(together[lead])), dict(vars(facts))
                    self.assertEqual(bool(mine.pop("interactions")), is_visited)
                    theirs.pop("interactions")
                    self.assertEqual(mine, theirs)

    def test_projects_at_every_stage(self):
        leads = self.env["crm.lead"].union(*map(self._project, self.stages))
        self._check(leads)
        self.assertEqual(len(set(leads._kfz_facts_together().values())) > 1, True)

    def test_documents_that_are_none_or_another_records(self):
        leads = self.env["crm.lead"].union(*(self._project("landed") for _number in range(4)))
        first, second, third, _fourth = (lead.agreement_ids.attachment_ids for lead in leads)
        self.env.flush_all()
        for change, files in (
            ("type = 'url', url = 'https://example.com/file'", first),
            ("type = 'url', url = 'nowhere'", second),
            ("file_size = 0", third),
        ):
            self.env.cr.execute(
                f"UPDATE ir_attachment SET {change} WHERE id = ANY (%s)", [files.ids]
            )
        self.env.cr.execute(
            "UPDATE ir_attachment SET res_model = 'crm.team', res_id = 0 WHERE id = ANY (%s)",
            [leads[3].milestone_ids.attachment_ids.ids],
        )
        self.env.invalidate_all()
        self._check(leads)
        found = [facts.formal_agreement_document for facts in leads._kfz_facts_together().values()]
        self.assertEqual(found, [True, False, False, True])
