"""Which accounts a start makes and resets, and what it prints."""

import stat

import pytest

from kfz import passwords
from kfz.accounts import Known, Plan, plan, remarks, table
from kfz.errors import KfzError

NEW = {"exists": False}


def database(*logins, archived=(), made=None, demo=True):
    """What db.py tells of a database with these accounts."""
    users = {
        login: {"active": login not in archived, "hash": f"hash of {login}"} for login in logins
    }
    return {"exists": True, "demo": demo, "users": users, "made": made}


def test_a_new_database_with_demonstration_data_has_one_account_a_role():
    done = plan(None, NEW, True)
    assert done.make == [*passwords.LOGINS]
    assert len(set(done.words.values())) == len(passwords.LOGINS)
    assert all(len(word) >= 16 and word != login for login, word in done.words.items())


def test_a_new_database_without_demonstration_data_has_the_administrator_alone():
    done = plan(None, NEW, False)
    assert (done.make, list(done.words)) == (["admin"], ["admin"])


def test_passwords_that_are_kept_are_those_of_the_next_new_database():
    done = plan({"admin": "kept"}, NEW, True)
    assert done.words["admin"] == "kept"
    assert done.words["officer"]


def test_the_file_is_secret_and_read_as_it_was_written(tmp_path):
    file = tmp_path / "passwords.json"
    assert passwords.read(file) is None
    passwords.write(file, {"admin": "word"})
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert passwords.read(file) == {"admin": "word"}


def test_a_missing_login_is_made_and_nobody_is_reset():
    kept = {login: f"word of {login}" for login in passwords.LOGINS if login != "customs2"}
    done = plan(kept, database(*kept), True)
    assert (done.make, done.reset) == (["customs2"], [])
    assert {login: done.words[login] for login in kept} == kept
    assert set(done.request()["passwords"]) == {"customs2"}
    assert remarks(done, database(*kept)) == [
        "New account, other accounts stay as they are: customs2."
    ]


def test_who_was_renamed_or_archived_stays_so():
    kept = dict.fromkeys(passwords.LOGINS, "word")
    there = [login for login in kept if login != "officer"]
    done = plan(kept, database(*there, "zhang", archived=("manager",)), True)
    assert (done.make, done.reset) == ([], [])


def test_who_was_made_once_and_renamed_is_not_made_again_even_if_the_file_forgot():
    there = [login for login in passwords.LOGINS if login != "officer"]
    status = database(*there, made=[*passwords.LOGINS])
    assert plan({"admin": "word"}, status, True).make == []


def test_without_the_file_nobody_is_made_or_reset():
    done = plan(None, database("admin", "officer"), True)
    assert (done.make, done.reset, done.words) == ([], [], {})


def test_a_database_without_demonstration_data_gets_no_accounts_of_roles():
    assert plan({"admin": "word"}, database("admin", demo=False), True).make == []


def test_new_passwords_are_for_those_who_are_named_or_for_active_accounts_of_ours():
    kept = {"admin": "old", "officer": "old"}
    status = database(
        "admin", "officer", "zhang", "manager", archived=("manager",), made=list(kept)
    )
    one = plan(None, status, True, ["zhang"])
    assert (one.reset, list(one.words)) == (["zhang"], ["zhang"])
    every = plan(kept, {**status, "made": [*passwords.LOGINS]}, True, [])
    assert (every.make, every.reset) == ([], ["admin", "officer"])
    assert "old" not in every.words.values()


@pytest.mark.parametrize(("login", "state"), [("nobody", "does not exist"), ("off", "is archived")])
def test_nobody_gets_a_new_password_who_is_not_there(login, state):
    with pytest.raises(KfzError, match=state):
        plan(None, database("admin", "off", archived=("off",)), True, ["admin", login])


def test_a_password_that_no_longer_holds_is_not_printed(tmp_path):
    words = {"admin": "a-word", "officer": "b-word", "manager": "c-word", "gone": "d-word"}
    users = database("admin", "officer", "manager", archived=("manager",))["users"]
    known = Known(tmp_path / "compared.json")
    holds = known.holds(words, users, lambda pairs: {one: one == "admin" for one in pairs})
    lines = table(words, holds, users)
    assert len(lines) == 2
    assert "a-word" in lines[0]
    assert "another one now" in lines[1] and "b-word" not in lines[1]


def test_passwords_are_compared_once_until_word_or_hash_changes(tmp_path):
    words, users = {"admin": "word"}, database("admin")["users"]
    asked = []

    def compare(pairs):
        asked.append(pairs)
        return dict.fromkeys(pairs, True)

    for _time in range(2):
        assert Known(tmp_path / "compared.json").holds(words, users, compare) == {"admin": True}
    users["admin"]["hash"] = "another"
    Known(tmp_path / "compared.json").holds(words, users, compare)
    assert asked == [{"admin": ("word", "hash of admin")}, {"admin": ("word", "another")}]


def test_a_password_that_was_just_set_needs_no_comparing(tmp_path):
    known = Known(tmp_path / "compared.json")
    users = database("admin")["users"]
    known.trust({"admin": "word"}, users, ["admin"])
    assert known.holds({"admin": "word"}, users, None) == {"admin": True}


def test_nothing_is_said_of_accounts_that_were_not_touched():
    assert remarks(Plan({}), database("admin")) == []


def test_each_database_has_its_own_passwords(tmp_path):
    passwords.write(tmp_path / "passwords.json", {"admin": "usual"})
    assert passwords.file_of(tmp_path, "kfz") == tmp_path / "passwords.json"
    # of a database that an earlier version made, which kept all in one file
    assert passwords.known(tmp_path, "kfz_trial") == {"admin": "usual"}
    passwords.write(passwords.file_of(tmp_path, "kfz_trial"), {"admin": "trial"})
    assert passwords.known(tmp_path, "kfz_trial") == {"admin": "trial"}
    assert passwords.known(tmp_path, "kfz") == {"admin": "usual"}
