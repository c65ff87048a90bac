import { expect, it } from "vitest";
import { beginning, getNextStep, noteDocument, noteGiven, noteWriters } from "./progress";

const dropped = noteDocument(beginning, { id: "d", name: "清掃仕様書" });

it("begins with dropping a file", () => {
  expect(getNextStep(beginning)).toBe("drop");
  expect(getNextStep(dropped)).toBe("write");
});

it("counts writing together only when two have written", () => {
  const alone = noteWriters(dropped, ["me"], "me");
  expect(alone.done).toEqual(["drop"]);
  expect(noteWriters(alone, ["me"], "me")).toBe(alone);
  expect(noteWriters(dropped, ["suzuki"], "me").done).toEqual(["drop"]);
  expect(noteWriters(alone, ["suzuki"], "me").done).toEqual(["drop", "write"]);
});

it("counts taking back only after giving, whatever the order of the rest", () => {
  expect(noteGiven(dropped, [])).toBe(dropped);
  const given = noteGiven(dropped, ["okamoto"]);
  expect(given.done).toEqual(["drop", "share"]);
  expect(noteGiven(given, ["okamoto"])).toBe(given);
  expect(noteGiven(given, []).done).toEqual(["drop", "share", "take"]);
  expect(getNextStep(noteWriters(noteWriters(noteGiven(given, []), ["me"], "me"), ["suzuki"], "me"))).toBeUndefined();
});
