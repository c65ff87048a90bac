/**
 * The names of persons, units, groups and seats by their ids: what travels elsewhere are ids only. Everything a page
 * asks for within one turn goes in one request, and a name once known is kept.
 */
import { useQueries } from "@tanstack/react-query";
import { usePreferences } from "../kernel/preferences";
import { request } from "../kernel/request";
import { useWords } from "../kernel/words";

export interface Name {
  readonly id: string;
  readonly kind: "person" | "unit" | "group" | "post";
  readonly name: string;
  /** The city's English name of a unit; a person's name stays as written. */
  readonly english: string;
  readonly reading: string;
  readonly is_guest: boolean;
  /** The last day of an absence that holds today. */
  readonly away_until: string | null;
  /** The last day of a guest's account. */
  readonly stays_until: string | null;
}

const MOST_AT_ONCE = 200;
const STALE_MILLISECONDS = 5 * 60_000;

interface Waiting {
  readonly id: string;
  readonly give: (name: Name | null) => void;
  readonly fail: (error: unknown) => void;
}

let waiting: Waiting[] = [];

/** The name, or null when the id names nobody; joined with what else is asked for in this turn. */
export function fetchName(id: string): Promise<Name | null> {
  if (waiting.length === 0) setTimeout(() => void send(waiting.splice(0)), 0);
  return new Promise((give, fail) => waiting.push({ id, give, fail }));
}

async function send(batch: readonly Waiting[]): Promise<void> {
  for (let start = 0; start < batch.length; start += MOST_AT_ONCE) await sendPart(batch.slice(start, start + MOST_AT_ONCE));
}

async function sendPart(part: readonly Waiting[]): Promise<void> {
  try {
    const ids = new URLSearchParams([...new Set(part.map(({ id }) => id))].map((id) => ["ids", id]));
    const { names } = await request<{ names: readonly Name[] }>("GET", `/api/names?${ids.toString()}`);
    const byId = new Map(names.map((name) => [name.id, name]));
    for (const { id, give } of part) give(byId.get(id) ?? null);
  } catch (error) {
    for (const { fail } of part) fail(error);
  }
}

function askName(id: string) {
  return { queryKey: ["name", id] as const, queryFn: () => fetchName(id), staleTime: STALE_MILLISECONDS };
}

/** The names known so far, by id. */
export function useNames(ids: readonly string[]): ReadonlyMap<string, Name> {
  const unique = [...new Set(ids)];
  return useQueries({
    queries: unique.map(askName),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
}

/** The name in the language of the screen: units have an English name, people stay as written; a guest is said to be one. */
export function useWordName(): (name: Name) => string {
  const { language } = usePreferences();
  const t = useWords("ui");
  return (name) => {
    const words = language === "en" ? name.english : name.name;
    return name.is_guest ? t("guest_after", { name: words }) : words;
  };
}
