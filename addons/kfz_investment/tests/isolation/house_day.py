"""What a zone does for itself beside its projects: settings, exports, policies, its side of what it promotes with others."""

from .private_day import StockDay


class HouseDay(StockDay):
    """Steps of :class:`ZoneDay` that only managers take."""

    def keep_house(self):
        """The zone's settings are changed, and a list is exported."""
        page = self.create(
            "kfz.zone.settings", {"return_days": 77, "first_contact_desk": "秘密电话 0871-77"}
        )
        self.call("kfz.zone.settings", "action_save", [page])
        self.made["kfz.zone.setting.change"] = self.search("kfz.zone.setting.change", [])
        self.call("crm.lead", "export_data", self.leads[:1], ["name"])
        self.made["kfz.export.log"] = self.search("kfz.export.log", [])

        self.set_up_robot()

    def set_up_robot(self):
        """A robot of the zone's group, whose test waits in the outbox."""
        robot = self.create(
            "kfz.channel",
            {
                "name": "秘密群",
                "address": "https://secret.example/robot",
                "new_token": "secret-key",
            },
        )
        self.call("kfz.channel", "action_test", [robot])
        self.made["kfz.outbox"] = self.search("kfz.outbox", [])

    def note_our_project(self):
        """Which of the zone's projects a joint promotion with zone B is."""
        if joint := self.refs.get("joint"):
            self.call("kfz.joint.promotion", "action_link", [joint], self.leads[0])
            self.made["kfz.joint.promotion.side"] = self.search("kfz.joint.promotion.side", [])

    def write_policies(self):
        """A policy that is prepared, put into force, followed by a version and withdrawn, and never published."""
        policy = self.create(
            "kfz.policy",
            {
                "name": "秘密政策",
                "number": "秘密文号",
                "valid_from": "2020-01-01",
                "clause_ids": [
                    [
                        0,
                        0,
                        {
                            "name": "秘密条款",
                            "benefit": "秘密奖励",
                            "topic_id": self.search("kfz.policy.topic", [])[0],
                        },
                    ]
                ],
            },
        )
        self.call(
            "kfz.policy", "message_post", [policy], body="秘密意见", subtype_xmlid="mail.mt_note"
        )
        self.call("kfz.policy", "action_issue", [policy])
        follower = self.call("kfz.policy", "action_new_version", [policy])["res_id"]
        self.made["kfz.policy"].append(follower)
        self.call("kfz.policy", "web_save", [follower], {"valid_from": "2025-01-01"}, {"id": {}})
        self.call("kfz.policy", "action_issue", [follower])
        self.call("kfz.policy", "action_withdraw", [follower])
