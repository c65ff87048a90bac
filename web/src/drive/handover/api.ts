/** Handing over: what is asked, and its shapes, the same as `src/zencho/drive/handover_shapes.py`. */
import { useQuery } from "@tanstack/react-query";
import { makeIdempotencyKey, request } from "../../kernel/request";

export interface Place {
  readonly id: string;
  readonly kind: "folder" | "file" | "document";
  /** null where the asker does not see it. */
  readonly name: string | null;
  readonly is_last: boolean;
}

export interface Belongings {
  readonly person: string;
  readonly has_left: boolean;
  readonly folders: number;
  readonly files: number;
  readonly documents: number;
  readonly in_bin: number;
  readonly size_bytes: number;
  readonly shares: number;
  readonly receive_links: number;
  readonly places: readonly Place[];
  readonly places_total: number;
}

export interface HandedOver {
  readonly drive: string | null;
  readonly places: number;
  readonly left_out: Readonly<Record<string, number>>;
}

export interface LeftBehind {
  readonly person: string;
  readonly left_on: string;
  readonly things: number;
  readonly used_bytes: number;
}

/** One's own where no person is named. */
const pathOf = (person: string | undefined) => (person === undefined ? "/api/drive/handover" : `/api/people/${person}/handover`);

export function useBelongings(person: string | undefined) {
  return useQuery({
    queryKey: ["drive", "handover", person ?? "mine"],
    queryFn: ({ signal }) => request<Belongings>("GET", pathOf(person), { signal }),
    staleTime: 0,
  });
}

export function useLeftBehind() {
  return useQuery({
    queryKey: ["drive", "left_behind"],
    queryFn: async ({ signal }) => (await request<{ people: readonly LeftBehind[] }>("GET", "/api/drive/handovers", { signal })).people,
    staleTime: 0,
  });
}

export const handOver = (person: string | undefined, to: { readonly kind: "person" | "unit"; readonly id: string }, name: string) =>
  request<HandedOver>("POST", pathOf(person), { body: { to, name }, idempotencyKey: makeIdempotencyKey() });
