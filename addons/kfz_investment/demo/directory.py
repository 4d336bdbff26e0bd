from . import people

#: (login of who proposes, its new values, reason); one common enterprise each
PROPOSALS = (
    (
        "officer",
        {
            "website": "https://one.example.com",
            "business_scope": "示例：进出口贸易、供应链管理服务",
        },
        "示例：企业来访时提供的最新营业执照副本",
    ),
    (
        "officer_kmftz",
        {"website": "https://two.example.com"},
        "示例：企业更换官网，据其来函",
    ),
    (
        "officer_mhmd",
        {"business_scope": "示例：边境贸易、仓储服务"},
        "示例：据国家企业信用信息公示系统",
    ),
)


def load(env):
    """Three proposals to change invented common enterprises; the joint office has accepted the last, two wait."""
    common = env["res.partner"].search(
        [("is_enterprise", "=", True), ("company_id", "=", False), ("name", "like", "示例")],
        order="id",
    )
    for partner, (login, values, reason) in zip(common, PROPOSALS, strict=False):
        user = people.user(env, login)
        Proposal = people.in_zone(env["kfz.directory.proposal"].with_user(user), user.company_id)
        proposal = Proposal._kfz_propose([(partner, values)], reason)
    proposal.with_user(people.user(env, "joint")).action_accept()
    _load_group(env)


def _load_group(env):
    """A common group with two enterprises of a zone's own."""
    zone = people.zones(env)["KCBZ"]
    members = env["res.partner"].search(
        [("is_enterprise", "=", True), ("company_id", "=", zone.id), ("name", "like", "示例")],
        order="id",
        limit=2,
    )
    members.group_id = env["res.partner"].create(
        {"name": "云南示例控股集团有限公司", "is_enterprise": True, "company_id": False}
    )
