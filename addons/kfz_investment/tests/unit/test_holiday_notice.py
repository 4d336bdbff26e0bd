"""The State Council's notices are read to the day, and what contradicts itself is refused with its place."""

import csv
import datetime
import re
from pathlib import Path

import pytest
from domain import holiday_notice, holiday_plan
from domain.holiday_notice import NoticeError
from hypothesis import given
from hypothesis import strategies as st

DATA = Path(__file__).parents[2] / "data" / "kfz.calendar.day.csv"

NOTICES = {
    2024: """国务院办公厅关于2024年部分节假日安排的通知
国办发明电〔2023〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2024年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作，遇有重大突发事件，要按规定及时报告并妥善处置，确保人民群众祥和平安度过节日假期。
国务院办公厅
2023年10月25日""",
    2025: """国务院办公厅关于2025年部分节假日安排的通知
国办发明电〔2024〕12号
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。""",
    2026: """国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。""",
}


def shipped(year):
    with DATA.open(encoding="utf-8") as file:
        return {
            datetime.date.fromisoformat(row["date"]): (row["kind"] == "work", row["source"])
            for row in csv.DictReader(file)
            if row["date"].startswith(str(year))
        }


def known(year):
    rows = shipped(year).items()
    return [holiday_plan.Known(date, work, True, source) for date, (work, source) in rows]


def read(text, year=2027):
    return {day.date: day.is_work for day in holiday_notice.read(text, year).days}


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize("year", NOTICES)
def test_a_real_notice_gives_the_shipped_days(year):
    notice = holiday_notice.read(NOTICES[year])
    rows = shipped(year)
    assert {each.date: each.is_work for each in notice.days} == {
        date: work for date, (work, _source) in rows.items()
    }
    assert {source for _work, source in rows.values()} == {notice.title}


@pytest.mark.parametrize("year", NOTICES)
def test_the_same_notice_twice_changes_nothing(year):
    notice = holiday_notice.read(NOTICES[year])
    changes = holiday_plan.plan(notice, known(year))
    assert {change.act for change in changes} == {"unchanged"}
    assert not holiday_plan.needs_consent(notice, known(year), changes)


@pytest.mark.parametrize("year", NOTICES)
def test_a_notice_in_one_line_or_with_full_width_signs_says_the_same(year):
    text = NOTICES[year]
    wide = text.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789"})
    head, items = text.split("一、", 1)
    line = head + "一、" + items.split("节假日期间")[0].replace("\n", "")
    wanted = holiday_notice.read(text).days
    assert [each.date for each in holiday_notice.read(wide).days] == [each.date for each in wanted]
    assert [each.date for each in holiday_notice.read(line).days] == [each.date for each in wanted]
    broken = text.replace("（周日）上班", "（周\n日）上\n班")
    assert [each.date for each in holiday_notice.read(broken).days] == [
        each.date for each in wanted
    ]


def test_a_title_may_be_broken_into_lines():
    text = NOTICES[2026].replace("关于2026年部分", "\n关于2026年\n部分", 1)
    assert holiday_notice.read(text) == holiday_notice.read(NOTICES[2026])


def test_a_recommendation_is_no_day_off_and_is_shown_as_not_taken_in():
    notice = holiday_notice.read(NOTICES[2024])
    assert day("2024-02-09") not in {each.date for each in notice.days}
    assert len(notice.unread) == 1
    assert "2月9日" in notice.unread[0]


def test_days_of_the_year_before_are_those_of_its_december():
    text = "一、元旦：2026年12月31日（周四）至2027年1月2日（周六）放假调休，共3天。2026年12月27日（周日）上班。"
    assert read(text) == {
        day("2026-12-27"): True,
        day("2026-12-31"): False,
        day("2027-01-01"): False,
        day("2027-01-02"): False,
    }
    assert read(text.replace("2027年1月2日", "1月2日")) == read(text)


def test_several_worked_days_may_be_joined_in_any_way():
    head = "一、国庆节：10月1日至7日放假，共7天。"
    wanted = {day("2027-09-26"): True, day("2027-10-09"): True}
    for words in (
        "9月26日（星期日）、10月9日（星期六）上班。",
        "9月26日（周日）和10月9日（周六）补班。",
        "9月26日、10月9日（星期六）上班",
        "９月２６日(周日)，10月9日上班。",
    ):
        found = read(head + words)
        assert {date: work for date, work in found.items() if work} == wanted, words


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "nothing", ""),
        ("随便什么", "nothing", ""),
        ("一、元旦：1月1日（周四）放假。", "weekday", "1月1日(周四)"),
        ("一、元旦：1月1日至3日放假，共4天。", "length", "共4天"),
        ("一、元旦：1月1日放假2天。", "length", "2天"),
        ("一、春节：2月30日放假。", "no_date", "2月30日"),
        ("一、春节：2月5日至1日放假。", "backwards", "2月5日"),
        ("一、春节：2月1日至3月1日放假。", "long", "3月1日"),
        ("一、春节：2025年2月1日放假。", "far", "2025年"),
        ("一、春节：2026年11月30日放假。", "far", "2026年"),
        ("一、元旦：2026年12月1日至11日放假，共11天。", "far", "2026年12月1日"),
        ("一、春节：2028年1月1日放假。", "far", "2028年"),
        ("一、春节：5日放假。", "no_month", "5日"),
        ("一、春节：2月5日放假。2月3日上班。", "weekend_work", "2月3日"),
        ("一、春节：2月6日至8日放假。2月7日（周日）上班。", "twice", "2月7日"),
        ("国务院办公厅关于2026年部分节假日安排的通知", "two_years", "2026"),
        ("国务院办公厅关于2027年部分节假日安排的通知\n" * 2 + "随便", "nothing", ""),
        (
            "国务院办公厅关于2027年部分节假日安排的通知国务院办公厅关于2028年部分节假日安排的通知",
            "two_notices",
            "2027年、2028年",
        ),
        ("一、国庆节：10月1日至3日放假，共3天，10月12日不放假。", "unclear", "10月12日"),
        ("一、国庆节：10月11日不放假，正常上班。", "unclear", "10月11日"),
        ("一、元旦：1月1日至3日放假，共五天。", "length", "共五天"),
        ("一、元旦：1月1日至3日放假5天，共3天。", "length", "5天"),
        ("一、元旦：1月1日至3日放假，共" + "9" * 5000 + "天。", "length", "共9"),
        ("一" * 30_000, "too_long", ""),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_place(text, code, place):
    with pytest.raises(NoticeError) as caught:
        holiday_notice.read(text, 2027)
    assert caught.value.code == code
    assert place in caught.value.place


@pytest.mark.parametrize(
    ("words", "days"), [("一", 1), ("两", 2), ("七", 7), ("十", 10), ("十一", 11), ("十五", 15)]
)
def test_lengths_may_be_written_in_words(words, days):
    text = f"一、国庆节：10月1日至{days}日放假，共{words}天。"
    assert len(read(text.replace("至1日", ""))) == days


@pytest.mark.parametrize("year", [1, 1990, 2999, 9999])
def test_a_year_that_no_notice_is_about_is_refused(year):
    with pytest.raises(NoticeError) as caught:
        holiday_notice.read(NOTICES[2026].replace("2026", f"{year:04}"))
    assert caught.value.code == "year"


@pytest.mark.parametrize("year", NOTICES)
def test_a_whole_notice_speaks_of_all_holidays(year):
    holiday_notice.check_whole(holiday_notice.read(NOTICES[year]))
    part = re.sub("[一二三四五六七]、清明节.*", "", NOTICES[year])
    with pytest.raises(NoticeError) as caught:
        holiday_notice.check_whole(holiday_notice.read(part))
    assert (caught.value.code, caught.value.place) == ("lacking", "清明节")


def test_a_corrected_notice_takes_back_the_december_days_of_the_first():
    title = "国务院办公厅关于2027年部分节假日安排的通知"
    days = [holiday_plan.Known(day("2026-12-31"), False, True, title)]
    notice = holiday_notice.read(f"{title}\n一、元旦：1月1日放假1天。")
    assert [(each.date, each.act) for each in holiday_plan.plan(notice, days)] == [
        (day("2026-12-31"), "removed"),
        (day("2027-01-01"), "added"),
    ]


def test_without_a_title_the_year_is_asked_for():
    with pytest.raises(NoticeError) as caught:
        holiday_notice.read("一、元旦：1月1日放假。")
    assert caught.value.code == "no_year"
    assert holiday_notice.read("一、元旦：1月1日放假。", 2027).title == ""


def test_another_notice_for_a_settled_year_needs_consent_and_removes_what_it_does_not_name():
    text = NOTICES[2026].replace("1月4日（周日）上班。", "")
    notice = holiday_notice.read(text)
    changes = holiday_plan.plan(notice, known(2026))
    assert [(each.date, each.act) for each in changes if each.act != "unchanged"] == [
        (day("2026-01-04"), "removed")
    ]
    assert holiday_plan.needs_consent(notice, known(2026), changes)


def test_december_days_of_the_next_notice_stay_when_the_earlier_one_is_taken_in_again():
    later = "国务院办公厅关于2027年部分节假日安排的通知"
    days = [*known(2026), holiday_plan.Known(day("2026-12-31"), False, True, later)]
    notice = holiday_notice.read(NOTICES[2026])
    assert {each.act for each in holiday_plan.plan(notice, days)} == {"unchanged"}


def test_december_days_that_are_added_need_no_consent_and_changed_ones_do():
    notice = holiday_notice.read("一、元旦：2026年12月31日至2027年1月2日放假，共3天。", 2027)
    assert not holiday_plan.needs_consent(
        notice, known(2026), holiday_plan.plan(notice, known(2026))
    )
    worked = [*known(2026), holiday_plan.Known(day("2026-12-31"), True, True, "")]
    assert holiday_plan.needs_consent(notice, worked, holiday_plan.plan(notice, worked))


def test_provisional_days_become_official_or_go():
    days = [
        holiday_plan.Known(day("2027-01-01"), False, False, ""),
        holiday_plan.Known(day("2027-05-03"), False, False, ""),
    ]
    notice = holiday_notice.read("一、元旦：1月1日（周五）至3日（周日）放假，共3天。", 2027)
    changes = holiday_plan.plan(notice, days)
    assert [(each.date.isoformat(), each.act) for each in changes] == [
        ("2027-01-01", "changed"),
        ("2027-01-02", "added"),
        ("2027-01-03", "added"),
        ("2027-05-03", "removed"),
    ]
    assert not holiday_plan.needs_consent(notice, days, changes)


@given(st.text(alphabet="一二、：:年月日至和放假上班共天（）周0123456789。，\n2", max_size=200))
def test_no_text_makes_it_fail_otherwise_than_by_a_refusal(text):
    try:
        notice = holiday_notice.read(text, 2027)
    except NoticeError:
        return
    assert all(date.year in (2026, 2027) for date in (each.date for each in notice.days))
