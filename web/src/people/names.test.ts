import { afterEach, expect, it, vi } from "vitest";
import { fetchName } from "./names";

afterEach(() => {
  vi.unstubAllGlobals();
});

it("asks once for all names of one turn, each id once", async () => {
  const fetch = vi.fn(async (path: string) => {
    const ids = new URL(path, "http://x").searchParams.getAll("ids");
    return Response.json({ names: ids.filter((id) => id !== "gone").map((id) => ({ id, name: `name ${id}` })) });
  });
  vi.stubGlobal("fetch", fetch);
  const names = await Promise.all([fetchName("a"), fetchName("b"), fetchName("a"), fetchName("gone")]);
  expect(names.map((name) => name?.name)).toEqual(["name a", "name b", "name a", undefined]);
  expect(fetch).toHaveBeenCalledOnce();
  expect(fetch.mock.calls[0]![0]).toBe("/api/names?ids=a&ids=b&ids=gone");
});

it("tells everybody who waits when the request fails", async () => {
  vi.stubGlobal("fetch", vi.fn(async () => new Response("{}", { status: 503 })));
  const results = await Promise.allSettled([fetchName("c"), fetchName("d")]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});
