/** A file's versions as the page keeps them: under the file's own key, so that whatever renews that renews these. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { keys } from "../queries";
import * as api from "./api";
import type { Version } from "./shapes";

export interface Versions {
  readonly versions: readonly Version[];
  readonly waiting: readonly Version[];
  readonly total: number;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly again: () => void;
}

export function useVersions(id: string, isAllowed: boolean): Versions {
  const query = useInfiniteQuery({
    queryKey: [...keys.detail(id), "versions"],
    queryFn: ({ pageParam, signal }) => api.fetchVersions(id, pageParam, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    enabled: isAllowed,
  });
  const first = query.data?.pages[0];
  return {
    versions: query.data?.pages.flatMap((page) => page.versions) ?? [],
    waiting: first?.waiting ?? [],
    total: first?.total ?? 0,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    isLoading: query.isPending,
    error: query.error,
    again: () => void query.refetch(),
  };
}

/** The one version an address names; null where it names none. */
export function useVersion(id: string, number: number | null) {
  return useQuery({
    queryKey: [...keys.detail(id), "version", number],
    queryFn: ({ signal }) => api.fetchVersion(id, number!, { signal }),
    enabled: number !== null,
  });
}
