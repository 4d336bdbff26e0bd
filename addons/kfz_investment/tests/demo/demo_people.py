class DemoPeople:
    """Each role of the demonstration data has a user, and that user something to do. Part of ``TestDemo``."""

    def _check_roles_have_users_with_work(self):
        users = {
            login: self.env["res.users"].search([("login", "=", login)])
            for login in (
                "officer",
                "officer2",
                "manager",
                "manager4",
                "official",
                "taskforce",
                "joint",
                "customs",
                "customs2",
                "committee",
                "officer_kmftz",
                "officer_kmetdz",
                "officer_mhmd",
            )
        }
        self.assertFalse([login for login, user in users.items() if not user])
        for login in ("officer", "officer2", "officer_kmftz", "officer_kmetdz", "officer_mhmd"):
            own = (
                self.env["crm.lead"]
                .with_user(users[login])
                .search([("user_id", "=", users[login].id)])
            )
            self.assertGreaterEqual(len(own), 3, login)
        seen = (
            self.env["crm.lead"].with_user(users["official"]).search([("is_promotion", "=", True)])
        )
        self.assertGreaterEqual(len(seen), 3)
        self.assertEqual(
            seen.lead_official_id.user_id | users["official"], seen.lead_official_id.user_id
        )

    def _check_a_task_force_finds_its_projects_alone(self):
        user = self.env["res.users"].search([("login", "=", "taskforce")])
        seen = self.env["crm.lead"].with_user(user).search([("is_promotion", "=", True)])
        self.assertTrue(seen)
        self.assertTrue(set(seen.mapped("is_major")) == {True})
        self.assertLess(len(seen), len(self.projects))

    def _check_verifiers_find_something_to_confirm(self):
        if not self.loaded:
            self.skipTest("somebody may have confirmed it since")
        customs, committee = (
            self.env["res.users"].search([("login", "=", login)])
            for login in ("customs", "committee")
        )
        waiting = self.env["kfz.trade.record"].with_user(customs).search([("state", "=", "draft")])
        self.assertTrue(waiting.filtered("is_mine_to_confirm"))
        for user, state in ((customs, "claimable"), (committee, "customs_confirmed")):
            self.assertEqual(
                self.env["kfz.award"]
                .with_user(user)
                .search([("waits_for_me", "=", True)])
                .mapped("state"),
                [state],
            )
