"""docker-compose.yml, .env.example and odoo.conf hold together."""

import ast
import configparser
import os
import re
from pathlib import Path

import pytest
import yaml

from kfz.paths import REPO, Layout

INSTALLERS = ("deploy/first.py", "tools/kfz/inside/init_db.py")
#: what the one list of settings sets, and an installer must not set for itself
SETTINGS = ("week_start", "ir.default", "base.CNY", "base.main_company", "base.user_admin")
VARIABLE = re.compile(r"\$\{(\w+)(?::-([^}]*))?\}")
TEXT = (REPO / "docker-compose.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose():
    """The parsed file."""
    return yaml.safe_load(TEXT)


@pytest.fixture(scope="module")
def conf():
    """The options of odoo.conf."""
    parser = configparser.RawConfigParser()
    parser.read(REPO / "odoo.conf", encoding="utf-8")
    return parser["options"]


def known_options():
    """Options that Odoo 19 knows, read from its source."""
    home = Path(
        os.environ.get("KFZ_ODOO_PATH") or Layout().odoo_root / "usr/lib/python3/dist-packages"
    )
    source = (home / "odoo" / "tools" / "config.py").read_text(encoding="utf-8")
    return set(re.findall(r"dest=['\"](\w+)['\"]", source))


def test_every_option_of_odoo_conf_is_one_of_odoo_19(conf):
    assert set(conf) <= known_options()


def test_odoo_conf_is_fit_for_production(conf):
    assert conf.getboolean("proxy_mode")
    assert not conf.getboolean("list_db")
    assert conf["http_interface"] == "127.0.0.1"
    assert int(conf["workers"]) >= 2
    assert int(conf["limit_memory_soft"]) < int(conf["limit_memory_hard"])
    assert int(conf["limit_time_cpu"]) <= int(conf["limit_time_real"])
    assert re.fullmatch(conf["dbfilter"], conf["db_name"])


def test_no_secret_stands_in_the_files(conf):
    assert not {"admin_passwd", "db_password"} & set(conf)
    for line in TEXT.splitlines():
        assert not re.search(r"PASSWORD:\s*\S", line.replace("PASSWORD_FILE", "")), line


def test_every_variable_has_a_default_and_is_in_the_example_with_the_same_one():
    example = dict(
        line.split("=", 1)
        for line in (REPO / ".env.example").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
    assert dict(VARIABLE.findall(TEXT)) == example


def test_everything_that_a_service_refers_to_exists(compose):
    services = compose["services"]
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
        assert set(service.get("secrets", [])) <= set(compose["secrets"]), name
        assert set(service["networks"]) <= set(compose["networks"]), name
        for volume in service["volumes"]:
            source = volume.split(":")[0]
            assert (
                (REPO / source).exists() if source.startswith(".") else source in compose["volumes"]
            ), volume


def test_what_a_service_starts_exists(compose):
    for name in ("init", "odoo"):
        script = compose["services"][name]["entrypoint"][-1]
        assert (REPO / script.replace("/mnt/deploy", "deploy")).exists()


def test_images_can_be_named_and_ports_are_on_loopback(compose):
    for service in compose["services"].values():
        assert VARIABLE.fullmatch(service["image"])
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


def test_init_runs_once_before_odoo_and_health_is_watched(compose):
    services = compose["services"]
    assert services["init"]["restart"] == "no"
    assert services["odoo"]["depends_on"]["init"]["condition"] == "service_completed_successfully"
    assert "/web/health?db_server_status=1" in " ".join(services["odoo"]["healthcheck"]["test"])
    assert "healthcheck" in services["db"]


def test_the_shell_scripts_parse():
    for script in (REPO / "deploy").glob("*.sh"):
        assert os.system(f"bash -n '{script}'") == 0


def called_on(name, text):
    """Names of the functions that a source calls on a module."""
    return {
        node.func.attr
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == name
    }


@pytest.mark.parametrize("path", INSTALLERS)
def test_both_installers_take_their_settings_from_the_addon(path):
    text = (REPO / path).read_text(encoding="utf-8")
    assert "from odoo.addons.kfz_investment import installation" in text
    assert {"set_up", "set_up_administrator"} <= called_on("installation", text)
    assert not [word for word in SETTINGS if word in text]


def test_both_installers_load_the_same_languages():
    source = (REPO / "addons/kfz_investment/installation.py").read_text(encoding="utf-8")
    languages = re.search(r'LANGUAGES = \("(\w+)", "(\w+)"\)', source).groups()
    for path in ("deploy/init.sh", INSTALLERS[1]):
        assert f"--load-language={','.join(languages)}" in (REPO / path).read_text(encoding="utf-8")


def test_an_update_brings_mended_words_to_the_database():
    container = (REPO / "deploy/init.sh").read_text(encoding="utf-8")
    [update] = [line for line in container.splitlines() if " -u kfz_investment" in line]
    assert "--i18n-overwrite" in update
    launcher = (REPO / INSTALLERS[1]).read_text(encoding="utf-8")
    assert 'config["overwrite_existing_translations"] = True' in launcher
