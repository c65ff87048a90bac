/** A change lands where the server would put it, and the count stays true. */
import { expect, it } from "vitest";
import type { Item } from "../shapes";
import { compareItems, mergeChange, sortKey, type Loaded } from "./order";

let made = 0;

function makeItem(name: string, over: Partial<Item> = {}): Item {
  made += 1;
  return {
    id: `id-${String(made).padStart(4, "0")}`, kind: "file", name, folder: "f", root: null, owner: null, label: 2, revision: 1,
    size_bytes: 10, media_type: "application/pdf", created_at: "2026-11-20T00:00:00Z", created_by: null,
    modified_at: "2026-11-20T00:00:00Z", modified_by: null, abilities: [], audience: null, received: null, held: null, starred: false, comments: 0, version: null, editing: [], ...over,
  };
}

function names(list: Loaded): string[] {
  return list.items.map((item) => item.name);
}

it("compares numbers by value, width and case as one, and folders first", () => {
  const items = [makeItem("第10回"), makeItem("第2回"), makeItem("Ａ案"), makeItem("a案2"), makeItem("委託", { kind: "folder" })];
  expect(items.sort(compareItems("name")).map((item) => item.name)).toEqual(["委託", "Ａ案", "a案2", "第2回", "第10回"]);
  expect(sortKey("　ＡＢ  007 ")).toBe("ab 00000007");
});

it("sorts rare kanji behind the usual ones, as code points do", () => {
  const items = [makeItem("𠮷田"), makeItem("﨑"), makeItem("吉田")];
  expect(items.sort(compareItems("name")).map((item) => item.name)).toEqual(["吉田", "﨑", "𠮷田"]);
});

it("puts a new row in its place and counts it", () => {
  const list = { items: [makeItem("a"), makeItem("c")], hasMore: false, total: 2 };
  const after = mergeChange(list, { items: [makeItem("b")], gone: [] }, "name");
  expect(names(after)).toEqual(["a", "b", "c"]);
  expect(after.total).toBe(3);
});

it("only counts what belongs behind the loaded part", () => {
  const list = { items: [makeItem("a"), makeItem("c")], hasMore: true, total: 900 };
  const after = mergeChange(list, { items: [makeItem("z")], gone: [] }, "name");
  expect(names(after)).toEqual(["a", "c"]);
  expect(after.total).toBe(901);
});

it("moves a renamed row and takes away what is gone, each counted once", () => {
  const [first, second, third] = [makeItem("a"), makeItem("b"), makeItem("c")];
  const list = { items: [first, second, third], hasMore: false, total: 3 };
  const renamed = mergeChange(list, { items: [{ ...first, name: "d" }], gone: [] }, "name");
  expect(names(renamed)).toEqual(["b", "c", "d"]);
  expect(renamed.total).toBe(3);
  const less = mergeChange(renamed, { items: [], gone: [second.id, "unknown"] }, "name");
  expect(names(less)).toEqual(["c", "d"]);
  expect(less.total).toBe(2);
});

it("sorts by what changed last", () => {
  const old = makeItem("old", { modified_at: "2026-11-01T00:00:00Z" });
  const list = { items: [makeItem("now"), old], hasMore: false, total: 2 };
  const after = mergeChange(list, { items: [{ ...old, modified_at: "2026-11-23T00:00:00Z" }], gone: [] }, "modified");
  expect(names(after)).toEqual(["old", "now"]);
});
