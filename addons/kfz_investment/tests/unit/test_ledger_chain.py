import random
from dataclasses import replace

import pytest
from domain import ledger_chain as chain


def ledger(count):
    """A chain of invented entries."""
    entries, previous = [], chain.START
    for place in range(1, count + 1):
        columns = {"sequence": place, "award": place % 7, "step": "确认", "user": 3}
        content = chain.canonical({**columns, "figures": {"amount": 100 * place}})
        digest = chain.digest(previous, content)
        entries.append(chain.Entry(place, content, previous, digest, columns))
        previous = digest
    return entries


def head(entries):
    return chain.Head(len(entries), entries[-1].hash if entries else chain.START)


@pytest.mark.parametrize("count", [0, 1, 2, 300])
def test_an_untouched_chain_gives_no_alarm(count):
    entries = ledger(count)
    assert not list(chain.verify(entries, head(entries)))
    for length in range(count):
        assert not list(chain.verify(entries, head(entries), head(entries[:length])))


def tamper(rng, entries):
    """One random change, of any of the ways to change a table."""
    entries = list(entries)
    index = rng.randrange(len(entries))
    entry = entries[index]
    way = rng.randrange(8)
    if way == 0:
        place = rng.randrange(len(entry.content))
        letter = "x" if entry.content[place] != "x" else "y"
        entries[index] = replace(
            entry, content=entry.content[:place] + letter + entry.content[place + 1 :]
        )
    elif way == 1:
        entries[index] = replace(entry, sequence=entry.sequence + rng.choice((-1, 1, 50)))
    elif way == 2:
        entries[index] = replace(entry, hash=chain.digest("x", entry.content))
    elif way == 3:
        entries[index] = replace(entry, previous=chain.digest("x", entry.previous))
    elif way == 4:
        key = rng.choice(sorted(entry.columns))
        entries[index] = replace(entry, columns={**entry.columns, key: "other"})
    elif way == 5:
        del entries[index]
    elif way == 6:
        content = chain.canonical({**entry.columns, "figures": {"amount": 1}})
        entries[index] = replace(entry, content=content, hash=chain.digest(entry.previous, content))
    else:
        other = (index + 1) % len(entries)
        entries[index], entries[other] = entries[other], entries[index]
    return entries


def test_a_thousand_random_changes_are_all_found():
    rng = random.Random("tampering")
    whole = ledger(60)
    missed = [
        number for number in range(1000) if not list(chain.verify(tamper(rng, whole), head(whole)))
    ]
    assert not missed


def test_a_chain_made_anew_or_cut_off_is_found_by_an_exported_head():
    whole = ledger(20)
    exported = head(whole)
    short = whole[:15]
    assert [f.code for f in chain.verify(short, head(short), exported)] == ["cut"]
    forged, previous = [], chain.START
    for entry in whole:
        content = entry.content.replace('"user":3', '"user":4')
        digest = chain.digest(previous, content)
        forged.append(
            chain.Entry(entry.sequence, content, previous, digest, {**entry.columns, "user": 4})
        )
        previous = digest
    assert not list(chain.verify(forged, head(forged)))
    assert [f.code for f in chain.verify(forged, head(forged), exported)] == ["other"]


def test_a_finding_names_the_entry():
    whole = ledger(9)
    whole[4] = replace(whole[4], columns={**whole[4].columns, "user": 9})
    assert list(chain.verify(whole, head(whole))) == [chain.Finding("columns", 5)]


def test_a_content_that_is_no_canonical_json_is_found():
    content = '{"b": 1}'
    entry = chain.Entry(1, content, chain.START, chain.digest(chain.START, content), {})
    assert [f.code for f in chain.verify([entry])] == ["content"]
    broken = replace(entry, content="[", hash=chain.digest(chain.START, "["))
    assert [f.code for f in chain.verify([broken])] == ["content"]


@pytest.mark.parametrize(
    "figure",
    ["1e999", "-1e999", "NaN", "Infinity", "9" * 5000, "[" * 100_000, "1.5", '""'],
    ids=lambda figure: figure[:9],
)
def test_a_figure_that_is_never_written_is_found_and_stops_no_check(figure):
    entries = ledger(3)
    entries[1] = replace(
        entries[1], content=entries[1].content.replace('"amount":200', f'"amount":{figure}')
    )
    assert "hash" in {finding.code for finding in chain.verify(entries, head(entries))}
    entries[1] = replace(entries[1], hash=chain.digest(entries[1].previous, entries[1].content))
    assert list(chain.verify(entries, head(entries)))


def test_an_entry_dated_before_an_earlier_one_is_found():
    def entry(place, previous, moment):
        content = chain.canonical({"moment": moment})
        return chain.Entry(
            place, content, previous, chain.digest(previous, content), {"moment": moment}
        )

    def findings(*moments):
        entries, previous = [], chain.START
        for place, moment in enumerate(moments, 1):
            entries.append(entry(place, previous, moment))
            previous = entries[-1].hash
        return list(chain.verify(entries))

    assert not findings("2026-01-01T08:00:00Z", "2026-01-01T08:00:00.000001Z")
    assert not findings("2026-01-01T08:00:00Z", "2026-01-01T08:00:00Z")
    assert findings("2026-01-02T08:00:00Z", "2026-01-01T08:00:00Z", "2026-01-01T09:00:00Z") == [
        chain.Finding("order", 2),
        chain.Finding("order", 3),
    ]
