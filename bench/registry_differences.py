"""Differences between two dumps of ``registry_facts.py``: one line each."""

import json

LONG = 300


def differences(old, new, path=()):
    """Lines that say what was added (+), went (-) or changed (!), each with its place."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [line for key in sorted({*old, *new}) for line in _of_key(old, new, key, path)]
    if old == new:
        return []
    if isinstance(old, list) and isinstance(new, list):
        return _of_lists(old, new, path)
    return [_line("!", path, f"{_short(old)} -> {_short(new)}")]


def _of_key(old, new, key, path):
    place = (*path, key)
    if key not in old:
        return [_line("+", place, _short(new[key]))]
    if key not in new:
        return [_line("-", place, _short(old[key]))]
    return differences(old[key], new[key], place)


def _of_lists(old, new, path):
    before, after = ({_text(item) for item in side} for side in (old, new))
    if before == after:
        return [_line("!", path, "same items in another order or number")]
    went = [_line("-", path, item[:LONG]) for item in sorted(before - after)]
    return went + [_line("+", path, item[:LONG]) for item in sorted(after - before)]


def _line(sign, path, text):
    return f"{sign} {'/'.join(path)} {text}"


def _text(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _short(value):
    return _text(value)[:LONG]
