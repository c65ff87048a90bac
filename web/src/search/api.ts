/** What the search box asks: things from the index, people and units from the directory, each with my own rights. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useThings, type ResolvedThing } from "../gate/things";
import { request } from "../kernel/request";
import { usePicks, useSettled } from "../people/queries";
import type { Pick } from "../people/shapes";

interface Hit {
  readonly id: string;
  readonly kind: string;
  /** A piece of its text around what was looked for; empty where the name alone fits. */
  readonly passage: string;
  /** Where it lay in an old share, where that is what was looked for; else empty. */
  readonly was_at: string;
}

interface Hits {
  readonly hits: readonly Hit[];
  readonly more: boolean;
}

export interface FoundThing extends ResolvedThing {
  readonly passage: string;
  readonly was_at: string;
}

export interface Found {
  readonly things: readonly FoundThing[];
  readonly hasMoreThings: boolean;
  readonly people: readonly Pick[];
  readonly units: readonly Pick[];
  readonly isSearching: boolean;
  readonly error: unknown;
  readonly again: () => void;
}

const FEWEST_CHARACTERS = 2;
const nothing: Hits = { hits: [], more: false };

export function isLongEnough(query: string): boolean {
  return [...query.replace(/\s/g, "")].length >= FEWEST_CHARACTERS;
}

export function useFound(query: string, limit: number): Found {
  const asked = useSettled(query.trim());
  const isEnough = isLongEnough(asked);
  const hits = useQuery({
    queryKey: ["search", asked, limit],
    queryFn: ({ signal }) => {
      const params = new URLSearchParams({ query: asked, limit: String(limit) });
      return request<Hits>("GET", `/api/search?${params.toString()}`, { signal });
    },
    enabled: isEnough,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
  const picks = usePicks(isLongEnough(query) ? query : "");
  const found = isEnough ? (hits.data ?? nothing) : nothing;
  const known = useThings(found.hits.map((hit) => hit.id));
  const principals = isEnough ? (picks.data ?? []) : [];
  return {
    things: found.hits.flatMap(({ id, passage, was_at }) => {
      const thing = known?.get(id);
      return thing ? [{ ...thing, passage, was_at }] : [];
    }),
    hasMoreThings: found.more,
    people: principals.filter((pick) => pick.kind === "person"),
    units: principals.filter((pick) => pick.kind === "unit"),
    isSearching: isEnough && (asked !== query.trim() || hits.isFetching || picks.isFetching || known === undefined),
    error: hits.error ?? picks.error,
    again: () => void Promise.all([hits.refetch(), picks.refetch()]),
  };
}
