"""The two areas of the bonded zone get the sites and facts of its plan, which new databases have from the start. What the
zone wrote itself stays."""

import logging

from odoo import SUPERUSER_ID, api

_logger = logging.getLogger(__name__)

PLAN = {
    "en_US": "14th Five-Year industrial plan of the zone: ",
    "zh_CN": "《昆明综合保税区“十四五”产业发展规划》",
}
#: {external id: {language: (facts, section of the plan)}}
AREAS = {
    "area_airport": {
        "en_US": (
            (
                "Air cargo, logistics, processing, services and cross-border e-commerce; 0.59 km² fenced.\n"
                "Three buildings of bonded warehouses and standard plants, 95,655.9 m².\n"
                "Inspection centre 3,600 m², fumigation centre 300 m².\n"
                "Commodity exhibition centre 54,852.16 m²: 38,870.65 m² above ground, 15,981.51 m² below.\n"
                "Aviation logistics base, about 140,000 m², in preparation."
            ),
            "planned area; 1 (1) 2; 4 (3) 2",
        ),
        "zh_CN": (
            (
                "航空货运、物流、加工、服务及跨境电商；围网面积0.59平方公里。\n"
                "保税仓库及标准厂房3栋，95655.9平方米。\n"
                "查验中心3600平方米，熏蒸中心300平方米。\n"
                "商品展示中心54852.16平方米，其中地上38870.65平方米、地下15981.51平方米。\n"
                "航空物流基地约14万平方米，筹建中。"
            ),
            "规划范围；一（一）2；四（三）2",
        ),
    },
    "area_etdz": {
        "en_US": (
            (
                "The former export processing zone, approved in June 2005, in operation since February 2008; 0.42 km² fenced.\n"
                "For inspection, repair, research and development."
            ),
            "planned area; 1 (1)",
        ),
        "zh_CN": (
            (
                "原昆明出口加工区，2005年6月批准设立，2008年2月封关运行；围网面积0.42平方公里。\n"
                "以检测维修、研发制造为主。"
            ),
            "规划范围；一（一）",
        ),
    },
}


def migrate(cr, version):
    """Fill what is empty, in each installed language."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    installed = dict(env["res.lang"].get_installed())
    for name, texts in AREAS.items():
        area = env.ref(f"kfz_investment.{name}", raise_if_not_found=False)
        if not area or area.facts or area.source:
            continue
        for lang in ("en_US", "zh_CN"):
            if lang in installed or lang == "en_US":
                facts, section = texts[lang]
                area.with_context(lang=lang).write({"facts": facts, "source": PLAN[lang] + section})
        _logger.info("the area “%s” got the facts of the plan", area.name)
