import { expect, it } from "vitest";
import { lettersOf } from "../columns";
import { hasHeading, isNumber, measureColumns, moveBy } from "./grid";
import { makeReader, tellSeparator } from "./readCsv";

function read(text: string, most?: number) {
  const reader = makeReader(tellSeparator(text), most);
  // One letter at a time: nothing may depend on where a slice ends.
  for (const letter of text) reader.feed(letter);
  reader.end();
  return { rows: reader.rows, count: reader.count() };
}

it.each([
  ["a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]],
  ["a,b\nc,d", [["a", "b"], ["c", "d"]]],
  ["a,b\rc,d\r", [["a", "b"], ["c", "d"]]],
  ['"甲, 乙","二行\r\nある"\n', [["甲, 乙", "二行\r\nある"]]],
  ['"彼は""はい""と",x', [['彼は"はい"と', "x"]]],
  ["a,,\n,\n", [["a", "", ""], ["", ""]]],
  ["a\n\nb\n", [["a"], [""], ["b"]]],
  ['5" 管,x\n', [['5" 管', "x"]]],
  ['""\n', [[""]]],
  ["甲\t1\n乙\t2\n", [["甲", "1"], ["乙", "2"]]],
  ["甲;1\n乙;2\n", [["甲", "1"], ["乙", "2"]]],
  ['"閉じない,x\ny', [["閉じない,x\ny"]]],
  ["", []],
])("reads %j", (text, rows) => {
  expect(read(text).rows).toEqual(rows);
});

it("keeps the first rows and counts all", () => {
  const { rows, count } = read(Array.from({ length: 50 }, (_, index) => `${index},"x\ny"`).join("\n"), 10);
  expect(rows).toHaveLength(10);
  expect(count).toBe(50);
});

it.each(["1,284,000", "-0.5", "△1,200", "12%", "¥300", "１２", "300円"])("takes %s for a number", (cell) => expect(isNumber(cell)).toBe(true));
it.each(["本庁舎1階", "", "2026-11-28", "R8.4.1", "090-1234"])("takes %s for words", (cell) => expect(isNumber(cell)).toBe(false));

it("sees names of columns, and widths by what is in them", () => {
  expect(hasHeading([["番号", "場所"], ["1", "本庁舎"]])).toBe(true);
  expect(hasHeading([["1", "本庁舎"], ["2", "分庁舎"]])).toBe(false);
  const [narrow, wide] = measureColumns([["1", "拡張分は令和8年12月1日から。増額は月22,000円"]]);
  expect(narrow).toBeLessThan(100);
  expect(wide).toBe(360);
  expect([0, 25, 26, 701, 702].map((column) => lettersOf(column + 1))).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
});

it("moves by keys and stays inside", () => {
  expect(moveBy("ArrowUp", { row: 0, column: 3 }, 10, 5, 4)).toEqual({ row: 0, column: 3 });
  expect(moveBy("PageDown", { row: 2, column: 3 }, 10, 5, 4)).toEqual({ row: 6, column: 3 });
  expect(moveBy("Ctrl+End", { row: 2, column: 3 }, 10, 5, 4)).toEqual({ row: 9, column: 4 });
  expect(moveBy("x", { row: 2, column: 3 }, 10, 5, 4)).toBeUndefined();
});
