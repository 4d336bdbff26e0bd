"""Where things are: the repository, the state folder, and PostgreSQL's folder."""

import hashlib
import os
import stat
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
MODULE = "kfz_investment"


def state_folder(environ=os.environ, repo: Path = REPO) -> Path:
    """``KFZ_STATE``, else ``.kfz`` in the repository."""
    chosen = environ.get("KFZ_STATE")
    return Path(chosen).expanduser().absolute() if chosen else repo / ".kfz"


def open_to_all(folder: Path) -> bool:
    """Whether an unprivileged user can reach ``folder``: every folder above it lets others through."""
    for part in [folder, *folder.parents]:
        try:
            if not part.stat().st_mode & stat.S_IXOTH:
                return False
        except FileNotFoundError:
            continue
    return True


def postgres_folder(
    state: Path, as_root: bool, reachable=open_to_all, base: Path = Path("/var/lib")
) -> Path:
    """Folder of the embedded PostgreSQL.

    PostgreSQL refuses to run as root. Started by root, it runs as an unprivileged user, who must be able to reach its files;
    in a clone below /root that user cannot, so the files go to a folder below /var/lib.
    """
    if not as_root or reachable(state.parent):
        return state / "postgres"
    return base / f"kfz-{hashlib.sha256(str(state).encode()).hexdigest()[:10]}"


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    write_whole(path, text, 0o600)


def write_whole(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file at once: whoever reads it, also after a full disk or kill -9, finds the old text or the new one."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(
            os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w", encoding="utf-8"
        ) as file:
            os.fchmod(file.fileno(), mode)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


class Layout:
    """The folders and files of one state folder."""

    def __init__(self, state: Path | None = None, repo: Path = REPO):
        self.repo = repo
        self.state = state or state_folder(repo=repo)
        self.addons = repo / "addons"
        self.logs = self.state / "logs"
        self.downloads = self.state / "downloads"
        self.odoo_root = self.state / "odoo"
        self.venv = self.state / "venv"
        self.data = self.state / "data"
        self.secrets = self.state / "secrets"
        self.postgres = postgres_folder(self.state, os.geteuid() == 0)

    def prepare(self) -> "Layout":
        """Make the folders; secrets are for the owner only."""
        for folder in (self.state, self.logs, self.downloads, self.data):
            folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0 and self.postgres.is_relative_to(self.state):
            self.state.chmod(self.state.stat().st_mode | 0o011)
        self.secrets.mkdir(mode=0o700, exist_ok=True)
        return self
