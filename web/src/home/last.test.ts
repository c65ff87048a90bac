import { expect, it } from "vitest";
import type { Item, RecentItem } from "../drive/shapes";
import { getLast } from "./last";

const [early, noon, late] = ["2026-11-24T00:00:00Z", "2026-11-24T03:00:00Z", "2026-11-24T06:00:00Z"];

function recent(opened_at: string | null, edited_at: string | null, item: Partial<Item>): RecentItem {
  return { item: { kind: "document", modified_at: early, modified_by: "me", ...item } as Item, path: [], opened_at, edited_at };
}

it("names the later of opening and editing", () => {
  expect(getLast(recent(noon, early, {}), "me")).toMatchObject({ what: "opened", at: noon });
  expect(getLast(recent(early, noon, {}), "me")).toMatchObject({ what: "edited", at: noon });
});

it("names a colleague who went on after me, but not for a folder", () => {
  const theirs = { modified_at: late, modified_by: "suzuki" };
  expect(getLast(recent(noon, null, theirs), "me")).toEqual({ what: "edited_by", at: late, by: "suzuki" });
  expect(getLast(recent(noon, null, { ...theirs, kind: "folder" }), "me")).toMatchObject({ what: "opened" });
  expect(getLast(recent(noon, null, { ...theirs, modified_at: early }), "me")).toMatchObject({ what: "opened" });
});
