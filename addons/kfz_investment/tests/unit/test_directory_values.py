"""What no enterprise has is not proposed for the common directory."""

import pytest
from domain.directory_values import is_plausible

TODAY = "2026-11-29"


@pytest.mark.parametrize(
    "name, value",
    [
        ("name", "示例企业"),
        ("name", "长" * 200),
        ("website", "example.com"),
        ("website", "HTTPS://example.com"),
        ("registered_capital", 0.01),
        ("paid_in_capital", False),
        ("established_date", TODAY),
        ("established_date", False),
        ("business_scope", "长" * 5000),
    ],
)
def test_what_an_enterprise_can_have(name, value):
    assert is_plausible(name, value, TODAY)


@pytest.mark.parametrize(
    "name, value",
    [
        ("name", "长" * 201),
        ("website", "javascript:alert(1)"),
        ("registered_capital", -5),
        ("established_date", "2026-11-30"),
        ("established_date", "9999-12-31"),
        ("established_date", "0001-01-01"),
    ],
)
def test_what_no_enterprise_has(name, value):
    assert not is_plausible(name, value, TODAY)
