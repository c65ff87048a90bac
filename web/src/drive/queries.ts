/** What the drive's pages keep of the server: keys, and the hooks that fetch. */
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { isProblem } from "../kernel/problem";
import * as api from "./api";

export const keys = {
  all: ["drive"] as const,
  roots: ["drive", "roots"] as const,
  detail: (id: string) => ["drive", "detail", id] as const,
  list: (source: string, sort: string) => ["drive", "list", source, sort] as const,
  lists: (source: string) => ["drive", "list", source] as const,
  starred: ["drive", "starred"] as const,
  tagged: ["drive", "tagged"] as const,
  sharing: (id: string) => ["drive", "sharing", id] as const,
  readersOf: (id: string, query: string, unit: string | null) => ["drive", "readers", id, query, unit] as const,
  readersByUnit: (id: string, unit: string | null) => ["drive", "readers", id, "by unit", unit] as const,
  reasons: (id: string, person: string) => ["drive", "reasons", id, person] as const,
  requests: (id: string) => ["drive", "requests", id] as const,
};

export function useRoots() {
  return useQuery({ queryKey: keys.roots, queryFn: api.fetchRoots });
}

export function useDetail(id: string | undefined) {
  return useQuery({
    queryKey: keys.detail(id ?? ""),
    queryFn: ({ signal }) => api.fetchDetail(id!, { signal }),
    enabled: id !== undefined,
  });
}

/** Seen until now, and no more: what is still kept of it must not stay on the screen. */
export function isLost(error: unknown): boolean {
  return isProblem(error) && (error.status === 404 || error.status === 403);
}

/** After who may see a thing changed: all that says so, here and below. */
export function forgetSharing(queries: QueryClient): void {
  for (const part of ["detail", "sharing", "readers", "reasons", "list", "requests"]) {
    void queries.invalidateQueries({ queryKey: ["drive", part] });
  }
}
