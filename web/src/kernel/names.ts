/**
 * How people, units, groups and posts are called, by their ids. Screens meet ids one by one; the names asked for in
 * one moment travel as one request, and each is kept for a while.
 */
import { useQueries } from "@tanstack/react-query";
import { request } from "./request";
import { usePreferences } from "./preferences";

export interface Name {
  readonly id: string;
  readonly kind: "person" | "unit" | "group" | "post";
  readonly name: string;
  readonly english: string;
  readonly reading: string;
  readonly is_guest: boolean;
  /** The last day of a person's absence. */
  readonly away_until: string | null;
}

const MOST_AT_ONCE = 200;
const KEEP_MILLISECONDS = 5 * 60_000;

let waiting = new Map<string, ((name: Name | null) => void)[]>();
let failing: ((error: unknown) => void)[] = [];

/** The name of one id, asked for together with all others of this moment; null when nobody is called so. */
export function fetchName(id: string): Promise<Name | null> {
  return new Promise((resolve, reject) => {
    if (waiting.size === 0) queueMicrotask(() => setTimeout(ask, 0));
    waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
    failing.push(reject);
  });
}

async function ask(): Promise<void> {
  const asked = waiting;
  const rejects = failing;
  waiting = new Map();
  failing = [];
  try {
    const ids = [...asked.keys()];
    for (let start = 0; start < ids.length; start += MOST_AT_ONCE) {
      const part = ids.slice(start, start + MOST_AT_ONCE);
      const query = part.map((id) => `ids=${encodeURIComponent(id)}`).join("&");
      const { names } = await request<{ names: readonly Name[] }>("GET", `/api/names?${query}`);
      const found = new Map(names.map((name) => [name.id, name]));
      for (const id of part) for (const resolve of asked.get(id) ?? []) resolve(found.get(id) ?? null);
    }
  } catch (error) {
    for (const reject of rejects) reject(error);
  }
}

export type NameOf = (id: string | null | undefined) => string;

export interface Names {
  /** In the language of the screen; empty while it is on its way. */
  readonly nameOf: NameOf;
  readonly find: (id: string | null | undefined) => Name | undefined;
}

/** The names of these ids; ids may repeat or be null. */
export function useNames(ids: readonly (string | null | undefined)[]): Names {
  const { language } = usePreferences();
  const unique = [...new Set(ids.filter((id): id is string => id !== null && id !== undefined))].sort();
  const found = useQueries({
    queries: unique.map((id) => ({ queryKey: ["name", id], queryFn: () => fetchName(id), staleTime: KEEP_MILLISECONDS })),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
  const find = (id: string | null | undefined) => (id ? found.get(id) : undefined);
  return { find, nameOf: (id) => wordName(find(id), language) };
}

/** Units take the city's English name in English; people stay as written. */
export function wordName(name: Name | undefined, language: "ja" | "en"): string {
  if (name === undefined) return "";
  return language === "en" && name.english !== "" && name.kind !== "person" ? name.english : name.name;
}
