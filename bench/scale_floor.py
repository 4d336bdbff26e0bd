"""What the lines of `scale_bench.py` cost in handwritten SQL on the product's tables: without access rules, translations and conversion.

Nobody could serve the page with less than these statements and the schema as it is. A line may have several ways; the fastest one counts.
"""

import scale_names
from page_worker import BOARD_ROWS, CARD, LINKS, LIST_ROWS, OURS

ZONE = "(SELECT id FROM res_company WHERE zone_code = 'KCBZ')"
COLUMNS = f"SELECT stage_id, condition, count(*), sum(expected_revenue) FROM crm_lead lead WHERE {OURS} GROUP BY stage_id, condition"
LATERAL = BOARD_ROWS[-1]
#: the cards by one pass over the zone's projects, instead of one per column
WINDOW = (
    LATERAL[: LATERAL.index("FROM (SELECT id FROM crm_stage")]
    + f"""FROM (SELECT id, row_number() OVER (PARTITION BY stage_id ORDER BY is_major DESC, date_last_stage_update DESC, id DESC) place
                  FROM crm_lead lead WHERE {OURS} AND stage_id IN (SELECT id FROM crm_stage WHERE milestone IS NOT NULL)) first
          JOIN crm_lead lead ON lead.id = first.id AND place <= %(limit)s {LINKS}"""
)
OPEN = "lead.condition IN ('ongoing', 'delayed', 'dormant')"
#: the joint list of ledger entries; a project's first dates come from its own entries
PROJECT = """LATERAL (SELECT min(effective_date) FILTER (WHERE indicator = 'signed') signed_date,
                             min(effective_date) FILTER (WHERE indicator = 'landed') landed_date
                        FROM kfz_figure_entry WHERE lead_id = entry.lead_id) project"""
FIGURES = f"""
    SELECT {{period}} period, entry.company_id, sum(entry.count) FILTER (WHERE indicator = 'signed'),
           sum(entry.amount) FILTER (WHERE indicator = 'signed'), sum(entry.count) FILTER (WHERE indicator = 'landed'),
           sum(entry.amount) FILTER (WHERE indicator = 'landed'),
           sum(entry.count) FILTER (WHERE indicator = 'signed' AND project.landed_date IS NOT NULL),
           sum(project.landed_date - project.signed_date) FILTER (WHERE indicator = 'landed' AND entry.count > 0)
      FROM kfz_figure_entry entry
      LEFT JOIN (SELECT lead_id, min(effective_date) FILTER (WHERE indicator = 'signed' AND count > 0) signed_date,
                        min(effective_date) FILTER (WHERE indicator = 'landed' AND count > 0) landed_date
                   FROM kfz_figure_entry WHERE company_id = {ZONE} {{known}} GROUP BY lead_id) project USING (lead_id)
     WHERE indicator IN ('signed', 'landed') AND entry.company_id = {ZONE} {{condition}}
     GROUP BY GROUPING SETS ((), (period), (period, entry.company_id))"""
PERIOD = "to_char(entry.effective_date, 'YYYY-\"Q\"Q')"
QUARTERS = "date_trunc('quarter', current_date) - interval '21 months'"


def figures(condition, known=""):
    """The signed-and-landed figures by quarter and zone."""
    return FIGURES.format(period=PERIOD, condition=condition, known=known)


def search(parts):
    """The first eight names in which all parts occur, among the zone's enterprises."""
    where = " AND ".join("search_text LIKE %s" for _part in parts)
    return (
        f"""SELECT id, complete_name FROM res_partner WHERE {where} AND is_enterprise AND active
               AND (company_id = {ZONE} OR company_id IS NULL) ORDER BY complete_name, id DESC LIMIT 8""",
        tuple(f"%{part}%" for part in parts),
    )


def statements(number):
    """{line: ways}, a way being [(statement, values)]; ``number`` is that of the enterprise whose words are searched."""
    lines = {**project_pages(), **reports(), "pool": pool(), **searches(number)}
    return {**{line: [way] for line, way in lines.items()}, **boards(), "list": lists()}


def lists():
    """The first page of the list: by the index of the zone, or by the one of the order."""
    ordered = [
        each.replace("lead.active", "lead.active IS TRUE").replace(
            "lead.company_id =", "lead.company_id + 0 ="
        )
        for each in LIST_ROWS
    ]
    return [[(each, {"limit": 80}) for each in way] for way in (LIST_ROWS, ordered)]


def boards():
    """The board with so many cards a column: its columns with sums and bars, and its cards."""
    return {
        line: [[(COLUMNS, None), (cards, {"limit": limit})] for cards in (WINDOW, LATERAL)]
        for line, limit in {"board": 20, "board_80": 80, "board_20": 20}.items()
    }


def project_pages():
    """Pivot and the page of a lead official."""
    groups = f"""SELECT stage_id, company_id, count(*), sum(expected_revenue) FROM crm_lead lead WHERE {OURS}
                  GROUP BY GROUPING SETS ((), (stage_id), (company_id), (company_id, stage_id))"""
    mine = f"""WITH held AS MATERIALIZED (
                  SELECT DISTINCT lead_id FROM kfz_assignment WHERE date_to IS NULL AND official_id = (
                         SELECT o.id FROM kfz_official o JOIN res_users u ON u.id = o.user_id WHERE login = 'bench_lead'))
                SELECT {CARD} FROM held CROSS JOIN LATERAL (
                         SELECT * FROM crm_lead lead WHERE id = held.lead_id AND {OURS} AND {OPEN} OFFSET 0) lead {LINKS}
                 ORDER BY lead.is_major DESC, date_last_stage_update DESC, lead.id DESC LIMIT 80"""
    return {
        "pivot": [(groups, None)],
        "official": [(mine, None)],
    }


def reports():
    """The report of signed and landed."""
    ago = "create_date < now() - interval '1 year'"
    entries = f"""SELECT {{}} FROM kfz_figure_entry WHERE company_id = {ZONE} AND effective_date >= {QUARTERS}
                   AND indicator IN ('signed', 'landed')"""
    page = entries.format("*") + " ORDER BY effective_date DESC, id DESC LIMIT 80"
    rows = f"""SELECT entry.*, lead.name, lead.condition, lead.stage_id, lead.industry_function, official.name, project.*
                 FROM ({page}) entry JOIN crm_lead lead ON lead.id = entry.lead_id
                 LEFT JOIN kfz_official official ON official.id = lead.lead_official_id CROSS JOIN {PROJECT}"""
    count = f"SELECT count(*) FROM ({entries.format('')} LIMIT 10001) counted"
    return {
        "report_pivot": [(figures(f"AND entry.effective_date >= {QUARTERS}"), None)],
        "report_as_of": [(figures(f"AND entry.{ago}", f"AND {ago}"), None)],
        "report_list": [(rows, None), (count, None)],
    }


def pool():
    """The first page of the joint pool, and its count."""
    rows = """SELECT {} FROM kfz_shared_project s JOIN kfz_shared_project_recipient_rel r ON r.sheet_id = s.id
                 AND r.company_id = (SELECT id FROM res_company WHERE zone_code = 'KMFTZ')
                LEFT JOIN kfz_share_mark m ON m.sheet_id = s.id AND m.company_id = r.company_id
               WHERE s.state = 'published' AND s.visible_until > now()"""
    page = rows.format("s.*, m.revision") + " ORDER BY s.revised_on DESC, s.id DESC LIMIT 80"
    return [(page, None), (rows.format("count(*)"), None)]


def searches(number):
    """The words of one enterprise, whole and in part."""
    code, brand = scale_names.code(number).lower(), scale_names.parts(number)[1]
    return {
        "search_3": [search([brand + "示"])],
        "search_code": [search([code[8:17]])],
        "search_2": [search([brand])],
        "search_common": [search(["冷链物流"])],
    }
