"""Names of projects: two in one cell, samples, and what stands where a name is still missing."""

import re

from ..workbook import cells
from ..workbook.sheet import CellError
from ..workbook.values.marks import name_without_marks
from .issue import ERROR, WARNING
from .names import is_other_kind, warn_of_end
from .nonames import STATE

LIMIT = 200
_ENDS = ("项目", "工程")
#: without any of these a text is one name
_SIGNS = re.compile(r"[\r\n、；;/／|｜→⇒①-⑳×*＊○〇□XxＸｘ和与及>＞为]|\d[.．)）]")
_BRACKETS = re.compile("[（(【\\[][^（()）【】\\[\\]]*[）)】\\]]")
_NUMBER = re.compile(r"\s*(?:[（(]?[1-9]\d?[）)]|[1-9]\d?[.、．](?!\d)|[①-⑳])\s*")
_LINES = re.compile(r"[\r\n]+")
_MARKS = re.compile(r"[;；。、/／|｜\s]+$|^[;；。、/／|｜\s]+")
#: a text that is a project of its own, and one that only tells a part of a project
_WHOLE = re.compile(".{2,}(?:项目|工程)")
_PART = re.compile(
    r"(?:第?[一二三四五六七八九十\d]+[期批阶段标]+段?|建设|扩建|改建|改造|配套|子|新建|技改|技术|升级|示范|生产线?|产业化|厂房|基础设施|整体|其他|等|及|与|和|工程|项目|（|）)*"
)
_SEVERAL = re.compile("[、；;/／|｜]|和|与|及")
_TURNED = re.compile("更名为|改名为|变更为|调整为|→|⇒|[-—]+[>＞]")
_SAMPLE = re.compile(
    r"(?:例|例如|如|示例|样例|范例|举例|填写示例|填报示例)[:：].*|.*[（(](?:样例|范例|举例|填写示例)[）)]|(?:测试|试填|test|demo|sample|example|样例|范例)(?:项目)?\d*"
    r"|(?:[x×*＊○〇□]{1,5}|某某?)(?:公司|企业|集团|产业|市|县|区|省)*(?:[x×*＊○〇□]{1,5}|某某?)?(?:建设|投资|招商|新建)*(?:项目|工程)?(?:名称)?",
    re.IGNORECASE,
)
_MASK = re.compile(r"(?<![a-z])[x×]{2,}(?![a-z])|[*＊○〇□]{2,}", re.IGNORECASE)
_NAMELESS = re.compile(
    # a project whose name is secret is entered as one
    rf"(?!.*密)(?:项目|名称|名字|具体|项目名称?)*(?:{STATE}|未命名|无名|空白|[详从]?略|暂无|不详)的?(?:项目|名称|名)*|(?:新|该|本|此|上述|前述|同一|其他|其它|若干|多个|有关|相关)个?(?:项目|工程)",
    re.IGNORECASE,
)


def read_project_name(reader, others=()):
    """The name of the project of a row, None with an issue when it has none.

    :param others: mappings whose keys are words of other columns by `issue.lookup_key`
    """
    text = reader.text("name", LIMIT)
    if not text:
        if not any(issue.column == reader.heading("name") for issue in reader.parsed.issues):
            reader.add(ERROR, "name", "missing")
        return text
    if not text.endswith(_ENDS) and is_other_kind(text, others):
        reader.add(ERROR, "name", "no_project_name", text=text[:60])
        return text
    for level, code in _problems(text, reader.cells["name"]):
        reader.add(level, "name", code, text=text[:60])
    warn_of_end(reader, "name", text)
    return text


def _problems(text, value):
    """(level, code) of what is wrong with a name; `value` is its cell, with line breaks."""
    if re.fullmatch(r"[\d.,\s]+", text):
        yield ERROR, "name_is_number"
    if is_no_project(text):
        yield ERROR, "no_project_name"
    elif isinstance(value, str) and not isinstance(value, CellError):
        several = names_several(value)
        if several:
            yield (ERROR if several == "two_projects" else WARNING), several
    if name_without_marks(text)[1]:
        yield WARNING, "footnote_kept"


def is_no_project(text):
    """Whether a text is a sample or says that there is no name yet: 例：…, XX项目, 项目名称待定."""
    return bool(_SAMPLE.fullmatch(text) or _NAMELESS.fullmatch(text))


def names_several(text):
    """'two_projects' for names one below the other or numbered, 'perhaps_two_projects' in one line, 'name_masked', ''."""
    if not _SIGNS.search(text):
        return ""
    line = cells.clean(text)
    numbered = _NUMBER.split(line) if _NUMBER.match(line) else ()
    if _wholes(_LINES.split(text.strip())) > 1 or _wholes(numbered) > 1:
        return "two_projects"
    line = _bare(line)
    if _TURNED.search(line) or _wholes(_SEVERAL.split(line)) > 1:
        return "perhaps_two_projects"
    return "name_masked" if _MASK.search(line) else ""


def _wholes(parts):
    """How many parts of a text are projects of their own."""
    return sum(map(_is_whole, map(_bare, parts)))


def _bare(text):
    """A part of a cell without brackets, numbers and signs."""
    return _MARKS.sub(
        "", _BRACKETS.sub("", _NUMBER.sub("", text, 1) if _NUMBER.match(text) else text)
    )


def _is_whole(text):
    return bool(_WHOLE.fullmatch(text)) and not _PART.fullmatch(text)
