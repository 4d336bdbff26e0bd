"""The rules of the house find what breaks them."""

import pytest

from kfz.testing import house

ADDON = "addons/kfz_investment"


@pytest.fixture
def repo(tmp_path):
    """A small repository that keeps all rules."""
    for folder in (
        "models",
        "security",
        "views",
        "i18n",
        "wizard",
        "report",
        "tests/award",
        "tests/lost",
    ):
        (tmp_path / ADDON / folder).mkdir(parents=True)
    (tmp_path / ADDON / "tests" / "__init__.py").write_text(
        "from . import test_one\nfrom .award import *\n"
    )
    (tmp_path / ADDON / "tests" / "award" / "__init__.py").write_text("from . import test_paid\n")
    (tmp_path / ADDON / "tests" / "lost" / "__init__.py").write_text("from . import test_found\n")
    (tmp_path / "kfz").write_text("")
    (tmp_path / ADDON / "__manifest__.py").write_text("{'data': ['security/ir.model.access.csv']}")
    (tmp_path / ADDON / "security" / "ir.model.access.csv").write_text(
        "id,name,model_id:id,group_id:id\na,b,model_kfz_area,c\n"
    )
    (tmp_path / ADDON / "models" / "kfz_area.py").write_text(
        "class A(models.Model):\n    _name = 'kfz.area'\n"
    )
    return tmp_path


def broken(repo):
    """Names of the rules that are broken."""
    return {name for name, rule in house.RULES.items() if list(rule(repo))}


def test_a_clean_repository_keeps_all_rules(repo):
    assert broken(repo) == set()


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("models/long.py", "x = 1\n" * 301, "Python file size"),
        ("models/w.py", "x = [" + "1, " * 40 + "1]\n", "line length"),
        ("tests/test_one.py", "x = 1\n" * 401, "Python file size"),
        ("models/f.py", "def f():\n" + "    x = 1\n" * 40, "function size"),
        ("views/a_views.xml", "<odoo>\n" * 251, "view file size"),
        (
            "views/a_views.xml",
            "<odoo><record id='kfz_investment.one'/><menuitem id='one'/></odoo>",
            "ids once",
        ),
        ("security/ir.model.access.csv", "id,name\na,b\na,c\n", "ids once"),
        ("models/s.py", "def f(self):\n    return self.sudo().name\n", "sudo reasons"),
        (
            "models/s.py",
            "def f(self):\n    return self.with_user(SUPERUSER_ID).name\n",
            "sudo reasons",
        ),
        (
            "models/s.py",
            "def f(self):\n    return self.with_user(api.SUPERUSER_ID).name\n",
            "sudo reasons",
        ),
        (
            "models/s.py",
            "def f(self):\n    return self._kfz_as_system().name\n",
            "sudo reasons",
        ),
        (
            "models/s.py",
            "def f(self):\n    # sudo: why\n    return self.with_user(SUPERUSER_ID).name\n",
            "clean system",
        ),
        ("models/h.py", "# see https://pypi." + "org/simple\n", "registry hosts"),
        ("i18n/zh_CN.po", 'msgid "Zone"\nmsgstr ""\n', "translations"),
        ("i18n/zh_CN.po", '#, fuzzy\nmsgid "Zone"\nmsgstr "区"\n', "translations"),
        (
            "i18n/zh_CN.po",
            'msgid "Row %(row)s"\nmsgstr "第 %(row)s 行，见 %(row)s"\n',
            "translations",
        ),
        ("models/m.py", "class M(models.Model):\n    _name = 'kfz.other'\n", "access rights"),
        (
            "wizard/w.py",
            "class W(models.TransientModel):\n    _name = 'kfz.wizard'\n",
            "access rights",
        ),
        ("views/v.xml", "<odoo/>\n", "manifest files"),
        ("tests/test_other.py", "", "imported tests"),
        ("tests/award/test_other.py", "", "imported tests"),
        ("tests/lost/test_found.py", "", "imported tests"),
        (
            "views/k.xml",
            '<odoo><kanban><field name="a"/><t t-if="record.a.value or record.b.value"/></kanban></odoo>',
            "card fields",
        ),
        ("views/k.xml", "<odoo><kanban>", "card fields"),
        (
            "models/m.py",
            (
                "class M(models.Model):\n    _inherit = ['kfz.area']\n    def _kfz_a(self):\n        pass\n"
                "class N(models.Model):\n    _inherit = 'kfz.area'\n    def _kfz_a(self):\n        return 1\n"
            ),
            "one method once",
        ),
        (
            "models/m.py",
            (
                "class B(models.AbstractModel):\n    _inherit = 'base'\n    def _kfz_a(self):\n        return self._name\n"
                "class M(models.Model):\n    _inherit = 'kfz.area'\n    def _kfz_a(self):\n        return 1 + self.id\n"
            ),
            "one method once",
        ),
    ],
)
def test_a_broken_rule_is_found(repo, path, text, rule):
    (repo / ADDON / path).write_text(text, encoding="utf-8")
    assert rule in broken(repo)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "models/s.py",
            "def f(self):\n    # sudo: the count is public\n    return self.sudo().name\n",
        ),
        ("models/s.py", "def f(self):\n    return self.sudo(False).name\n"),
        ("models/s.py", "def f(self, user):\n    return self.with_user(user).name\n"),
        (
            "models/s.py",
            "def f(self):\n    # sudo: why\n    return self._kfz_as_system().name\n",
        ),
        (
            "models/m.py",
            (
                "class B(models.AbstractModel):\n    _inherit = 'base'\n    def _kfz_a(self):\n        'A hook'\n        return {}\n"
                "class M(models.Model):\n    _inherit = 'kfz.area'\n    def _kfz_a(self):\n        return {self.id: 1}\n"
            ),
        ),
        ("tests/test_one.py", ""),
        ("tests/test_one.py", "x = 1\n" * 400),
        ("models/w.py", 'x = "' + "word " * 30 + '"\n# ' + "word " * 30 + "\n"),
        ("tests/award/test_paid.py", ""),
        ("models/m.py", "class M(models.AbstractModel):\n    _name = 'kfz.mixin'\n"),
        (
            "models/m.py",
            (
                "class M(models.Model):\n    _inherit = 'kfz.area'\n    def _kfz_a(self):\n        pass\n"
                "class N(models.Model):\n    _inherit = 'kfz.area'\n    def _kfz_a(self):\n        return super()._kfz_a()\n"
                "class O(models.AbstractModel):\n    _name = 'kfz.mixin'\n    _inherit = 'kfz.area'\n    def _kfz_a(self):\n        pass\n"
            ),
        ),
        (
            "i18n/zh_CN.po",
            'msgid ""\nmsgstr "Language: zh_CN"\n\nmsgid ""\n"long "\n"text"\nmsgstr ""\n"长"\n',
        ),
    ],
)
def test_what_is_allowed_is_not_blamed(repo, path, text):
    (repo / ADDON / path).write_text(text, encoding="utf-8")
    assert broken(repo) == set()


def test_a_card_may_read_every_field_of_its_view(repo):
    (repo / ADDON / "__manifest__.py").write_text(
        "{'data': ['security/ir.model.access.csv', 'views/k.xml']}"
    )
    (repo / ADDON / "views" / "k.xml").write_text(
        '<odoo><kanban><field name="a"/><t t-if="record.a.raw_value"/><t t-if="record.b.value"><field name="b"/></t></kanban></odoo>'
    )
    assert broken(repo) == set()


def test_a_file_of_the_manifest_that_is_missing_is_found(repo):
    (repo / ADDON / "__manifest__.py").write_text(
        "{'data': ['security/ir.model.access.csv', 'views/none.xml']}"
    )
    assert "manifest files" in broken(repo)
