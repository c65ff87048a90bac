/**
 * What this person keeps at hand. A star is shown at once, wherever its thing is on the screen, and sent behind that:
 * of quick changes the last one counts, and what fails goes back with its reason. Other windows of the person hear it.
 */
import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { Star } from "lucide-react";
import { getWord } from "../../kernel/words";
import { useTopic } from "../../live/topics";
import { useMe } from "../../sessions/me";
import { showToast, showTrouble } from "../../ui/toasts";
import * as api from "../api";
import { keys } from "../queries";
import type { Item, StarredPage } from "../shapes";

type Starrable = Pick<Item, "id" | "name" | "starred">;
type Ids = ReadonlySet<string>;

/** What is kept of the server that shows whether things are starred. */
const parts: ReadonlySet<unknown> = new Set(["detail", "roots", "list", "recent", "with-me", "starred"]);

/** The same value with the marks of these things set; what holds none of them stays the very same. */
export function withStars(value: unknown, ids: Ids, starred: boolean): unknown {
  if (Array.isArray(value)) {
    const next = value.map((each) => withStars(each, ids, starred));
    return next.some((each, at) => each !== value[at]) ? next : value;
  }
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const before = value as Readonly<Record<string, unknown>>;
  const changed = Object.entries(before).flatMap(([name, each]) => {
    const next = withStars(each, ids, starred);
    return next === each ? [] : [[name, next] as const];
  });
  if (typeof before["starred"] === "boolean" && before["starred"] !== starred && ids.has(before["id"] as string)) changed.push(["starred", starred]);
  return changed.length === 0 ? value : { ...before, ...Object.fromEntries(changed) };
}

/** Pages of starred things without these, and counted without them. */
export function withoutRows(pages: readonly StarredPage[], ids: Ids): StarredPage[] {
  const kept = pages.map((page) => ({ ...page, items: page.items.filter(({ item }) => !ids.has(item.id)) }));
  const fewer = pages.reduce((sum, page, at) => sum + page.items.length - kept[at]!.items.length, 0);
  return kept.map((page) => ({ ...page, total: page.total === null ? null : page.total - fewer }));
}

function dropRows(data: StarredPage | InfiniteData<StarredPage>, ids: Ids): StarredPage | InfiniteData<StarredPage> {
  return "pages" in data ? { ...data, pages: withoutRows(data.pages, ids) } : withoutRows([data], ids)[0]!;
}

function listShowing(queries: QueryClient) {
  return queries.getQueryCache().findAll({ queryKey: keys.all, predicate: ({ queryKey }) => parts.has(queryKey[1]) });
}

/** Shows it everywhere, before the server is asked or when it has said so. */
export function showStars(queries: QueryClient, ids: Ids, starred: boolean): void {
  for (const { queryKey, state } of listShowing(queries)) {
    if (state.data === undefined) continue;
    const data = withStars(state.data, ids, starred);
    const shown = queryKey[1] === "starred" && !starred ? dropRows(data as StarredPage, ids) : data;
    if (shown !== state.data) queries.setQueryData(queryKey, shown);
  }
}

/** After the server has it: what left it before is asked again, and the list of starred things in any case. */
function renew(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: keys.starred });
  for (const { queryKey, state } of listShowing(queries)) {
    if (state.fetchStatus === "fetching" && queryKey[1] !== "starred") void queries.invalidateQueries({ queryKey, exact: true, refetchType: "all" });
  }
}

/** What is wanted of things whose change is on its way. */
const wanted = new Map<string, boolean>();

async function send(queries: QueryClient, id: string, starred: boolean): Promise<void> {
  const isUnderWay = wanted.has(id);
  wanted.set(id, starred);
  if (isUnderWay) return; // What is under way goes on with it.
  let known = !starred;
  try {
    while (wanted.get(id) !== known) {
      const next: boolean = wanted.get(id)!;
      await api.setStar(id, next);
      known = next;
    }
  } finally {
    wanted.delete(id);
    showStars(queries, new Set([id]), known);
  }
}

interface Said {
  /** Where what is taken off leaves the list: a toast says so and puts it back. */
  readonly isUndoable?: boolean;
}

export async function starThings(queries: QueryClient, items: readonly Starrable[], starred: boolean, { isUndoable = false }: Said = {}): Promise<void> {
  const waiting = items.filter((item) => item.starred !== starred);
  const done: Starrable[] = [];
  showStars(queries, new Set(waiting.map(({ id }) => id)), starred);
  try {
    for (const item of waiting) {
      await send(queries, item.id, starred);
      done.push(item);
    }
  } catch (error) {
    showStars(queries, new Set(waiting.slice(done.length).map(({ id }) => id)), !starred);
    showTrouble(error);
  }
  renew(queries);
  if (!isUndoable || starred || done.length === 0) return;
  const what = done.length === 1 ? getWord("drive", "quoted", { name: done[0]!.name }) : getWord("drive", "list.count", { count: done.length });
  const undo = { act: () => void starThings(queries, done.map((item) => ({ ...item, starred: false })), true) };
  showToast({ words: getWord("star", "taken_off", { what }), icon: Star, undo });
}

/** Hears of the stars this person set elsewhere: in another window, on another machine. */
export function useLiveStars(): void {
  const queries = useQueryClient();
  const me = useMe().person.id;
  const hear = (name: string, data: Readonly<Record<string, unknown>>) => {
    const id = data["thing_id"];
    if ((name !== "ThingStarred" && name !== "ThingUnstarred") || typeof id !== "string" || wanted.has(id)) return;
    showStars(queries, new Set([id]), name === "ThingStarred");
    renew(queries);
  };
  useTopic(`person:${me}`, hear, { onMissed: () => void queries.invalidateQueries({ queryKey: keys.starred }) });
}
