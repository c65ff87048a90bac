/** Names of one moment travel as one request; a failure reaches everybody who waits, and the next moment asks anew. */
import { afterEach, expect, it, vi } from "vitest";
import { fetchName } from "./names";

afterEach(() => vi.unstubAllGlobals());

function answer(known: Readonly<Record<string, string>>) {
  return vi.fn(async (path: string) => {
    const ids = new URL(path, "http://x").searchParams.getAll("ids");
    const names = ids.filter((id) => id in known).map((id) => ({ id, name: known[id] }));
    return new Response(JSON.stringify({ names }), { headers: { "content-type": "application/json" } });
  });
}

it("asks once for all, and once for each id", async () => {
  const server = answer({ a: "佐藤 みのり", b: "契約管理課" });
  vi.stubGlobal("fetch", server);
  const found = await Promise.all([fetchName("a"), fetchName("b"), fetchName("a"), fetchName("gone")]);
  expect(found.map((name) => name?.name)).toEqual(["佐藤 みのり", "契約管理課", "佐藤 みのり", undefined]);
  expect(server).toHaveBeenCalledTimes(1);
  expect(server.mock.calls[0]![0]).toBe("/api/names?ids=a&ids=b&ids=gone");
});

it("tells everyone who waits that it failed, and asks anew later", async () => {
  vi.stubGlobal("fetch", vi.fn(async () => { throw new TypeError("network"); }));
  const results = await Promise.allSettled([fetchName("a"), fetchName("b")]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  vi.stubGlobal("fetch", answer({ a: "佐藤 みのり" }));
  expect((await fetchName("a"))?.name).toBe("佐藤 みのり");
});
