import { expect, it } from "vitest";
import type { Item } from "../drive/shapes";
import { findMyUnit, listNew } from "./unit";

const unit = (id: string) => ({ id, name: id, english: id, count: 3 });
const item = (id: string, given: Partial<Item>) => ({ id, created_at: "2026-11-20T00:00:00Z", created_by: "other", ...given }) as Item;

it("takes the lowest unit that has a shared drive, else one's own", () => {
  const units = [unit("bureau"), unit("section"), unit("team")];
  const drives = [item("r1", { owner: "bureau" }), item("r2", { owner: "section" }), item("r3", { owner: "elsewhere" })];
  expect(findMyUnit(units, drives)).toEqual({ unit: units[1], root: drives[1] });
  expect(findMyUnit(units, [])).toEqual({ unit: units[2] });
  expect(findMyUnit([], drives)).toBeUndefined();
});

it("lists what others added in the last month, the newest first", () => {
  const rows = [
    item("old", { created_at: "2026-09-01T00:00:00Z" }),
    item("mine", { created_by: "me" }),
    item("a", { created_at: "2026-11-10T00:00:00Z" }),
    item("b", {}),
  ];
  expect(listNew(rows, "me", new Date("2026-11-24T00:00:00Z"), 3).map(({ id }) => id)).toEqual(["b", "a"]);
});
