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
    for room, name, text in (
        ("base", "kfz_area", BASE),
        ("pipeline", "crm_lead", PIPELINE),
        ("award", "kfz_award", AWARD),
    ):
        (tmp_path / ADDON / "models" / room).mkdir(parents=True)
        (tmp_path / ADDON / "views" / room).mkdir(parents=True)
        (tmp_path / ADDON / "models" / room / f"{name}.py").write_text(text)
    (tmp_path / ADDON / "report").mkdir()
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
    ],
)
def test_a_new_arrow_is_found(repo, path, text, name):
    (repo / ADDON / path).write_text(text)
    found = list(rooms.broken(repo))
    assert len(found) == 1
    assert name in found[0]


def test_the_map_has_no_cycles():
    table = rooms.allowed(REPO)
    left = dict(table)
    while free := [room for room, uses in left.items() if not uses & (set(left) - {room})]:
        for room in free:
            del left[room]
    assert left == {}


def test_the_map_names_no_room_that_does_not_exist_and_allows_nothing_unused():
    table = rooms.allowed(REPO)
    used = {(arrow.user, arrow.used) for arrow in rooms.arrows(REPO)}
    assert {name for uses in table.values() for name in uses} <= set(table)
    assert {(room, name) for room, uses in table.items() for name in uses} == used
