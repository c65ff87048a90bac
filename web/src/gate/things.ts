/**
 * Things by their ids, in words, with the reader's own rights: what travels elsewhere (notices, hits of a search) are
 * ids only. What may not be seen is simply not in the answer.
 */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { request } from "../kernel/request";

export interface ResolvedStep {
  readonly id: string;
  readonly name: string;
  readonly root: "own" | "shared" | null;
  readonly owner: string | null;
}

export interface ResolvedThing {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly root: "own" | "shared" | null;
  readonly owner: string | null;
  /** From the topmost one may see to the parent. */
  readonly path: readonly ResolvedStep[];
  readonly abilities: readonly string[];
}

const MOST_AT_ONCE = 200;
const none: ReadonlyMap<string, ResolvedThing> = new Map();

/** Where each kind of thing is opened. */
export function addressOfThing(kind: string, id: string): string {
  if (kind === "folder") return `/drive/folders/${id}`;
  if (kind === "document") return `/documents/${id}`;
  return `/drive/files/${id}`;
}

async function fetchThings(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, ResolvedThing>> {
  const { things } = await request<{ things: readonly ResolvedThing[] }>("POST", "/api/things", { body: { ids }, signal });
  return new Map(things.map((thing) => [thing.id, thing]));
}

/** What is known of these, by id; undefined while the first answer is on its way. */
export function useThings(ids: readonly string[]): ReadonlyMap<string, ResolvedThing> | undefined {
  const unique = [...new Set(ids)].sort().slice(0, MOST_AT_ONCE);
  const { data } = useQuery({
    queryKey: ["things", unique],
    queryFn: ({ signal }) => fetchThings(unique, signal),
    enabled: unique.length > 0,
    placeholderData: keepPreviousData,
  });
  return unique.length === 0 ? none : data;
}
