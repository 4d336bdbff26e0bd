"""Which enterprise a row means: by code first, own directory before the common one, by name only where a code is missing."""

import pytest
from domain.imports.directory import Enterprise, EnterpriseIndex, name_key
from import_plan_facts import CODE, OTHER_CODE, OTHER_ZONE, ZONE

NAME = "昆明示例（云南）有限公司"


def found(directory, code=None, name=None):
    return [enterprise.id for enterprise in EnterpriseIndex(directory).find(ZONE, code, name)]


def test_the_code_decides_whatever_the_name():
    directory = [Enterprise(1, "旧名有限公司", CODE, ZONE), Enterprise(2, NAME, None, ZONE)]
    assert found(directory, CODE, NAME) == [1]


@pytest.mark.parametrize("code", [CODE, None])
def test_the_zones_own_enterprise_comes_before_the_common_one(code):
    directory = [Enterprise(1, NAME, code), Enterprise(2, NAME, code, ZONE)]
    assert found(directory, code, NAME) == [2]


def test_another_zones_enterprise_is_not_found():
    directory = [Enterprise(1, NAME, CODE, OTHER_ZONE)]
    assert found(directory, CODE, NAME) == found(directory, None, NAME) == []


def test_two_codes_are_two_enterprises_whatever_the_name():
    assert found([Enterprise(1, NAME, CODE, ZONE)], OTHER_CODE, NAME) == []


@pytest.mark.parametrize(("known", "given"), [(CODE, None), (None, CODE), (None, None)])
def test_a_name_counts_where_one_side_has_no_code(known, given):
    assert found([Enterprise(1, NAME, known, ZONE)], given, NAME) == [1]


def test_several_of_one_name_are_all_given():
    assert found(
        [Enterprise(1, NAME, None, ZONE), Enterprise(2, NAME, None, ZONE)], None, NAME
    ) == [1, 2]


def test_archived_ones_step_back_behind_active_namesakes():
    archived, active = Enterprise(1, NAME, None, ZONE, False), Enterprise(2, NAME, None, ZONE)
    assert found([archived, active], None, NAME) == [2]
    assert found([archived], None, NAME) == [1]


def test_a_row_without_code_and_name_means_nothing():
    assert found([Enterprise(1, NAME, CODE, ZONE)]) == []


@pytest.mark.parametrize("spelling", ["昆明示例(云南)有限公司", "昆明 示例（云南）有限公司 "])
def test_brackets_and_spaces_do_not_matter(spelling):
    assert name_key(spelling) == name_key(NAME)
    assert found([Enterprise(1, NAME, None, ZONE)], None, spelling) == [1]
