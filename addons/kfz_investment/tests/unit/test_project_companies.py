import pytest
from domain.project_companies import Named, read

CODE = "91530111K6FMHDQAEB"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", []),
        (None, []),
        (" 示例物流有限公司 ", [Named("示例物流有限公司", "")]),
        (CODE, [Named("", CODE)]),
        (f"示例物流有限公司（{CODE}）", [Named("示例物流有限公司", CODE)]),
        (f"示例物流有限公司 统一社会信用代码：{CODE.lower()}", [Named("示例物流有限公司", CODE)]),
        # no code that an office issues: part of the name
        ("示例公司915301110000000000", [Named("示例公司915301110000000000", "")]),
        (
            "示例甲有限公司、示例乙有限公司；示例丙厂",
            [Named("示例甲有限公司", ""), Named("示例乙有限公司", ""), Named("示例丙厂", "")],
        ),
        (
            f"示例甲有限公司,{CODE}",
            [Named("示例甲有限公司", ""), Named("", CODE)],
        ),
        # a name with a list sign in it is one name
        ("示例米、面有限公司", [Named("示例米、面有限公司", "")]),
        ("待定、筹备中", [Named("待定、筹备中", "")]),
        ("Example Holdings, Ltd.", [Named("Example Holdings, Ltd.", "")]),
    ],
)
def test_a_text_names_companies(text, named):
    assert read(text) == named
