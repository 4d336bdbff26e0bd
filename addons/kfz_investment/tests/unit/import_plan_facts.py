"""What planners ask, answered from lists in memory; every look-up is counted, so that a test sees one asked per row."""

import collections
import datetime
import inspect
from dataclasses import dataclass, field
from decimal import Decimal

from domain import gate_facts, gates
from domain.imports.again import Choices
from domain.imports.directory import title_key
from domain.imports.issue import Parsed
from domain.imports.project_facts import Stage, Zone
from domain.workbook.values.amounts import ReadAmount

TODAY = datetime.date(2026, 11, 23)
ZONE, OTHER_ZONE = 1, 2
CODE, OTHER_CODE = "91532822L12TH3BJ1H", "91310115D1TJ3Y7LL8"


def amount(number, currency="CNY"):
    """An amount as a row has it."""
    return ReadAmount(Decimal(number), currency)


def rows(*values):
    """Good parsed rows from row 2 on."""
    headings = {name: f"“{name}”" for row in values for name in row}
    return [Parsed(number, dict(row), headings=headings) for number, row in enumerate(values, 2)]


def told(planned):
    """Codes of a planned row's remarks."""
    return [issue.code for issue in planned.parsed.issues]


def actions(plan):
    """The actions of a plan."""
    return [row.action for row in plan]


@dataclass
class Facts:
    """What all kinds ask."""

    directory: list = field(default_factory=list)
    zone: int = ZONE
    currencies: dict = field(default_factory=lambda: {"CNY": 7, "USD": 8})
    choices: Choices | None = None
    #: {record: what imports said}; None where nothing can be undone
    history: dict | None = None
    asked: collections.Counter = field(default_factory=collections.Counter)

    def _count(self):
        self.asked[inspect.stack()[1].function] += 1

    def said(self, ids):
        """What imports said of records."""
        self._count()
        return self.history

    def enterprises(self, zones, codes, names):
        """As a database answers: by zone, and by code or name."""
        self._count()
        return [
            enterprise
            for enterprise in self.directory
            if (enterprise.zone is None or enterprise.zone in zones)
            and (enterprise.code in codes or enterprise.name in names)
        ]


@dataclass
class EnterpriseFacts(Facts):
    """Enterprises with their values, contacts and notes."""

    values: dict = field(default_factory=dict)
    persons: set = field(default_factory=set)
    texts: set = field(default_factory=set)
    waiting: dict = field(default_factory=dict)

    def current(self, ids, names):
        """Values of enterprises; what a test does not give is empty."""
        self._count()
        return {
            ident: {name: self.values.get(ident, {}).get(name, False) for name in names}
            for ident in ids
        }

    def proposed(self, ids):
        """What the zone has proposed for common enterprises."""
        self._count()
        return {ident: self.waiting[ident] for ident in ids if ident in self.waiting}

    def contacts(self, ids):
        """Contact persons."""
        self._count()
        return {pair for pair in self.persons if pair[0] in ids}

    def notes(self, ids):
        """Notes."""
        self._count()
        return {pair for pair in self.texts if pair[0] in ids}


@dataclass
class TradeFacts(Facts):
    """Trade records by key."""

    source: str = "list.xlsx"
    known: dict = field(default_factory=dict)

    def trades(self, keys):
        """Records of the same trade."""
        self._count()
        return {key: self.known[key] for key in keys if key in self.known}


STAGES = {
    word: Stage(index + 10, word, index * 10, word.title(), index >= 3)
    for index, word in enumerate(gates.MILESTONES)
}
RULES = (
    gates.Rule("enterprise", STAGES["negotiation"].id, 10),
    gates.Rule("investment", STAGES["negotiation"].id, 10),
    gates.Rule("lead_official_if_major", STAGES["review"].id, 20),
    gates.Rule("formal_agreement", STAGES["signed"].id, 30),
    gates.Rule("formal_agreement_document", STAGES["signed"].id, 30),
    gates.Rule("landing", STAGES["landed"].id, 40),
)


@dataclass
class ProjectFacts(Facts):
    """Projects, what is recorded of them, and the gates of `RULES`."""

    today: datetime.date = TODAY
    is_opening: bool = False
    is_manager: bool = True
    stages: dict = field(default_factory=lambda: STAGES)
    rated: frozenset = frozenset()
    rules: tuple = RULES
    known: list = field(default_factory=list)
    former: list = field(default_factory=list)
    only_own: int | None = None
    users: dict = field(default_factory=dict)
    details: dict = field(default_factory=dict)
    states: dict = field(default_factory=dict)

    def projects(self, zones, codes, names):
        """As a database answers: by zone, and by code or a spelling of the name."""
        self._count()
        keys = set(map(title_key, names))
        return [
            project
            for project in self.known
            if project.zone in zones and (project.code in codes or title_key(project.name) in keys)
        ]

    def renamed(self, zones, names):
        """Projects by what ledgers called them."""
        self._count()
        return [
            project for project in self.former if project.zone in zones and project.name in names
        ]

    def holders(self, wanted):
        """Users behind account managers."""
        self._count()
        return {key: user for key, user in self.users.items() if key in wanted}

    def recorded(self, ids, roles):
        """Details of projects."""
        self._count()
        return {ident: self.details[ident] for ident in ids}

    def gate_states(self, ids):
        """Empty facts unless a test says otherwise."""
        self._count()
        empty = gate_facts.Facts(), gates.Passage(ZONE, TODAY)
        return {ident: self.states.get(ident, empty) for ident in ids}

    def zones(self, ids):
        """A zone without areas whose major projects begin at 100 million yuan."""
        self._count()
        return {ident: Zone(False, 1e8) for ident in ids}
