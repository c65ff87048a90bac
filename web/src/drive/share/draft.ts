/**
 * Changes to who may see a thing, before they are saved: what is given, taken and inherited. Plain values; the dialog
 * draws them, the server previews and saves them all at once, and `reverse` is the way back.
 */
import { getDay, lastMoment, toIsoDay } from "../../ui/dates";
import type { Give, Party, Role, Share, Sharing, SharingChange } from "../shapes";

export interface Draft {
  readonly give: ReadonlyMap<string, Give>;
  readonly take: ReadonlyMap<string, Party>;
  /** null = as it is. */
  readonly inherits: boolean | null;
}

export const emptyDraft: Draft = { give: new Map(), take: new Map(), inherits: null };

export function keyOf(party: Party): string {
  return `${party.kind}:${party.id ?? ""}`;
}

export function isEmpty(draft: Draft): boolean {
  return draft.give.size === 0 && draft.take.size === 0 && draft.inherits === null;
}

export function toChange(draft: Draft): SharingChange {
  return { give: [...draft.give.values()], take: [...draft.take.values()], inherits: draft.inherits };
}

/** The last day it holds, from the first moment it no longer does: a share ends with its day in the agency's zone. */
export function lastDayOf(ends: string | null): string | null {
  return ends === null ? null : toIsoDay(getDay(lastMoment(ends)));
}

function findOwn(sharing: Sharing, party: Party): Share | undefined {
  return sharing.shares.find((share) => !share.inherited && keyOf(share.party) === keyOf(party));
}

/** Gives or changes; back to what stands is no change. */
export function give(draft: Draft, sharing: Sharing, gift: Give): Draft {
  const key = keyOf(gift.party);
  const now = findOwn(sharing, gift.party);
  const next = new Map(draft.give);
  if (now !== undefined && now.role === gift.role && lastDayOf(now.ends) === gift.ends_on) next.delete(key);
  else next.set(key, gift);
  return { ...draft, give: next, take: without(draft.take, key) };
}

/** Takes back what stands on the thing itself, or forgets what was only drafted. */
export function take(draft: Draft, sharing: Sharing, party: Party): Draft {
  const key = keyOf(party);
  const next = new Map(draft.take);
  if (findOwn(sharing, party) !== undefined) next.set(key, party);
  return { ...draft, give: without(draft.give, key), take: next };
}

export function keepAsIs(draft: Draft, party: Party): Draft {
  const key = keyOf(party);
  return { ...draft, give: without(draft.give, key), take: without(draft.take, key) };
}

/** Nothing from above counts any more; whoever does this keeps managing, or the thing would be nobody's. */
export function stopInheriting(draft: Draft, sharing: Sharing, me: string): Draft {
  const mine: Give = { party: { kind: "person", id: me }, role: "manager", ends_on: null };
  return { ...give(draft, sharing, mine), inherits: false };
}

export function inheritAgain(draft: Draft): Draft {
  return { ...draft, inherits: true };
}

/** Forgets what was drafted about inheriting, and whom to keep because of it. */
export function inheritAsIs(draft: Draft, sharing: Sharing): Draft {
  const inherited = new Set(sharing.shares.filter((share) => share.inherited).map((share) => keyOf(share.party)));
  const next = [...draft.give].filter(([key, gift]) => !inherited.has(key) && !(gift.party.kind === "person" && gift.role === "manager"));
  return { ...draft, give: new Map(next), inherits: null };
}

/** What undoes a change, seen from how sharing was before it. */
export function reverse(change: SharingChange, before: Sharing): SharingChange {
  const back: Give[] = [];
  const gone: Party[] = [];
  const restore = (party: Party) => {
    const share = findOwn(before, party);
    if (share === undefined) gone.push(party);
    else back.push({ party, role: share.role, ends_on: lastDayOf(share.ends) });
  };
  for (const gift of change.give) restore(gift.party);
  for (const party of change.take) restore(party);
  return { give: back, take: gone, inherits: change.inherits === null ? null : before.inherits };
}

export interface DraftRow {
  readonly party: Party;
  readonly role: Role;
  readonly endsOn: string | null;
  readonly share: Share | null;
  readonly state: "same" | "added" | "changed" | "taken";
}

/** The rows of the dialog: what stands on the thing, what comes new, then what is inherited. */
export function listRows(draft: Draft, sharing: Sharing): { readonly own: readonly DraftRow[]; readonly inherited: readonly DraftRow[] } {
  const own = sharing.shares.filter((share) => !share.inherited);
  const known = new Set(own.map((share) => keyOf(share.party)));
  const added = [...draft.give].filter(([key]) => !known.has(key)).map(([, gift]) => gift);
  const isCut = draft.inherits === false;
  return {
    own: [
      ...own.map((share): DraftRow => {
        const gift = draft.give.get(keyOf(share.party));
        const state = draft.take.has(keyOf(share.party)) ? "taken" : gift === undefined ? "same" : "changed";
        return { party: share.party, role: gift?.role ?? share.role, endsOn: gift === undefined ? lastDayOf(share.ends) : gift.ends_on, share, state };
      }),
      ...added.map((gift): DraftRow => ({ party: gift.party, role: gift.role, endsOn: gift.ends_on, share: null, state: "added" })),
    ],
    inherited: sharing.shares
      .filter((share) => share.inherited && !(isCut && draft.give.has(keyOf(share.party))))
      .map((share): DraftRow => ({ party: share.party, role: share.role, endsOn: lastDayOf(share.ends), share, state: isCut ? "taken" : "same" })),
  };
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const next = new Map(map);
  next.delete(key);
  return next;
}
