"""Names of starter rules that contradicted them: amber comes long before the year that the name spoke of."""

import json

#: (table, former name, name, in Chinese)
NAMES = (
    (
        "kfz_light_rule",
        "Signed over a year and not started",
        "Signed and not started for long",
        "签约后长期未开工",
    ),
    (
        "kfz_light_rule",
        "Started three months without funds",
        "Started without funds",
        "开工后资金未到位",
    ),
    (
        "kfz_light_rule",
        "Six months after the start, under 15 % of funds",
        "Started, low share of funds",
        "开工后资金到位率偏低",
    ),
    (
        "kfz_duty_rule",
        "Account managers: after signing",
        "Account managers: all other projects",
        "专人：其他项目",
    ),
)


def migrate(cr, version):
    for table, former, name, chinese in NAMES:
        cr.execute(
            f"""UPDATE {table}
                   SET name = name || %s::jsonb || CASE WHEN name ? 'zh_CN' THEN %s::jsonb ELSE '{{}}'::jsonb END
                 WHERE company_id IS NULL AND name->>'en_US' = %s""",
            [json.dumps({"en_US": name}), json.dumps({"zh_CN": chinese}), former],
        )
