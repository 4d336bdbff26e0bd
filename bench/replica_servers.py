"""A PostgreSQL with a streaming replica, both of the launcher's own programs, in a folder that goes afterwards."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import award_server
import harness

sys.path.insert(0, str(harness.REPO / "tools"))

from kfz import paths, pg_programs

SHARED = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "shared_preload_libraries=pg_stat_statements",
    "fsync=off",
    "jit=off",
)


class Pair:
    """The two servers; ``primary`` and ``replica`` are their ports."""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kfz-replica-"))
        self.user = pg_programs.unprivileged(self.folder / "primary")
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        layout = paths.Layout(harness.REPO / ".kfz")
        self.programs = pg_programs.folder(layout, self.user)
        self.primary, self.replica = award_server.free_port(), award_server.free_port()
        self.run("initdb", "-D", "primary", "-U", "kfz", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "--no-sync")  # fmt: skip
        self.start("primary")
        return self

    def __exit__(self, *_error):
        for name in ("replica", "primary"):
            if (self.folder / name / "postmaster.pid").exists():
                self.stop(name)
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, program, *arguments):
        """Run a program of PostgreSQL in the folder, as who may."""
        who = {"user": self.user.pw_uid, "group": self.user.pw_gid} if self.user else {}
        with open(self.folder / "programs.log", "ab") as log:
            subprocess.run(
                [self.programs / program, *map(str, arguments)],
                cwd=self.folder,
                env={"LC_ALL": "C.UTF-8", "HOME": "/"},
                stdout=log,
                stderr=log,
                check=True,
                **who,
            )

    def start(self, name):
        """Start a server and wait for it."""
        options = " ".join(f"-c {setting}" for setting in (f"port={getattr(self, name)}", *SHARED))
        self.run("pg_ctl", "-D", name, "-w", "-l", f"{name}.log", "-o", options, "start")

    def stop(self, name):
        """Stop a server at once, as a machine that is switched off."""
        self.run("pg_ctl", "-D", name, "-m", "immediate", "stop")

    def copy(self, source):
        """A database of the measurements' own server, in the primary."""
        with tempfile.TemporaryDirectory() as folder:
            dump = pathlib.Path(folder) / "dump"
            subprocess.run(
                [self.programs / "pg_dump", "-Fc", "-Z0", "-f", dump, source], check=True
            )
            self.use()
            harness.with_connection("postgres", "CREATE DATABASE kfz_replica")
            subprocess.run([self.programs / "pg_restore", "-d", "kfz_replica", dump], check=True)

    def use(self):
        """Let the primary be the server of this process and of those that it starts."""
        os.environ.update(PGHOST="127.0.0.1", PGPORT=str(self.primary), PGUSER="kfz")
        for name in ("PGPASSWORD", "KFZ_BENCH_CONFIG"):
            os.environ.pop(name, None)

    def follow(self):
        """Make the replica of the primary as it is, and start it."""
        where = ("-h", "127.0.0.1", "-p", self.primary, "-U", "kfz")
        self.run("pg_basebackup", *where, "-D", "replica", "-R", "-C", "-S", "replica", "-X", "stream", "-c", "fast", "--no-sync")  # fmt: skip
        self.start("replica")

    def ask(self, name, statement, database="postgres"):
        """Rows of a statement on one of the servers."""
        before = os.environ["PGPORT"]
        os.environ["PGPORT"] = str(getattr(self, name))
        try:
            return harness.with_connection(database, statement)
        finally:
            os.environ["PGPORT"] = before

    def set(self, name, **settings):
        """Change settings of a running server."""
        for key, value in settings.items():
            self.ask(name, f"ALTER SYSTEM SET {key} = '{value}'")
        self.ask(name, "SELECT pg_reload_conf()")
