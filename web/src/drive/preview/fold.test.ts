import { expect, it } from "vitest";
import { findAll, fold } from "./fold";

const find = (text: string, wanted: string) => findAll(fold(text), fold(wanted).text).map(({ start, end }) => text.slice(start, end));

it.each([
  ["ガラス清掃", "ｶﾞﾗｽ", "ガラス"],
  ["ｶﾞﾗｽ清掃", "ガラス", "ｶﾞﾗｽ"],
  ["ＡＢＣ株式会社", "abc", "ＡＢＣ"],
  ["①の㈱みほん", "(株)", "㈱"],
  ["見積\n書 第1号", "見積書", "見積\n書"],
  ["カッパのかわ", "かっぱ", "カッパ"],
  ["𠮷田と神﨑", "𠮷田", "𠮷田"],
])("finds in %s what %s means", (text, wanted, found) => {
  expect(find(text, wanted)).toEqual([found]);
});

it("finds every place, and nothing where nothing is asked for", () => {
  expect(find("12か月、12月", "12")).toEqual(["12", "12"]);
  expect(find("12か月", " ")).toEqual([]);
});
