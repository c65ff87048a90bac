import { expect, it } from "vitest";
import { findCall, idsIn, readPieces, takeName, toBody, toText } from "./mentions";

const one = "01a2214d-9e23-769d-9685-18e074cd49ba";
const other = "01a2214d-9e23-769d-9685-18e074cd49bb";

it("keeps mentions as ids while they travel, and as names while they are read", () => {
  const mentioned = { "山田 太": one, "山田 太郎": other };
  const body = toBody("@山田 太郎 と @山田 太 へ。mail@example", mentioned);
  expect(body).toBe(`@{${other}} と @{${one}} へ。mail@example`);
  expect(idsIn(body)).toEqual([other, one]);
  expect(toText(body, (id) => (id === one ? "山田 太" : "山田 太郎"))).toEqual({ text: "@山田 太郎 と @山田 太 へ。mail@example", mentioned });
});

it("shows the words between mentions", () => {
  expect(readPieces(`@{${one}}\n確認を`)).toEqual([{ person: one }, { text: "\n確認を" }]);
  expect(readPieces("@{x} だけ")).toEqual([{ text: "@{x} だけ" }]);
});

it("knows when somebody is called", () => {
  expect(findCall("お願い @すず", 7)).toEqual({ from: 4, query: "すず" });
  expect(findCall("＠", 1)).toEqual({ from: 0, query: "" });
  expect(findCall("mail@host", 9)).toBeNull();
  expect(findCall("@すずき さん", 7)).toBeNull();
});

it("tells two of one name apart", () => {
  expect(takeName({}, "佐藤 健", "契約係", one)).toBe("佐藤 健");
  expect(takeName({ "佐藤 健": one }, "佐藤 健", "契約係", one)).toBe("佐藤 健");
  expect(takeName({ "佐藤 健": one }, "佐藤 健", "財政課", other)).toBe("佐藤 健(財政課)");
});
