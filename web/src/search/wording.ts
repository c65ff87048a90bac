/** How found things and their places are called. A root of one's own has no name of its own. */
import { useMe } from "../sessions/me";
import { useWords } from "../kernel/words";
import type { ResolvedStep, ResolvedThing } from "../gate/things";

type Rooted = Pick<ResolvedThing | ResolvedStep, "name" | "root" | "owner">;

export function useNameOfThing(): (thing: Rooted) => string {
  const t = useWords("search");
  const me = useMe().person.id;
  return (thing) => (thing.root === "own" ? t(thing.owner === me ? "own_drive" : "other_drive") : thing.name);
}

/** 契約管理課 / 令和8年度 */
export function usePlaceOfThing(): (thing: ResolvedThing) => string {
  const nameOf = useNameOfThing();
  return (thing) => thing.path.slice(-2).map(nameOf).join(" / ");
}
