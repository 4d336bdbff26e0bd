"""The map of rooms of the architecture page is checked against the code."""

import pytest

from kfz.paths import REPO
from kfz.testing import rooms

ADDON = "addons/kfz_investment"
MAP = """
| room | holds | may use |
| --- | --- | --- |
| `base` | what all use | |
| `pipeline` | projects | base |
| `award` | awards | base, pipeline |
"""
BASE = '''
class Area(models.Model):
    _name = "kfz.area"
    area_code = fields.Char()

    def _kfz_tell(self):
        """Tell."""
'''
PIPELINE = """
class Lead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead"]
    signed_date = fields.Date()
    site_area_id = fields.Many2one("kfz.area")

    def _kfz_move(self):
        self._kfz_tell()
"""
AWARD = """
from ..pipeline.crm_lead import CrmLead


class Award(models.Model):
    _name = "kfz.award"
    award_date = fields.Date(related="lead_id.signed_date")
"""


@pytest.fixture
def repo(tmp_path):
    """A small house with three rooms."""
    (tmp_path / "docs").mkdir()
    (tmp_path / rooms.MAP).write_text(MAP)
    (tmp_path / ADDON / "report").mkdir(parents=True)
    (tmp_path / ADDON / "report" / "award_workbook.py").write_text("x = 1\n")
    for room, name, text in (
        ("base", "kfz_area", BASE),
        ("pipeline", "crm_lead", PIPELINE),
        ("award", "kfz_award", AWARD),
    ):
        (tmp_path / ADDON / "models" / room).mkdir(parents=True)
        (tmp_path / ADDON / "views" / room).mkdir(parents=True)
        (tmp_path / ADDON / "models" / room / f"{name}.py").write_text(text)
    (tmp_path / ADDON / "views" / "award" / "v.xml").write_text(
        '<odoo><record id="award_action" model="x"/></odoo>'
    )
    return tmp_path


def test_what_the_map_allows_is_not_blamed(repo):
    assert list(rooms.broken(repo)) == []
    assert {(arrow.user, arrow.used, arrow.name) for arrow in rooms.arrows(repo)} == {
        ("pipeline", "base", "kfz.area"),
        ("pipeline", "base", "_kfz_tell"),
        ("award", "pipeline", "models/pipeline/crm_lead/CrmLead"),
        ("award", "pipeline", "signed_date"),
    }


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("models/base/a.py", "from ..award.kfz_award import Award\n", "kfz_award"),
        (
            "models/pipeline/a.py",
            'def f(self):\n    self.env["kfz.award"].search([])\n',
            "kfz.award",
        ),
        ("models/pipeline/a.py", "def f(self):\n    return self.award_date\n", "award_date"),
        ("models/base/a.py", "def f(self):\n    self._kfz_move()\n", "_kfz_move"),
        (
            "models/base/a.py",
            '@api.depends("lead_id.signed_date")\ndef f(self):\n    pass\n',
            "signed_date",
        ),
        (
            "views/base/m.xml",
            '<odoo><menuitem id="m" action="award_action"/></odoo>',
            "award_action",
        ),
        (
            "views/base/m.xml",
            '<odoo><button name="%(kfz_investment.award_action)d"/></odoo>',
            "award_action",
        ),
        ("report/kfz_trade_report.py", "x = 1\n", "trade is not on the map"),
        (
            "models/base/a.py",
            "from odoo.addons.kfz_investment.models.award import kfz_award\n",
            "kfz_award",
        ),
        (
            "models/base/a.py",
            "import odoo.addons.kfz_investment.models.award.kfz_award\n",
            "kfz_award",
        ),
        ("models/base/a.py", "from ...report import award_workbook\n", "award_workbook"),
        ("models/base/a.py", "from ... import models as other_rooms\n", "models"),
        ("models/base/a.py", "from ...controllers import portal\n", "controllers"),
        ("models/base/a.py", "from ... import demo\n", "demo"),
        ("models/base/a.py", 'def f(self):\n    return self["award_date"]\n', "award_date"),
        (
            "models/base/a.py",
            'def f(self):\n    self.search([("lead_id.award_date", "=", False)])\n',
            "award_date",
        ),
        (
            "views/base/m.xml",
            '<odoo><field name="arch"><form><field name="award_date"/></form></field></odoo>',
            "award_date",
        ),
        (
            "views/pipeline/m.xml",
            '<odoo><record id="r" model="x"><field name="groups" eval="[(4, ref(\'award_action\'))]"/></record></odoo>',
            "award_action",
        ),
    ],
)
def test_a_new_arrow_is_found(repo, path, text, name):
    (repo / ADDON / path).write_text(text)
    found = list(rooms.broken(repo))
    assert len(found) == 1
    assert name in found[0]


def test_an_override_belongs_to_the_room_below(repo):
    (repo / ADDON / "models" / "award" / "crm_lead_award.py").write_text(
        'class Lead(models.Model):\n    _inherit = "crm.lead"\n\n'
        "    def _kfz_move(self):\n        super()._kfz_move()\n"
    )
    (repo / ADDON / "models" / "pipeline" / "a.py").write_text(
        "def f(self):\n    self._kfz_move()\n"
    )
    assert list(rooms.broken(repo)) == []
    (repo / ADDON / "models" / "base" / "a.py").write_text("def f(self):\n    self._kfz_move()\n")
    assert ["_kfz_move" in text for text in rooms.broken(repo)] == [True]


def test_a_room_uses_only_rooms_above_it():
    table = rooms.allowed(REPO)
    order = list(table)
    for room, uses in table.items():
        assert uses <= set(order[: order.index(room)])


def test_the_map_names_no_room_that_does_not_exist_and_allows_nothing_unused():
    table = rooms.allowed(REPO)
    used = {(arrow.user, arrow.used) for arrow in rooms.arrows(REPO)}
    assert {name for uses in table.values() for name in uses} <= set(table)
    assert {(room, name) for room, uses in table.items() for name in uses} == used
