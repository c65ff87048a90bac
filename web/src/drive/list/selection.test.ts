/** Ticks and ranges as file lists do them, and what becomes of them when rows go. */
import { expect, it } from "vitest";
import { keepWithin, moveTo, noSelection, tick, tickAll, tickNone, tickRange } from "./selection";

const order = ["a", "b", "c", "d", "e"];

it("ticks and unticks where the keys stand", () => {
  const once = tick(moveTo(noSelection, "b"), "b");
  expect([...once.ticked]).toEqual(["b"]);
  expect([...tick(once, "b").ticked]).toEqual([]);
});

it("grows and shrinks one range from where it began", () => {
  const started = moveTo(noSelection, "b");
  const far = tickRange(tickRange(started, "c", order), "d", order);
  expect([...far.ticked]).toEqual(["b", "c", "d"]);
  expect([...tickRange(far, "c", order).ticked]).toEqual(["b", "c"]);
  expect([...tickRange(far, "a", order).ticked]).toEqual(["a", "b"]);
});

it("keeps what was ticked before the range", () => {
  const alone = moveTo(tick(noSelection, "e"), "a");
  expect([...tickRange(alone, "b", order).ticked].sort()).toEqual(["a", "b", "e"]);
});

it("begins a new range after a plain move", () => {
  const first = moveTo(tickRange(moveTo(noSelection, "a"), "b", order), "d");
  expect([...tickRange(first, "e", order).ticked].sort()).toEqual(["a", "b", "d", "e"]);
});

it("drops the ticks of rows that went, and stands on the one that took the place", () => {
  const selection = { ...tickAll(noSelection, order), active: "c" };
  const after = keepWithin(selection, ["a", "d", "e"], order);
  expect([...after.ticked]).toEqual(["a", "d", "e"]);
  expect(after.active).toBe("d");
  expect(keepWithin({ ...noSelection, active: "e" }, ["a"], order).active).toBe("a");
  expect(keepWithin(noSelection, [], order).active).toBe(null);
});

it("unticks all and stays where it is", () => {
  expect(tickNone({ ...tickAll(noSelection, order), active: "b" })).toMatchObject({ active: "b", ticked: new Set() });
});
