import pytest
from domain.passwords import is_easy

NAMES = ("wang.fang@example.com", "王芳芳王芳芳", None)


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa",
        "123456789012",
        "abcdefghijkl",
        "121212121212",
        "Password2026!",
        "!!Qwertyuiop1",
        "Administrator",
        "wang.fang2026",
        "passwordpassword",
        "p@ssw0rd2026!",
        "1qaz2wsx3edc4rfv",
        "abcdeabcdeabcde",
        "wang.fang@example.com",
        "王芳芳王芳芳",
    ],
)
def test_patterns_common_words_and_names_are_easy_to_guess(password):
    assert is_easy(password, NAMES)


@pytest.mark.parametrize(
    "password", ["horse-lamp-river-nine", "m3x8-q7kd-29tw-hhab", "滇池边上三棵柳树十二只鸟"]
)
def test_four_words_are_not(password):
    assert not is_easy(password, NAMES)
