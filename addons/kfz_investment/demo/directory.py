from . import people

#: (login of who proposes, number of the common enterprise, its new values, reason)
PROPOSALS = (
    (
        "officer",
        1,
        {"website": "https://gold.example.com", "city": "昆明"},
        "示例：企业来访时提供的官网和注册城市",
    ),
    (
        "officer_kmftz",
        4,
        {"business_scope": "示例：航空器维修培训、飞行技术咨询"},
        "示例：据企业最新营业执照副本",
    ),
    ("officer_mhmd", 2, {"ownership": "private"}, "示例：据国家企业信用信息公示系统"),
)


def load(env):
    """Three proposals to change common enterprises; the joint office has accepted the last, two wait."""
    common = env["res.partner"].search(
        [("is_enterprise", "=", True), ("company_id", "=", False)], order="id"
    )
    for login, number, values, reason in PROPOSALS:
        user = people.user(env, login)
        Proposal = people.in_zone(env["kfz.directory.proposal"].with_user(user), user.company_id)
        proposal = Proposal._kfz_propose([(common[number], values)], reason)
    proposal.with_user(people.user(env, "joint")).action_accept()
