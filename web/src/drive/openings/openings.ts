/** Who has opened a thing, as far as the server tells whoever manages it. */
import { useQuery } from "@tanstack/react-query";
import { request } from "../../kernel/request";
import { keys } from "../queries";
import type { Item, Party } from "../shapes";
import { can } from "../wording";

export interface Opening {
  readonly party: Party;
  /** How many people it reaches now, and how many of them have opened the thing. */
  readonly people: number;
  readonly opened: number;
  /** When one of them did last. */
  readonly last: string | null;
}

interface PersonOpening {
  readonly person: string;
  readonly opened_at: string | null;
}

const MOST_AT_ONCE = 200;

/** By share; nothing where the asker may not know, or the agency has it off. */
export function useOpenings(item: Item): readonly Opening[] {
  const { data } = useQuery({
    queryKey: [...keys.sharing(item.id), "openings"],
    queryFn: ({ signal }) => request<{ shares: readonly Opening[] }>("GET", `/api/things/${item.id}/openings`, { signal }),
    enabled: can(item, "thing.openings"),
    staleTime: 0,
  });
  return data?.shares ?? [];
}

/** Of these people, each with the last time or null; undefined until it is known, and where it is not told. */
export function useOpeningsOf(item: Item, people: readonly string[]): ReadonlyMap<string, string | null> | undefined {
  const { data } = useQuery({
    queryKey: [...keys.sharing(item.id), "openings", people],
    queryFn: async ({ signal }) => {
      const found: PersonOpening[] = [];
      for (let start = 0; start < people.length; start += MOST_AT_ONCE) {
        const ids = people.slice(start, start + MOST_AT_ONCE).map((id) => `ids=${id}`).join("&");
        found.push(...(await request<{ people: readonly PersonOpening[] }>("GET", `/api/things/${item.id}/openings/people?${ids}`, { signal })).people);
      }
      return new Map(found.map(({ person, opened_at: at }) => [person, at]));
    },
    enabled: can(item, "thing.openings") && people.length > 0,
    staleTime: 0,
  });
  return data;
}
