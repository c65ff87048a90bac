import { describe, expect, it } from "vitest";
import { markOf, moveTo } from "./order";

describe("moving a thing", () => {
  it("closes up behind it, and stops at both ends", () => {
    expect(moveTo(["a", "b", "c", "d"], 0, 2)).toEqual(["b", "c", "a", "d"]);
    expect(moveTo(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(moveTo(["a", "b", "c"], 2, 9)).toEqual(["a", "b", "c"]);
    expect(moveTo(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
  });
});

describe("a mark", () => {
  it("counts by the place, and stays where it was typed", () => {
    expect(markOf("x", 2, "資料", new Map())).toBe("資料3");
    expect(markOf("x", 2, "", new Map())).toBe("");
    expect(markOf("x", 2, "資料", new Map([["x", "議案第1号"]]))).toBe("議案第1号");
    expect(markOf("x", 2, "資料", new Map([["x", ""]]))).toBe("");
  });
});
