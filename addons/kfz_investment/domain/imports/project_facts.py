"""What planning projects needs to know, and what a plan remembers of a project."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from .. import gate_facts, gates
from .again import Choices
from .directory import Enterprise


class Stage(NamedTuple):
    """A stage of the pipeline; its name is in the user's language."""

    id: int
    milestone: str
    sequence: int
    name: str
    is_won: bool = False


class Zone(NamedTuple):
    """What the gates ask of a zone; the threshold of major projects in yuan, 0 for none."""

    has_areas: bool = False
    major_threshold: float = 0.0


class Project(NamedTuple):
    """A recorded project, as far as rows are matched with it."""

    id: int
    code: str | None
    zone: int
    enterprise: int | None
    name: str
    #: who works on it, '' for nobody in particular; None when the user may read it
    holder: str | None = None


@dataclass(frozen=True)
class RecordedProject:
    """A recorded project, as far as rows are compared with it; its children are mappings with an ``id``."""

    stage: Stage
    #: False for archived, lost, terminated and transferred ones
    is_open: bool = True
    #: whether managers alone change its enterprise and its area
    is_signed: bool = False
    #: {field: value}, a relation as its id
    values: Mapping = field(default_factory=dict)
    #: {role: name of the official in charge}
    officials: Mapping = field(default_factory=dict)
    #: name of its enterprise
    enterprise: str = ""
    #: {field of `CHILDREN`: its records}
    children: Mapping[str, Iterable[Mapping]] = field(default_factory=dict)


class ProjectFacts(Protocol):
    """What planning projects needs to know. No look-up is asked once per row."""

    today: datetime.date
    #: whether the ledger is imported as a past ledger
    is_opening: bool
    #: whether the user may change what counts, and recognise landings
    is_manager: bool
    #: id of the user, when the user may make projects for no one else
    only_own: int | None
    #: {milestone: Stage}
    stages: Mapping[str, Stage]
    #: {code: id} of the active currencies
    currencies: Mapping[str, int]
    #: ids of the currencies that have an exchange rate
    rated: frozenset
    #: the rows of the gates
    rules: Iterable[gates.Rule]
    #: what the user has decided about changes of known projects, None before that
    choices: Choices | None

    def said(self, ids) -> Mapping[int, list[Mapping]] | None:
        """{project: what each import said of it, the oldest first}."""

    def enterprises(self, zones, codes, names) -> Iterable[Enterprise]:
        """Enterprises with one of the codes or names, of these zones and the common directory, archived ones included."""

    def projects(self, zones, codes, names) -> Iterable[Project]:
        """All projects of these zones with one of the codes or names: archived ones and colleagues' as well."""

    def renamed(self, zones, names) -> Iterable[Project]:
        """Projects of these zones under the names that ledgers once gave them, the latest ledger first."""

    def holders(self, wanted) -> Mapping[tuple, int | None]:
        """{(zone, account manager's name): id of the user who holds the projects} of those behind whom there is one.

        None where the login of the official is one person's and the name another's.
        """

    def recorded(self, ids, roles) -> Mapping[int, RecordedProject]:
        """The projects of these ids, with the officials in these roles."""

    def gate_states(self, ids) -> Mapping[int, tuple[gate_facts.Facts, gates.Passage]]:
        """What the gates know of these projects, and where they are in the pipeline."""

    def zones(self, ids) -> Mapping[int, Zone]:
        """What the gates ask of these zones."""


@dataclass(slots=True, eq=False)
class NewEnterprise:
    """An enterprise that a ledger names first; the rows that name it share it, and its id once it is written."""

    name: str
    code: str | None
    zone: int
    id: int | None = None


@dataclass(slots=True)
class ProjectExtra:
    """What hangs on the project of a row, and what has to happen to it."""

    enterprise: Enterprise | None = None
    new_enterprise: NewEnterprise | None = None
    stage: Stage | None = None
    #: {milestone: date or None}
    milestones: dict = field(default_factory=dict)
    #: {role: name}
    officials: dict = field(default_factory=dict)
    #: id of the user behind the account manager
    holder: int | None = None
    #: {field of `CHILDREN`: values of each record}
    children: dict = field(default_factory=dict)
    #: whether evidence for the gates is owed
    owed: bool = False
    #: of a recorded project: [(field, id or None for a new one, values to write)]
    changes: list = field(default_factory=list)
    #: {(field, id): key of a record that changes, among what imports say of the project}
    keys: dict = field(default_factory=dict)
    #: of a recorded project: {role: name} that differ
    handover: dict = field(default_factory=dict)
    #: of a recorded project: whether it moves on to ``stage``
    move: bool = False
    #: of a new project: whether it stays with the user, though the row gives it to a colleague
    stays: bool = False
