from decimal import Decimal

import pytest
from domain import referral_form
from hypothesis import example, given
from hypothesis import strategies as st

RIGHT = {
    "enterprise_name": " 示例 投资有限公司 ",
    "idea": "建设示例冷库\r\n20 亩",
    "contact_name": "示例甲",
    "contact_phone": "138-0000 0000",
    "declares_not_official": "1",
    "declares_not_affiliate": "1",
}
PDF = referral_form.File("letter.pdf", b"%PDF-1.4 example")
keys = st.sampled_from(
    [
        *referral_form.LENGTHS,
        *referral_form.DECLARATIONS,
        "payee",
        *(f"member_{part}_{n}" for part in ("name", "share") for n in (1, 2)),
    ]
)


def test_what_is_complete_has_no_error_and_is_cleaned():
    form = referral_form.read(RIGHT)
    assert form.errors == {}
    assert form.values["enterprise_name"] == "示例 投资有限公司"
    assert form.values["idea"] == "建设示例冷库\n20 亩"
    assert form.values["declares_not_official"] is True


@given(st.dictionaries(keys, st.text(max_size=60)))
@example({"idea": "0\r0"})
def test_whatever_is_typed_gets_an_answer_and_nothing_with_an_error_counts_as_right(typed):
    form = referral_form.read({**RIGHT, **typed})
    for name, longest in referral_form.LENGTHS.items():
        assert name in form.errors or len(form.values[name]) <= longest
        assert not any(ord(char) < 32 and char not in "\n\t" for char in form.values[name])
    if form.members and "team" not in form.errors:
        assert sum(member["share"] for member in form.members) == 100


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"enterprise_name": ""}, "enterprise_name", "required"),
        ({"enterprise_name": "长" * 201}, "enterprise_name", "long"),
        ({"enterprise_code": "123"}, "enterprise_code", "code_length"),
        ({"enterprise_code": "9.15E+17"}, "enterprise_code", "code_damaged"),
        ({"contact_email": "nobody"}, "contact_email", "email"),
        ({"contact_phone": "abcdef"}, "contact_phone", "phone"),
        ({"contact_phone": ""}, "contact_phone", "required"),
        ({"declares_not_official": ""}, "declares_not_official", "declare"),
        ({"member_name_1": "甲"}, "team", "team_share"),
        ({"member_share_1": "100"}, "team", "team_name"),
        ({"member_name_1": "甲", "member_share_1": "NaN"}, "team", "team_share"),
        ({"member_name_1": "甲", "member_share_1": "1e99"}, "team", "team_share"),
        (
            {
                "member_name_1": "甲",
                "member_share_1": "60",
                "member_name_2": "乙",
                "member_share_2": "30",
                "payee": "1",
            },
            "team",
            "team_sum",
        ),
        ({"member_name_1": "甲", "member_share_1": "100"}, "team", "team_payee"),
    ],
)
def test_each_field_says_what_is_wrong_with_it(change, field, code):
    assert referral_form.read({**RIGHT, **change}).errors == {field: code}


def test_a_team_is_read_with_its_shares_and_payee():
    form = referral_form.read(
        {
            **RIGHT,
            "member_name_1": "甲",
            "member_share_1": "60%",
            "member_name_3": "乙",
            "member_share_3": "40",
            "payee": "3",
        }
    )
    assert form.errors == {}
    assert form.members == [
        {"name": "甲", "share": Decimal(60), "is_payee": False},
        {"name": "乙", "share": Decimal(40), "is_payee": True},
    ]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([], "files_none"),
        ([PDF] * 4, "files_many"),
        ([PDF, referral_form.File("a.pdf", b"")], "files_empty"),
        ([referral_form.File("a.pdf", b"%PDF-" + b"0" * referral_form.MAX_BYTES)], "files_big"),
        ([referral_form.File("a.pdf", b"<script>alert(1)</script>")], "files_kind"),
        ([referral_form.File("a.svg", b'<svg onload="x"/>')], "files_kind"),
        ([PDF], None),
    ],
)
def test_files_are_judged_by_number_size_and_content_not_by_name(files, code):
    assert referral_form.files_problem(files) == code


@given(st.text(max_size=300))
def test_a_file_name_has_no_path_and_is_short(name):
    plain = referral_form.file_name(name)
    assert plain
    assert "/" not in plain
    assert "\\" not in plain
    assert len(plain) <= 90
