/** What the pages of the directory know, under keys that one act can renew all at once. */
import { useEffect, useRef, useState } from "react";
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useTopic } from "../live/topics";
import { useMe } from "../sessions/me";
import * as api from "./api";
import type { Order, PersonLine } from "./shapes";

const ALL = "people";

export function renewPeople(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: [ALL] });
  void queries.invalidateQueries({ queryKey: ["name"] });
  void queries.invalidateQueries({ queryKey: ["me"] });
}

const GATHER_MILLISECONDS = 300;
const SPREAD_MILLISECONDS = 700;

/**
 * The directory lives: what changes in the organisation is read anew a moment later, at most once a second, and not at
 * the same instant by every page of a large agency.
 */
export function useLiveDirectory(): void {
  const queries = useQueryClient();
  const agency = useMe().agency.id;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const readSoon = () => {
    if (timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: [ALL] });
      void queries.invalidateQueries({ queryKey: ["name"] });
    }, GATHER_MILLISECONDS + Math.random() * SPREAD_MILLISECONDS);
  };
  useTopic(`agency:${agency}`, readSoon, { onMissed: readSoon });
}

export function usePerson(id: string | null) {
  return useQuery({
    queryKey: [ALL, "person", id],
    queryFn: ({ signal }) => api.fetchPerson(id ?? "", { signal }),
    enabled: id !== null,
  });
}

export function useUnit(id: string | null) {
  return useQuery({
    queryKey: [ALL, "unit", id],
    queryFn: ({ signal }) => api.fetchUnit(id ?? "", { signal }),
    enabled: id !== null,
    placeholderData: keepPreviousData,
  });
}

export function useUnits(parent: string | null) {
  return useQuery({ queryKey: [ALL, "units", parent], queryFn: ({ signal }) => api.fetchUnits(parent, { signal }) });
}

export function useGroups() {
  return useQuery({ queryKey: [ALL, "groups"], queryFn: ({ signal }) => api.fetchGroups({ signal }) });
}

export function useGroup(id: string) {
  return useQuery({ queryKey: [ALL, "group", id], queryFn: ({ signal }) => api.fetchGroup(id, { signal }) });
}

export function useRanks() {
  return useQuery({ queryKey: [ALL, "ranks"], queryFn: ({ signal }) => api.fetchRanks({ signal }), staleTime: Infinity });
}

export function usePicks(query: string) {
  // The directory is not for guests.
  const isGuest = useMe().person.is_guest;
  const asked = useSettled(isGuest ? "" : query.trim());
  return useQuery({
    queryKey: [ALL, "picks", asked],
    queryFn: ({ signal }) => api.searchPrincipals(asked, { signal }),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
}

/** Which people to list: those a query fits, those away today, or those of a unit. */
export type Among =
  | { readonly kind: "found"; readonly query: string; readonly isAway: boolean }
  | { readonly kind: "unit"; readonly unit: string; readonly order: Order };

export interface People {
  readonly rows: readonly PersonLine[];
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly error: unknown;
  readonly loadMore: () => void;
  readonly again: () => void;
}

export function usePeople(among: Among | null): People {
  const query = useInfiniteQuery({
    queryKey: [ALL, "list", among],
    queryFn: ({ pageParam, signal }) => fetchPage(among, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: among !== null,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  return {
    rows: query.data?.pages.flatMap((page) => page.people) ?? [],
    hasMore: hasNextPage,
    isLoading: query.isPending,
    error: query.data === undefined ? query.error : null,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    again: () => void query.refetch(),
  };
}

function fetchPage(among: Among | null, after: string | null, signal: AbortSignal) {
  if (among === null) throw new Error("nothing to list");
  if (among.kind === "unit") return api.fetchUnitPeople(among.unit, among.order, after, { signal });
  return api.searchPeople(among.query, among.isAway, after, { signal });
}

const SETTLED_MILLISECONDS = 150;

/** The value once it has rested: nobody wants an answer for each letter. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
