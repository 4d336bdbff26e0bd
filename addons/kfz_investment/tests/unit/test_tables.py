from domain import tables


def test_chinese_takes_twice_the_width():
    assert tables.display_width("abc") == 3
    assert tables.display_width("招商abc") == 7
    assert tables.display_width("\uff0c") == 2
