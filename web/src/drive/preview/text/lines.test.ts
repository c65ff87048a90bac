import { expect, it } from "vitest";
import { charsetOf } from "../letters";
import { readLines } from "./lines";

const bytesOf = (...bytes: number[]) => new Uint8Array(bytes).buffer;
const utf8 = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;

it("takes the charset that the server found, else tells UTF-8 from CP932", () => {
  expect(charsetOf("text/plain; charset=euc-jp", bytesOf())).toBe("euc-jp");
  expect(charsetOf("text/html", utf8("あ"))).toBe("utf-8");
  expect(charsetOf("text/html", bytesOf(0x8a, 0xbf, 0x8e, 0x9a))).toBe("shift_jis");
});

it.each([
  ["utf-8", bytesOf(0xef, 0xbb, 0xbf, 0xe6, 0xbc, 0xa2)],
  ["shift_jis", bytesOf(0x8a, 0xbf)],
  ["euc-jp", bytesOf(0xb4, 0xc1)],
  ["iso-2022-jp", bytesOf(0x1b, 0x24, 0x42, 0x34, 0x41, 0x1b, 0x28, 0x42)],
  ["utf-16le", bytesOf(0xff, 0xfe, 0x22, 0x6f)],
  ["utf-16be", bytesOf(0xfe, 0xff, 0x6f, 0x22)],
])("reads %s", async (charset, bytes) => {
  expect(await readLines(bytes, charset)).toEqual([{ text: "漢", number: 1 }]);
});

it("numbers lines however they end, and breaks one that is too long", async () => {
  expect((await readLines(utf8("a\r\nb\rc\n\nd"), "utf-8")).map(({ text }) => text)).toEqual(["a", "b", "c", "", "d"]);
  const long = await readLines(utf8(`${"x".repeat(4500)}\ny`), "utf-8");
  expect(long.map(({ text, number }) => [text.length, number])).toEqual([[2000, 1], [2000, null], [500, null], [1, 2]]);
});

it("joins what a slice cut: a letter of three bytes, and a return from its line feed", async () => {
  const before = "x".repeat(2 ** 18 - 1);
  const lines = await readLines(utf8(`${before}漢\n`), "utf-8");
  expect(lines.map(({ text }) => text).join("")).toBe(`${before}漢`);
  expect(await readLines(utf8(`${before}\r\ny`), "utf-8")).toHaveLength(Math.ceil(before.length / 2000) + 1);
});
