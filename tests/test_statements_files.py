"""Tests of the files of tables of statements: as spreadsheets write them, and hostile ones."""

from __future__ import annotations

import io
import socket
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from harbour import doubting

from floorbook.package import DataError
from floorbook.statements import archive
from floorbook.statements.making import Statements, statements

ROWS = "Country{0}Issue{0}Statement\nMéxico{0}Fees{0}Peut-être\n"

MIME = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = f"""<?xml version="1.0"?><m:manifest
xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/"
m:media-type="{MIME}"/></m:manifest>"""
CONTENT = """<?xml version="1.0"?>{head}<office:document-content
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Harbour">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def of(folder: Path, name: str, content: bytes) -> Statements:
    (folder / name).write_bytes(content)
    return statements(folder / name)


def refusal(folder: Path, name: str, content: bytes) -> str:
    with pytest.raises(DataError) as error:
        of(folder, name, content)
    (problem,) = error.value.problems
    return problem.message


def book(fill: Callable[[openpyxl.worksheet.worksheet.Worksheet], object]) -> bytes:
    made = openpyxl.Workbook()
    fill(made.active)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def row(*cells: str, repeat: str = "") -> str:
    told = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row{repeat}>{told}</table:table-row>"


def ods(rows: str, head: str = "") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", MIME)
        packed.writestr("META-INF/manifest.xml", MANIFEST)
        packed.writestr("content.xml", CONTENT.format(head=head, rows=rows))
    return held.getvalue()


def changed(content: bytes, part: str, edit: Callable[[bytes], bytes]) -> bytes:
    """Return a spreadsheet in which one part is another."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            new.writestr(name, edit(old.read(name)) if name == part else old.read(name))
    return held.getvalue()


def gists(made: Statements) -> list[tuple[str, str]]:
    names = [one["name"] for one in made.tables["participants"]]
    return [*zip(names, [one["gist"] for one in made.tables["points"]], strict=True)]


SHEET = "xl/worksheets/sheet1.xml"


def harbour(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
    sheet.title = "Harbour"
    sheet.append(["Country", "Issue", "Statement"])
    sheet.append(["México", "Fees", "Peut-être"])


@pytest.mark.parametrize(
    "content",
    [
        ROWS.format(",").encode(),
        ROWS.format(";").encode("utf-8-sig"),
        ROWS.format(";").replace("\n", "\r\n").encode("cp1252"),
        ROWS.format("\t").encode("utf-16"),
        ("sep=|\n" + ROWS.format("|")).encode(),
        (ROWS.format(",").replace("\n", ",,\n") + ",,,,\n,,,,\n").encode(),
        ROWS.format(",").replace("Fees", "\u00a0Fees\u00a0").encode(),
        ("Harbour talks,,\n,,\n" + ROWS.format(",")).encode(),
    ],
)
def test_csv_is_read_as_spreadsheets_write_it(tmp_path: Path, content: bytes) -> None:
    made = of(tmp_path, "harbour.csv", content)
    assert gists(made) == [("México", "Peut-être")]
    assert [one["label"] for one in made.tables["codebook"]] == ["Fees"]


def test_no_break_spaces_and_soft_line_ends_are_what_they_look_like(tmp_path: Path) -> None:
    made = of(tmp_path, "harbour.csv", "Country,Issue\nPeru,Port\u00a0fees\n".encode())
    assert [one["label"] for one in made.tables["codebook"]] == ["Port fees"]
    made = of(tmp_path, "harbour.csv", b"Country,Statement\nPeru,one\x0btwo\n")
    assert gists(made) == [("Peru", "one\ntwo")]


def test_an_encoding_that_was_guessed_is_told_with_a_sample(tmp_path: Path) -> None:
    made = of(tmp_path, "harbour.csv", ROWS.format(";").encode("cp1252"))
    told = "the file is not in UTF-8: it was read as Windows-1252, as in row 2: 'México'"
    assert told in made.told
    assert "columns are separated by semicolons" in made.told


def test_letters_that_were_broken_before_are_named_with_what_they_perhaps_were(
    tmp_path: Path,
) -> None:
    broken = ROWS.format(",").encode().decode("cp1252").encode()
    told = doubting(of(tmp_path, "harbour.csv", broken), "cell A2 (Country)")
    assert told.startswith("letters look broken, and are shown as they stand: 'MÃ©xico'; allowed: ")
    assert told.endswith("did you mean 'México'?")


def test_quoted_lines_stay_in_their_cell_and_rows_are_numbered_as_in_the_file(
    tmp_path: Path,
) -> None:
    content = b'Country,Issue,Statement\nPeru,Fees,"one\ntwo"\n,Fees,x\n'
    made = of(tmp_path, "harbour.csv", content)
    assert gists(made) == [("Peru", "one\ntwo")]
    assert doubting(made, "cell A4 (Country)").startswith("empty, and the row is left out")


def test_a_quote_that_is_never_closed_is_named_where_it_starts(tmp_path: Path) -> None:
    told = refusal(tmp_path, "harbour.csv", b'Country,Issue\nPeru,Fees\nMali,"open\nx,y\n')
    assert told.startswith("the row that starts here cannot be read")
    with pytest.raises(DataError, match=r"harbour\.csv:3:1: "):
        statements(tmp_path / "harbour.csv")


def test_a_row_of_text_that_is_longer_than_the_headers_is_named(tmp_path: Path) -> None:
    content = b"Country;Issue;Position\nPeru;Fees;for\nMali;Fees;Pilots;for\n"
    with pytest.raises(DataError, match=r"harbour\.csv:3:4: the row is longer than the headers"):
        of(tmp_path, "harbour.csv", content)


def test_xlsx_is_read_with_its_types_title_and_merged_cells(tmp_path: Path) -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.append(["Harbour talks, 2031"])
        sheet.merge_cells("A1:D1")
        sheet.append(["Country", "Issue", "Agree", "Date", "Turn"])
        sheet.append(["Peru", "Fees", True, date(2031, 12, 11), 1.0])
        sheet.append([None, "Pilots", False, datetime(2031, 12, 11), 1])
        sheet.merge_cells("A3:A4")
        sheet["G400"].font = openpyxl.styles.Font(bold=True)

    made = of(tmp_path, "harbour.xlsx", book(fill))
    assert made.title == "Harbour talks, 2031"
    assert [one["date"] for one in made.tables["meetings"]] == ["2031-12-11"]
    assert [one["position"] for one in made.tables["codings"]] == ["support", "oppose"]
    assert len(made.tables["participants"]) == len(made.tables["interventions"]) == 1
    assert "1 cell takes the text of the merged cell above" in made.told


def test_heads_that_were_merged_over_two_rows_are_read_together(tmp_path: Path) -> None:
    made = of(tmp_path, "h.csv", b"Country,What,,When\n,Issue,Statement,Date\nPeru,Fees,Well,x\n")
    assert gists(made) == [("Peru", "Well")]
    assert "headers stand in two rows: rows 1, 2" in made.told


def test_the_sheet_with_statements_is_found_and_the_others_are_named(tmp_path: Path) -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.title = "Read me"
        sheet.append(["How we coded"])
        harbour(sheet.parent.create_sheet())

    made = of(tmp_path, "harbour.xlsx", book(fill))
    assert gists(made) == [("México", "Peut-être")]
    assert made.told[0].endswith(""""Statement" as statement in sheet 'Harbour'""")
    assert "sheets that are not read: 'Read me'" in made.told


def test_ods_is_read_with_its_endless_empty_rows(tmp_path: Path) -> None:
    rows = row("Country", "Issue", "Statement") + row("México", "Fees", "Peut-être")
    rows += '<table:table-row table:number-rows-repeated="1048574"><table:table-cell'
    rows += ' table:number-columns-repeated="16384"/></table:table-row>'
    assert gists(of(tmp_path, "harbour.ods", ods(rows))) == [("México", "Peut-être")]


def test_a_problem_in_a_sheet_is_told_with_sheet_row_and_cell(tmp_path: Path) -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        harbour(sheet)
        sheet["B3"], sheet["B3"].data_type = "#REF!", "e"
        sheet["A3"] = "Peru"

    with pytest.raises(DataError, match=r"harbour\.xlsx \[Harbour\]:3:2: cell B3 \(Issue\): "):
        of(tmp_path, "harbour.xlsx", book(fill))


def test_no_formula_is_evaluated(tmp_path: Path) -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        harbour(sheet)
        sheet.append(["Peru", "Fees", '=HYPERLINK("http://example.org","x")'])
        sheet.append(["Mali", "=1+1", ""])

    made = of(tmp_path, "harbour.xlsx", book(fill))
    assert [one["gist"] for one in made.tables["points"]] == ["Peut-être", "Fees"]
    assert doubting(made, "cell C4 (Statement)").startswith("empty, and the row is left out")
    formula = of(tmp_path, "f.csv", b"Country,Issue\nPeru,=1+1\n")
    assert [one["label"] for one in formula.tables["codebook"]] == ["=1+1"]


# Hostile files


def test_what_unpacks_to_too_much_is_refused_before_it_is_read(tmp_path: Path) -> None:
    held = io.BytesIO()
    with (
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open(SHEET, "w", force_zip64=True) as part,
    ):
        for _ in range(archive.MOST_UNPACKED // 2**24 + 1):
            part.write(bytes(2**24))
    told = refusal(tmp_path, "bomb.xlsx", held.getvalue())
    assert told.startswith("the file unpacks to 1 parts of 285,212,672 bytes, more than")


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    content = bytearray(ods(row("Country", "Issue") * 40_000))
    at = content.rindex(b"content.xml") - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    assert "damaged" in refusal(tmp_path, "lie.ods", bytes(content))


@pytest.mark.parametrize("repeat", [' table:number-rows-repeated="1000000"', ""])
def test_rows_and_columns_without_end_are_refused(tmp_path: Path, repeat: str) -> None:
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
    cell += "<text:p>x</text:p></table:table-cell>"
    rows = f"<table:table-row{repeat}>{cell}</table:table-row>" * (1 if repeat else 300)
    assert "more than 4,000,000 cells" in refusal(tmp_path, "wide.ods", ods(rows))


def test_one_cell_far_away_is_refused_and_takes_no_memory(tmp_path: Path) -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        harbour(sheet)
        sheet["XFD1048576"] = "far"

    told = refusal(tmp_path, "far.xlsx", book(fill))
    assert told.startswith("the file has cells as far as row 1,048,576 and column 16,384")


def parts(content: bytes, new: dict[str, str], names: dict[str, str] | None = None) -> bytes:
    """Return a spreadsheet with further parts, or others under their names, and names changed."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", 8) as made:
        for name in old.namelist():
            if name not in new:
                made.writestr((names or {}).get(name, name), old.read(name))
        for name, text in new.items():
            made.writestr(name, text)
    return held.getvalue()


def sharing(times: int) -> bytes:
    """Return a small spreadsheet in which one long text stands many times."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    texts = "".join(f"<si><t>{text}</t></si>" for text in ("Country", "Issue", "x" * 30_000))
    cells = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    cells += '<row><c t="s"><v>2</v></c><c t="s"><v>2</v></c></row>' * times
    sheet = f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'
    shared = f'<sst xmlns="{space}">{texts}</sst>'
    return parts(book(harbour), {SHEET: sheet, "xl/sharedStrings.xml": shared})


def test_a_long_text_that_stands_in_very_many_cells_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, "shared.xlsx", sharing(5_000))
    assert told == "the file has more than 268,435,456 characters in its cells"
    assert len(of(tmp_path, "shared.xlsx", sharing(5)).tables["points"]) == 5
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="1000">'
    cell += f"<text:p>{'x' * 3000}</text:p></table:table-cell>"
    rows = f'<table:table-row table:number-rows-repeated="1000">{cell}</table:table-row>'
    assert refusal(tmp_path, "repeated.ods", ods(rows)) == told
    spaces = row("Country", "Issue") + row("Peru", '<text:s text:c="300000000"/>')
    assert refusal(tmp_path, "spaces.ods", ods(spaces)) == told


FAR = 'r="XFD1048576"'


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("XL/WORKSHEETS/SHEET1.XML", ("", "")),
        ("xl/media/picture.png", ("xl/worksheets/sheet1.xml", "xl/media/picture.png")),
        (SHEET, (FAR, FAR.lower())),
        (SHEET, (FAR, 'r="XFD00000001048576"')),
    ],
)
def test_a_sheet_is_looked_at_under_whatever_name_its_reader_finds_it(
    tmp_path: Path, name: str, change: tuple[str, str]
) -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        harbour(sheet)
        sheet["XFD1048576"] = "far"

    content = book(fill)
    old, new = (text.encode() for text in change)
    for part in (SHEET, "xl/_rels/workbook.xml.rels"):
        content = changed(content, part, lambda text: text.replace(old, new))
    told = refusal(tmp_path, "far.xlsx", parts(content, {}, {SHEET: name}))
    assert "more than 4,000,000 cells" in told or "has a cell 'XFD0" in told


def test_cells_that_are_merged_over_and_over_are_refused(tmp_path: Path) -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        harbour(sheet)
        sheet.append(["Peru", "Fees", "x"])

    merged = b"<mergeCells>" + b'<mergeCell ref="A2:A3"/>' * 100 + b"</mergeCells>"
    edit = lambda text: text.replace(b"</sheetData>", b"</sheetData>" + merged)  # noqa: E731
    told = refusal(tmp_path, "merged.xlsx", changed(book(fill), SHEET, edit))
    assert told == "the file merges cells that are merged already"


def test_nothing_outside_a_spreadsheet_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        web = f"http://127.0.0.1:{server.getsockname()[1]}/a"
        file = (tmp_path / "secret.txt").as_uri()
        cells = "".join(
            f'<c r="{column}3" t="str"><f>{formula}</f><v>{value}</v></c>'
            for column, formula, value in (
                ("A", f"'[{file}]Sheet1'!A1", "Peru"),
                ("B", f'WEBSERVICE("{web}")', "Fees"),
                ("C", "cmd|'/c calc'!A1", "Well"),
            )
        )
        edit = lambda text: text.replace(  # noqa: E731
            b"</sheetData>", f'<row r="3">{cells}</row></sheetData>'.encode()
        )
        linked = "xl/externalLinks/_rels/externalLink1.xml.rels"
        target = f'<a><Relationship Id="rId1" Target="{web}" TargetMode="External"/></a>'
        content = parts(changed(book(harbour), SHEET, edit), {linked: target})
        assert gists(of(tmp_path, "out.xlsx", content))[1] == ("Peru", "Well")
        link = f'<text:a xmlns:x="http://www.w3.org/1999/xlink" x:href="{file}">Well</text:a>'
        rows = row("Country", "Issue", "Statement") + row("Peru", "Fees", link)
        rows = rows.replace("table-cell ", f'table-cell table:formula="of:=WEBSERVICE({web})" ')
        assert gists(of(tmp_path, "out.ods", ods(rows))) == [("Peru", "Well")]
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'Country,Issue\nPeru,"' + b"x" * 200_000 + b'"\n', "a cell of more than 131,072"),
        (b"Country,Issue\nPeru,Fe\x00es\n", "there is a NUL character"),
        (b"Country,Issue\nPeru,Fe\xe2\x80\xaees\n", "cell B2 (Issue): "),
    ],
)
def test_text_that_no_package_can_have_is_refused_with_its_place(
    tmp_path: Path, content: bytes, told: str
) -> None:
    assert told in refusal(tmp_path, "harbour.csv", content)
    with pytest.raises(DataError, match=r"harbour\.csv:2:"):
        statements(tmp_path / "harbour.csv")


@pytest.mark.parametrize(
    "entity", ['<!ENTITY e "boom">', '<!ENTITY e SYSTEM "file:///etc/passwd">']
)
def test_a_file_that_defines_entities_is_refused(tmp_path: Path, entity: str) -> None:
    head = f"<!DOCTYPE a [{entity}]>"
    told = refusal(tmp_path, "entity.ods", ods(row("Country", "&e;"), head))
    assert told.startswith("the file defines a document type of its own in content.xml")
    edit = lambda text: text.replace(b"<worksheet", head.encode() + b"<worksheet", 1)  # noqa: E731
    told = refusal(tmp_path, "entity.xlsx", changed(book(harbour), SHEET, edit))
    assert told.startswith("the file defines a document type of its own in xl/worksheets")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"Country,Issue\n"),
        ("a.xlsx", b"PK\x03\x04 and no more"),
        ("a.xlsx", ods(row("Country", "Issue"))[:400]),
        ("a.xlsx", changed(book(harbour), SHEET, lambda text: text[:-40])),
        ("a.xlsx", changed(book(harbour), "xl/workbook.xml", lambda _: b"<a/>")),
        ("a.ods", b"\xd0\xcf\x11\xe0" + bytes(600)),
        ("a.csv", book(harbour)),
        ("a.csv", bytes(300)),
        ("a.tsv", b""),
    ],
)
def test_what_is_damaged_or_something_else_ends_in_one_message(
    tmp_path: Path, name: str, content: bytes
) -> None:
    assert refusal(tmp_path, name, content)


def test_a_file_that_is_not_there_and_a_folder_of_its_name_are_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="does not exist"):
        statements(tmp_path / "none.xlsx")
