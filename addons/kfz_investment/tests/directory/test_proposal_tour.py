from odoo.tests import HttpCase, tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestProposalTour(HttpCase, KfzCase):
    """A change of a common enterprise is proposed, accepted and undone, in a real browser and in Chinese."""

    def test_a_zone_proposes_and_the_joint_office_accepts_and_undoes(self):
        if "zh_CN" in dict(self.env["res.lang"].get_installed()):
            (self.officer | self.joint).lang = "zh_CN"
        common = self._enterprise("示例共同巡检企业有限公司")
        common.company_id = False
        self.start_tour(
            f"/odoo/kfz-enterprises/{common.id}",
            "kfz_proposal_propose_tour",
            login="kfz_officer",
            timeout=120,
        )
        self.assertFalse(common.city)
        self.start_tour(
            "/odoo/kfz-proposals-to-decide",
            "kfz_proposal_accept_tour",
            login="kfz_joint",
            timeout=120,
        )
        common.invalidate_recordset()
        self.assertEqual(common.city, "示例市")
        proposal = self.env["kfz.directory.proposal"].search([("partner_id", "=", common.id)])
        self.start_tour(
            f"/odoo/kfz-proposals-to-decide/{proposal.id}",
            "kfz_proposal_undo_tour",
            login="kfz_joint",
            timeout=120,
        )
        common.invalidate_recordset()
        self.assertFalse(common.city)
        self.assertEqual(proposal.state, "undone")
