import { expect, it } from "vitest";
import { foldTag } from "./folding";

it("takes tags that look alike for one", () => {
  expect(foldTag("ＤＸ推進 ")).toBe(foldTag("dx推進"));
  expect(foldTag("か\u3099")).toBe(foldTag("が"));
  expect(foldTag("契約")).not.toBe(foldTag("契約書"));
});
