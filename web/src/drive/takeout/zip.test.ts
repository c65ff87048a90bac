/** What the zip is called, and which things may be in one. */
import { QueryClient } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";
import { keys } from "../queries";
import type { Item } from "../shapes";

vi.mock("../../kernel/words", () => ({
  getWord: (_area: string, key: string, params: Record<string, unknown> = {}) =>
    ({ "zip.title": `${String(params["name"])} ${String(params["date"])}`, "zip.date": `${String(params["month"])}月${String(params["day"])}日`, "zip.many": `${String(params["name"])} ほか${String(params["count"])}件`, own: "マイドライブ" })[key],
}));

const { isTakeable, wordTitle } = await import("./zip");

function makeItem(name: string, over: Partial<Item> = {}): Item {
  return {
    id: name, kind: "file", name, folder: "f", root: null, owner: null, label: 2, revision: 1, size_bytes: 1, media_type: null,
    created_at: "", created_by: null, modified_at: "", modified_by: null, abilities: [], audience: null, received: null, held: null, starred: false, comments: 0, version: null, editing: [], ...over,
  };
}

const now = new Date("2026-11-27T16:00:00Z");

it("is called by the one thing, else by the folder, else by the first", () => {
  const queries = new QueryClient();
  const [one, two] = [makeItem("a.txt"), makeItem("b.txt")];
  expect(wordTitle(queries, [makeItem("様式", { kind: "folder" })], now)).toBe("様式 11月28日");
  expect(wordTitle(queries, [one, two], now)).toBe("a.txt ほか1件 11月28日");
  queries.setQueryData(keys.detail("f"), { item: makeItem("契約管理課") });
  expect(wordTitle(queries, [one, two], now)).toBe("契約管理課 11月28日");
  expect(wordTitle(queries, [one, makeItem("c", { folder: "g" })], now)).toBe("a.txt ほか1件 11月28日");
  queries.setQueryData(keys.detail("f"), { item: makeItem("", { root: "own" }) });
  expect(wordTitle(queries, [one, two], now)).toBe("マイドライブ 11月28日");
});

it("offers only what the server lets one have", () => {
  expect(isTakeable(makeItem("a"))).toBe(false);
  expect(isTakeable(makeItem("a", { abilities: ["file.download"] }))).toBe(true);
  expect(isTakeable(makeItem("a", { kind: "document", abilities: ["thing.read"] }))).toBe(false);
  expect(isTakeable(makeItem("a", { kind: "document", abilities: ["document.read"] }))).toBe(true);
  expect(isTakeable(makeItem("a", { kind: "folder", abilities: ["thing.read"] }))).toBe(true);
});
