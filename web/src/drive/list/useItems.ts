/** The rows of a folder: fetched page by page as one scrolls, and changed in place when something happens. */
import { useInfiniteQuery, type InfiniteData, type QueryClient } from "@tanstack/react-query";
import * as api from "../api";
import { keys } from "../queries";
import type { Item, ItemPage } from "../shapes";
import { mergeChange, type Change, type Loaded, type Sort } from "./order";

const PAGE_ITEMS = 200;

export interface Rows<T> {
  readonly rows: readonly T[];
  /** How many there are in all, loaded or not. */
  readonly total: number;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly error: unknown;
  readonly loadMore: () => void;
  /** Everything, for acts on all rows. */
  readonly loadAll: () => Promise<readonly T[]>;
  readonly again: () => void;
}

type PageOf<T> = { readonly items: readonly T[]; readonly next: string | null; readonly total?: number | null };

/** Rows of any paged list. */
export function usePaged<T>(
  key: readonly unknown[],
  fetchPage: (after: string | null, options: { signal: AbortSignal }) => Promise<PageOf<T>>,
  isEnabled = true,
): Rows<T> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: isEnabled,
  });
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  return {
    rows,
    total: Math.max(query.data?.pages[0]?.total ?? 0, rows.length),
    hasMore: hasNextPage,
    isLoading: query.isPending,
    error: query.data === undefined ? query.error : null,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    loadAll: async () => {
      let result = await fetchNextPage({ cancelRefetch: false });
      while (result.hasNextPage && !result.isError) result = await fetchNextPage();
      return result.data?.pages.flatMap((page) => page.items) ?? rows;
    },
    again: () => void query.refetch(),
  };
}

export function useItems(folder: string | undefined, sort: Sort): Rows<Item> {
  return usePaged(
    keys.list(folder ?? "", sort),
    (after, { signal }) => api.fetchItems(folder!, { sort, after, limit: PAGE_ITEMS, signal }),
    folder !== undefined,
  );
}

type Pages = InfiniteData<ItemPage, string | null>;

function flatten(data: Pages): Loaded {
  const items = data.pages.flatMap((page) => page.items);
  return { items, hasMore: data.pages.at(-1)?.next != null, total: data.pages[0]?.total ?? items.length };
}

/**
 * Puts what changed into every loaded list of the folder, whatever its order. A list on its way may have left the server
 * before the change and would undo it on arrival: it is asked for again.
 */
export function changeItems(queries: QueryClient, folder: string, change: Change): void {
  for (const { queryKey, state } of queries.getQueryCache().findAll({ queryKey: keys.lists(folder) })) {
    const data = state.data as Pages | undefined;
    const isUnderWay = state.fetchStatus === "fetching";
    if (data !== undefined) {
      const { items, total } = mergeChange(flatten(data), change, queryKey[3] as Sort);
      const page: ItemPage = { items, next: data.pages.at(-1)?.next ?? null, total };
      queries.setQueryData<Pages>(queryKey, { pages: [page], pageParams: [null] });
    }
    if (isUnderWay) void queries.invalidateQueries({ queryKey, exact: true, refetchType: "all" });
  }
}

/** What came to be appears in its folder's list, whether or not the live socket says so. */
export function showItems(queries: QueryClient, folder: string, ids: readonly string[]): void {
  api.fetchItemsById(folder, ids).then(
    (items) => changeItems(queries, folder, { items, gone: [] }),
    // The list shows it with its next page or event.
    () => undefined,
  );
}

/** The rows of the folder that are loaded in any order. */
export function getLoadedIds(queries: QueryClient, folder: string): ReadonlySet<string> {
  const lists = queries.getQueriesData<Pages>({ queryKey: keys.lists(folder) });
  return new Set(lists.flatMap(([, data]) => (data === undefined ? [] : flatten(data).items.map((item) => item.id))));
}
