/** A star shows at once wherever its thing is, the last of quick changes counts, and what fails goes back. */
import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Problem } from "../../kernel/problem";
import { getToasts } from "../../ui/toasts";
import * as api from "../api";
import { keys } from "../queries";
import type { Item, StarredPage } from "../shapes";
import { showStars, starThings, withoutRows, withStars } from "./stars";

vi.mock("../api", () => ({ setStar: vi.fn() }));
const setStar = vi.mocked(api.setStar);
let queries: QueryClient;

beforeEach(() => {
  queries = new QueryClient();
  setStar.mockReset();
  setStar.mockResolvedValue(undefined);
});
afterEach(() => queries.clear());

function item(id: string, starred = false): Item {
  return { id, name: `${id}.txt`, starred, abilities: [] } as unknown as Item;
}

function page(ids: readonly string[], total: number | null): StarredPage {
  return { items: ids.map((id) => ({ item: item(id, true), path: [], starred_at: "" })), next: null, total };
}

function isStarred(id: string): boolean {
  return queries.getQueryData<{ items: Item[] }>(keys.list("f", "name"))!.items.find((each) => each.id === id)!.starred;
}

it("sets the mark in whatever holds the thing, and leaves the rest the very same", () => {
  const pages = { pages: [{ items: [item("a"), item("b")], next: null }, { items: [{ item: item("a") }], next: null }], pageParams: [null] };
  const after = withStars(pages, new Set(["a"]), true) as typeof pages;
  expect(after.pages[0]!.items.map((each) => (each as Item).starred)).toEqual([true, false]);
  expect(after.pages[0]!.items[1]).toBe(pages.pages[0]!.items[1]);
  expect((after.pages[1]!.items[0] as { item: Item }).item.starred).toBe(true);
  expect(withStars(pages, new Set(["c"]), true)).toBe(pages);
  expect(withStars(new Map([["a", 1]]), new Set(["a"]), true)).toEqual(new Map([["a", 1]]));
});

it("counts what leaves the list of starred things, on whatever page it stood", () => {
  const left = withoutRows([page(["a", "b"], 4), page(["c", "d"], null)], new Set(["b", "c"]));
  expect(left.map(({ items, total }) => [items.map((row) => row.item.id), total])).toEqual([[["a"], 2], [["d"], null]]);
});

it("shows it in lists, on the thing's own page and in the list of starred things", () => {
  queries.setQueryData(keys.list("f", "name"), { items: [item("a", true), item("b", true)] });
  queries.setQueryData(keys.detail("a"), { item: item("a", true), path: [] });
  queries.setQueryData([...keys.starred, "home"], page(["a", "b"], 2));
  queries.setQueryData(["drive", "why", "a"], { item: item("a", true) });
  showStars(queries, new Set(["a"]), false);
  expect([isStarred("a"), isStarred("b")]).toEqual([false, true]);
  expect(queries.getQueryData<{ item: Item }>(keys.detail("a"))!.item.starred).toBe(false);
  expect(queries.getQueryData<StarredPage>([...keys.starred, "home"])).toMatchObject({ total: 1, items: [{ item: { id: "b" } }] });
  expect(queries.getQueryData<{ item: Item }>(["drive", "why", "a"])!.item.starred).toBe(true);
});

it("shows it before the server has it, and goes back with the reason where it fails", async () => {
  queries.setQueryData(keys.list("f", "name"), { items: [item("a"), item("b")] });
  setStar.mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Problem(409, "too_many_starred", { limit: 500 }));
  const done = starThings(queries, [item("a"), item("b")], true);
  expect([isStarred("a"), isStarred("b")]).toEqual([true, true]);
  await done;
  expect([isStarred("a"), isStarred("b")]).toEqual([true, false]);
  expect(getToasts().at(-1)).toMatchObject({ look: "trouble", words: "お気に入りは500件までです。使わないものを外すと入れられます。" });
});

it("sends the last of quick changes, one after the other", async () => {
  queries.setQueryData(keys.list("f", "name"), { items: [item("a")] });
  let answer = () => undefined as void;
  setStar.mockImplementationOnce(() => new Promise<void>((resolve) => (answer = resolve)));
  const first = starThings(queries, [item("a")], true);
  await starThings(queries, [item("a", true)], false);
  await starThings(queries, [item("a")], true);
  await starThings(queries, [item("a", true)], false);
  expect(setStar.mock.calls).toEqual([["a", true]]);
  answer();
  await first;
  expect(setStar.mock.calls).toEqual([["a", true], ["a", false]]);
  expect(isStarred("a")).toBe(false);
});

it("sends nothing for what is so already, and offers the way back only where a row leaves", async () => {
  await starThings(queries, [item("a", true)], true);
  expect(setStar).not.toHaveBeenCalled();
  const before = getToasts().length;
  await starThings(queries, [item("a", true)], false);
  expect(getToasts()).toHaveLength(before);
  await starThings(queries, [item("a", true)], false, { isUndoable: true });
  expect(getToasts().at(-1)).toMatchObject({ words: "「a.txt」をお気に入りから外しました" });
  getToasts().at(-1)!.undo!.act();
  await vi.waitFor(() => expect(setStar.mock.calls.at(-1)).toEqual(["a", true]));
});
