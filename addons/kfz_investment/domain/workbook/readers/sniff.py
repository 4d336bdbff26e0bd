"""What a file is, by its content: offices rename files, and web systems export HTML as `.xls`."""

from ..errors import WorkbookError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BIFF = (
    b"\x09\x08\x10\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x00\x04\x00",
)
#: what web servers put before a file by mistake: empty lines and byte order marks
_BEFORE_ZIP = b"\xef\xbb\xbf \t\r\n"
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "word"),
)


def kind_of(content):
    """'zip', 'ole', 'biff' or 'text'; WorkbookError with a code per kind for files that are not workbooks."""
    head = content[:4096]
    if head.lstrip(_BEFORE_ZIP).startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(OLE):
        return "ole"
    if head.startswith(BIFF):
        return "biff"
    for magic, code in _MAGIC:
        if head.startswith(magic) and (magic != b"BM" or b"\x00" in head[:32]):
            raise WorkbookError(code)
    _refuse_markup(head)
    return "text"


def _refuse_markup(head):
    """HTML and XML that carry the name of a workbook."""
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if text.startswith(
        (
            b"<html",
            b"<!doctype html",
            b"<table",
            b"<head",
            b"<meta",
            b"<body",
            b"<style",
            b"mime-version:",
        )
    ):
        raise WorkbookError("html")
    if text.startswith(b"<"):
        raise WorkbookError(
            "xml_2003" if b"excel" in text or b"office:spreadsheet" in text else "html"
        )


def refuse_other_zip(names):
    """Raise WorkbookError for a zip that is no .xlsx, by the lower-case names of its parts."""
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise WorkbookError("word")
    if "mimetype" in names or "content.xml" in names:
        raise WorkbookError("ods")
    if any(name.endswith("workbook.bin") for name in names):
        raise WorkbookError("unknown_type")
    raise WorkbookError("damaged" if "[content_types].xml" in names else "archive")


def is_encrypted_ole(content):
    """Whether an OLE container is an .xlsx locked with a password."""
    return "EncryptedPackage".encode("utf-16-le") in content
