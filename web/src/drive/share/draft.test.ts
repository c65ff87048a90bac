/** What the share dialog would send, and that its way back brings back exactly what was. */
import { expect, it } from "vitest";
import type { Party, Share, Sharing } from "../shapes";
import { emptyDraft, give, inheritAsIs, isEmpty, keepAsIs, lastDayOf, listRows, reverse, stopInheriting, take, toChange } from "./draft";

const section: Party = { kind: "unit", id: "contracts" };
const finance: Party = { kind: "unit", id: "finance" };
const sato: Party = { kind: "person", id: "sato" };

function share(party: Party, over: Partial<Share> = {}): Share {
  return {
    party, role: "viewer", people: 12, ends: null, inherited: false, where: "t", given_by: "sato", given_at: "2026-05-12T01:24:00Z", ...over,
  };
}

const sharing: Sharing = {
  shares: [share(finance, { ends: "2027-03-31T15:00:00Z" }), share(section, { role: "editor", inherited: true })],
  people: 26, inherits: true, has_parent: true, inside: 128, apart: 3,
};

it("reads the end of a share as the last day in the agency's zone", () => {
  expect(lastDayOf("2027-03-31T15:00:00Z")).toBe("2027-03-31");
  expect(lastDayOf(null)).toBe(null);
});

it("changes a role and finds no change when it is changed back", () => {
  const changed = give(emptyDraft, sharing, { party: finance, role: "editor", ends_on: "2027-03-31" });
  expect(toChange(changed).give).toEqual([{ party: finance, role: "editor", ends_on: "2027-03-31" }]);
  expect(isEmpty(give(changed, sharing, { party: finance, role: "viewer", ends_on: "2027-03-31" }))).toBe(true);
});

it("takes what stands, but only forgets what was drafted", () => {
  expect(toChange(take(emptyDraft, sharing, finance)).take).toEqual([finance]);
  const drafted = give(emptyDraft, sharing, { party: sato, role: "viewer", ends_on: null });
  expect(isEmpty(take(drafted, sharing, sato))).toBe(true);
  expect(isEmpty(keepAsIs(take(emptyDraft, sharing, finance), finance))).toBe(true);
});

it("shows what happens to each row", () => {
  const draft = take(give(emptyDraft, sharing, { party: sato, role: "viewer", ends_on: null }), sharing, finance);
  const rows = listRows(draft, sharing);
  expect(rows.own.map(({ party, state }) => [party.id, state])).toEqual([["finance", "taken"], ["sato", "added"]]);
  expect(rows.inherited.map(({ state }) => state)).toEqual(["same"]);
});

it("keeps whoever stops inheriting as manager, and everybody else only when said", () => {
  const cut = stopInheriting(emptyDraft, sharing, "sato");
  expect(toChange(cut)).toEqual({ give: [{ party: sato, role: "manager", ends_on: null }], take: [], inherits: false });
  expect(listRows(cut, sharing).inherited.map(({ state }) => state)).toEqual(["taken"]);
  const kept = give(cut, sharing, { party: section, role: "editor", ends_on: null });
  expect(listRows(kept, sharing).inherited).toEqual([]);
  expect(isEmpty(inheritAsIs(kept, sharing))).toBe(true);
});

it("undoes a change exactly", () => {
  const change = toChange(take(give(emptyDraft, sharing, { party: sato, role: "viewer", ends_on: null }), sharing, finance));
  expect(reverse(change, sharing)).toEqual({
    give: [{ party: finance, role: "viewer", ends_on: "2027-03-31" }], take: [sato], inherits: null,
  });
});
