/** How the drive's things, labels and audiences are called on the screen. */
import type { TFunction } from "i18next";
import { useNames, useWordName } from "../people/names";
import type { Audience, Item, Party, SharedParty, Step } from "./shapes";

export type NameOf = (id: string | null | undefined) => string;

/** The names of these ids as far as they are known; empty while they are on their way. */
export function useNameOf(ids: readonly (string | null | undefined)[]): NameOf {
  const names = useNames(ids.filter((id): id is string => id !== null && id !== undefined));
  const word = useWordName();
  return (id) => {
    const name = id ? names.get(id) : undefined;
    return name === undefined ? "" : word(name);
  };
}

/** A root of one's own has no name; somebody else's, shared with me, is called by its owner. */
export function wordThing(t: TFunction, thing: Pick<Item | Step, "name" | "root" | "owner">, me: string, nameOf?: NameOf): string {
  if (thing.root !== "own") return thing.name;
  return thing.owner === null || thing.owner === me ? t("own") : t("own_of", { name: nameOf?.(thing.owner) ?? "" });
}

export function wordParty(t: TFunction, party: Party, nameOf: NameOf): string {
  if (party.kind === "everyone") return t("everyone");
  if (party.kind === "link") return t("link_holder");
  return nameOf(party.id);
}

function wordShared(t: TFunction, party: SharedParty, nameOf: NameOf, me: string): string {
  const name = party.kind === "person" && party.id === me ? t("me") : wordParty(t, party, nameOf);
  return party.kind === "person" || party.kind === "link" ? name : t("party", { name, count: party.people });
}

/** 自分だけ · 契約管理課 14人・財政課 12人 · 契約管理課 14人・鈴木 航 ほか3 */
export function wordAudience(t: TFunction, audience: Audience, nameOf: NameOf, me: string): string {
  if (audience.only_me) return t("only_me");
  const parties = audience.parties.map((party) => wordShared(t, party, nameOf, me)).join(t("dot"));
  return audience.more > 0 ? t("and_more", { parties, count: audience.more }) : parties;
}

export function idsOfAudience(audience: Audience | null | undefined): (string | null)[] {
  return audience?.parties.map((party) => party.id) ?? [];
}

/** Labels of which few may see the thing, and only under conditions. */
export function isClosed(label: number): boolean {
  return label >= 3;
}

/** Offered where at least one of these is among what the server says may be done. */
export function can(item: Pick<Item, "abilities"> | undefined, ability: string): boolean {
  return item?.abilities.includes(ability) ?? false;
}
