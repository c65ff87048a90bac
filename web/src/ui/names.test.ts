import { expect, it } from "vitest";
import { firstCharacters, splitTail } from "./names";

it("keeps an old form with its variation selector whole", () => {
  expect(firstCharacters("葛\u{E0100}城 葵")).toBe("葛\u{E0100}");
  expect(firstCharacters("𠮷田 花子", 2)).toBe("𠮷田");
  expect(firstCharacters(" 佐藤")).toBe("佐");
});

it("cuts a long name before its tail, so that its end and extension stay", () => {
  const name = "令和8年度 指名業者選定委員会 会議結果及び議事要旨(第1回から第7回まで).docx";
  const [head, tail] = splitTail(name);
  expect(tail).toBe("ら第7回まで).docx");
  expect(head + tail).toBe(name);
});

it("leaves short names alone, and dots that begin no extension", () => {
  expect(splitTail("見積書.pdf")).toEqual(["見積書.pdf", ""]);
  const [, tail] = splitTail("庁舎清掃業務委託の変更について 案 v2.令和8年度の積算");
  expect(tail).toHaveLength(7);
});
