/** What the pages about imports ask. An administrator of the agency is told numbers of drives that she does not see. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { request } from "../kernel/request";
import { useMe } from "../sessions/me";

interface Counts {
  readonly folders: number;
  readonly files: number;
  readonly size_bytes: number;
  readonly brought: number;
  readonly brought_bytes: number;
  readonly replaced: number;
  readonly same: number;
  readonly refused: number;
  readonly reasons: Readonly<Record<string, number>>;
}

export interface Run {
  readonly id: string;
  /** With its name and old root null where the reader does not see the drive. */
  readonly folder: string | null;
  readonly folder_name: string | null;
  readonly old_root: string | null;
  readonly started_by: string | null;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly state: "running" | "done" | "stopped" | "failed";
  readonly files_expected: number | null;
  readonly bytes_expected: number | null;
  readonly counts: Counts;
}

export interface Note {
  readonly number: number;
  readonly old_path: string;
  readonly reason: string;
  readonly detail: string;
}

interface NotePage {
  readonly notes: readonly Note[];
  readonly next: number | null;
}

const AGAIN_MILLISECONDS = 2_000;
const PAGE_NOTES = 200;

export function useRuns() {
  const isAdministrator = useMe().agency.abilities.includes("import.count");
  return useQuery({
    queryKey: ["imports", isAdministrator],
    queryFn: async ({ signal }) => {
      const ask = async (path: string) => (await request<{ runs: readonly Run[] }>("GET", path, { signal })).runs;
      const [mine, all] = await Promise.all([ask("/api/imports"), isAdministrator ? ask("/api/imports/numbers") : []]);
      const known = new Set(mine.map((run) => run.id));
      const runs = [...mine, ...all.filter((run) => !known.has(run.id))];
      return runs.sort((one, other) => Date.parse(other.started_at) - Date.parse(one.started_at));
    },
    // While something is being brought its numbers move.
    refetchInterval: ({ state }) => (state.data?.some((run) => run.state === "running") ? AGAIN_MILLISECONDS : false),
  });
}

export function useNotes(run: string, reason: string | null) {
  return useInfiniteQuery({
    queryKey: ["imports", "notes", run, reason],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ after: String(pageParam), limit: String(PAGE_NOTES) });
      if (reason !== null) params.set("reason", reason);
      return request<NotePage>("GET", `/api/imports/${run}/notes?${params.toString()}`, { signal });
    },
    initialPageParam: -1,
    getNextPageParam: (page) => page.next,
  });
}

/** What the report lists, in three heaps beside those that stayed behind; `imports/counting.py` has the same. */
const heaps = {
  renamed: ["mended", "unreadable", "twin"],
  skipped: ["link", "no_file", "shortcut", "lock_file", "system_file"],
  gone: ["gone"],
} as const;

export function countHeap(counts: Counts, heap: keyof typeof heaps): number {
  return heaps[heap].reduce((sum, reason) => sum + (counts.reasons[reason] ?? 0), 0);
}
