"""Makes the workbooks of this folder; README.md says with what. All recipients are invented."""

import datetime
import pathlib
import subprocess

import msoffcrypto.format.ooxml
import openpyxl
import xlsxwriter

HERE = pathlib.Path(__file__).parent
HEADER = ["管理番号", "氏名", "郵便番号", "住所", "保護者", "故人", "言語", "対象", "お客様番号"]
CODE = '#eval("x") *[a](b)* <b>{{ 7*7 }}{% raw %}'
ROWS = [
    ["A-1", "髙﨑 花子", 600001, "見本県見本市1-2-3", "", "", "", "members", '=HYPERLINK("x")'],
    ["A-2", "塚本 太郎", "123-4567", "見本県見本市1-2-3", "", "", "", "members;bank", "K2"],
    ["A-3", "森 林", "123-4567", "見本県見本市1-2-3", "林 森", "", "", "members", "K3"],
    ["A-4", "ｻﾝﾌﾟﾙ ｼﾞﾛｳ", "１２３４５６７", "見本県\n見本ビル", "", "", "", "members", "K4"],
    ["A-5", "故見 本一", "123-4567", "見本県5", "", "はい", "", "members", "K5"],
    ["A-7", CODE, "123-4567", CODE, "", "", "", "bank", CODE],
    ["../A-8", "見本 八郎", "123-4567", "見本県8", "", "", "", "members", "K8"],
]


def written(sheet, row, column, value):
    """Text stays text, whatever it looks like."""
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    else:
        sheet.write(row, column, value)


def usual():
    book = xlsxwriter.Workbook(HERE / "usual.xlsx")
    sheet = book.add_worksheet("受取人")
    postal = book.add_format({"num_format": "000-0000"})
    for row, cells in enumerate([HEADER] + ROWS):
        for column, value in enumerate(cells):
            written(sheet, row, column, value)
    sheet.write_number(1, 2, 600001, postal)
    sheet.write_formula(2, 8, '="K"&2', None, "K2")
    # What a sheet keeps behind its last row and column.
    for row in range(len(ROWS) + 1, len(ROWS) + 40):
        sheet.write_blank(row, 0, None, postal)
        sheet.write_blank(row, 12, None, postal)
    choices = book.add_worksheet("選択肢")
    choices.write_string(0, 0, "members")
    choices.hide()
    book.add_worksheet("Sheet3")
    book.close()
    # The same workbook as LibreOffice writes it.
    folder = HERE / "libreoffice"
    subprocess.run(["soffice", "--headless", "--convert-to", "xlsx", "--outdir", folder, HERE / "usual.xlsx"], check=True)
    (folder / "usual.xlsx").rename(HERE / "libreoffice.xlsx")
    folder.rmdir()


def spoilt():
    book = xlsxwriter.Workbook(HERE / "spoilt.xlsx")
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy/m/d"})
    code = book.add_format({"num_format": "00000"})
    for column, name in enumerate(["id", "name", "address", "電話番号", "日付", "会員番号"]):
        sheet.write_string(0, column, name)
    for row in range(1, 5):
        sheet.write_number(row, 0, row, code)
        sheet.write_string(row, 1, "見本")
        sheet.write_string(row, 2, f"見本県{row}")
        sheet.write_string(row, 3, "0312345678")
        sheet.write_datetime(row, 4, datetime.datetime(2026, 11, 20), day)
        sheet.write_number(row, 5, 123456789012)
    sheet.write_formula(2, 2, "=VLOOKUP(1,Z1:Z2,1)", None, "#N/A")
    sheet.write_number(3, 3, 312345678)
    sheet.write_number(4, 5, 1234567890123456)
    book.close()


def plain(name, change):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [["id", "name", "address"], ["1", "見本", "見本県"], ["2", "見本", "見本市"], ["3", "見本", "見本町"]]:
        sheet.append(row)
    change(book, sheet)
    book.save(HERE / name)


def formula(book, sheet):
    sheet["C3"] = "=C2"
    sheet["C3"].data_type = "f"


def two(book, sheet):
    sheet.title = "一覧"
    book.create_sheet("集計")["A1"] = 3


usual()
spoilt()
plain("formula.xlsx", formula)
plain("merged.xlsx", lambda book, sheet: sheet.merge_cells("C2:C3"))
plain("two-sheets.xlsx", two)
plain("locked.xlsx", lambda book, sheet: None)
with open(HERE / "locked.xlsx", "rb") as file:
    unlocked = msoffcrypto.format.ooxml.OOXMLFile(file)
    with open(HERE / "locked.part", "wb") as out:
        unlocked.encrypt("secret", out)
(HERE / "locked.part").rename(HERE / "locked.xlsx")
