"""The users that a first start creates, one per role."""

ZONES = ("zone_kcbz", "zone_kmftz", "zone_kmetdz", "zone_mhmd")

# login: (name, group, companies; the first is the user's own)
ROLES = {
    "officer": ("示例招商专员", "group_kfz_officer", ZONES[:1]),
    "manager": ("示例招商负责人", "group_kfz_manager", ZONES[:1]),
    "manager4": ("示例四区招商负责人", "group_kfz_manager", ZONES),
    "official": ("示例挂点领导", "group_kfz_lead_official", ZONES[:1]),
    "taskforce": ("示例项目专班成员", "group_kfz_task_force", ZONES[:1]),
    "joint": ("示例四区联席办专员", "group_kfz_joint_office", ZONES),
    "customs": ("示例海关核验员", "group_kfz_customs", ZONES[:1]),
    "customs2": ("示例海关核验员乙", "group_kfz_customs", ZONES[:1]),
    "committee": ("示例管委会核验员", "group_kfz_committee", ZONES[:1]),
}

# the portal user: login, the demonstration intermediary for which it acts, and its own name
PORTAL = ("intermediary", "示例昆明招商顾问有限公司", "示例中介经办人")
