/** One person of a unit is taken out: the rest get shares of their own, and nothing is offered that costs anybody else. */
import { afterEach, expect, it, vi } from "vitest";
import type { Preview, Share, SharingChange } from "../shapes";
import { planExclusion } from "./ExcludeOne";

afterEach(() => vi.unstubAllGlobals());

const share: Share = {
  party: { kind: "unit", id: "finance" }, role: "viewer", people: 3, ends: "2027-03-31T15:00:00Z", inherited: false, where: "t", given_by: null, given_at: "2026-05-12T00:00:00Z",
};

/** Answers previews as a thing seen by `people` would, of whom `members` see it through the unit alone. */
function serve(people: readonly string[], members: readonly string[]): void {
  vi.stubGlobal("fetch", async (_path: string, options: { body: string }) => {
    const { give, take } = JSON.parse(options.body) as SharingChange;
    const kept = new Set(give.map(({ party }) => party.id));
    const losing = take.length > 0 ? members.filter((person) => !kept.has(person)) : [];
    const effect: Preview = { before: people.length, after: people.length - losing.length, gain: 0, lose: losing.length, other_role: 0, gaining: [], losing: losing.slice(0, 10) };
    return new Response(JSON.stringify(effect), { headers: { "content-type": "application/json" } });
  });
}

it("gives each of the others what the unit had, with its end", async () => {
  serve(["chief", "ito", "ueda", "kato"], ["ito", "ueda", "kato"]);
  expect(await planExclusion("t", "ito", [share])).toEqual({
    give: ["ueda", "kato"].map((id) => ({ party: { kind: "person", id }, role: "viewer", ends_on: "2027-03-31" })),
    take: [{ kind: "unit", id: "finance" }],
    inherits: null,
  });
});

it("offers nothing where the person would not lose it, or too many would need shares", async () => {
  serve(["chief", "ito"], []);
  expect(await planExclusion("t", "ito", [share])).toBe(null);
  const many = Array.from({ length: 101 }, (_, number) => `person-${number}`);
  serve(many, many);
  expect(await planExclusion("t", "person-1", [share])).toBe(null);
});
