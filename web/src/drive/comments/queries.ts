/** A file's comments as the page keeps them: under the file's own key, so that whatever renews that renews these. */
import { useInfiniteQuery, useQuery, type QueryClient } from "@tanstack/react-query";
import { keys } from "../queries";
import * as api from "./api";
import type { Author, Thread } from "./shapes";

export interface Threads {
  readonly threads: readonly Thread[];
  readonly authors: ReadonlyMap<string, Author>;
  readonly open: number;
  readonly resolved: number;
  readonly current: number | null;
  readonly hasEarlier: boolean;
  readonly isLoadingEarlier: boolean;
  readonly loadEarlier: () => void;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly again: () => void;
}

export function useThreads(file: string, withResolved: boolean): Threads {
  const query = useInfiniteQuery({
    queryKey: [...keys.detail(file), "comments", withResolved],
    queryFn: ({ pageParam, signal }) => api.fetchThreads(file, pageParam, withResolved, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.earlier,
    placeholderData: (before) => before,
  });
  const pages = query.data?.pages ?? [];
  const first = pages[0];
  return {
    threads: pages.toReversed().flatMap((page) => page.threads),
    authors: new Map(pages.flatMap((page) => page.authors).map((author) => [author.id, author])),
    open: first?.open ?? 0,
    resolved: first?.resolved ?? 0,
    current: first?.current ?? null,
    hasEarlier: query.hasNextPage,
    isLoadingEarlier: query.isFetchingNextPage,
    loadEarlier: () => void query.fetchNextPage(),
    isLoading: query.isPending,
    error: query.data === undefined ? query.error : null,
    again: () => void query.refetch(),
  };
}

/** The thread of a comment that a notice leads to; null asks nothing. */
export function useThread(file: string, comment: string | null) {
  return useQuery({
    queryKey: [...keys.detail(file), "comment", comment],
    queryFn: ({ signal }) => api.fetchThread(file, comment!, null, { signal }),
    enabled: comment !== null,
  });
}

/** All answers of a thread, in place of the newest alone; asked for when `isWanted`. */
export function useAnswers(file: string, thread: Thread, isWanted: boolean) {
  return useInfiniteQuery({
    queryKey: [...keys.detail(file), "answers", thread.first.id],
    queryFn: ({ pageParam, signal }) => api.fetchThread(file, thread.first.id, pageParam, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.thread.earlier,
    enabled: isWanted,
  });
}

export function renewComments(queries: QueryClient, file: string): Promise<void> {
  return queries.invalidateQueries({ queryKey: keys.detail(file) });
}
