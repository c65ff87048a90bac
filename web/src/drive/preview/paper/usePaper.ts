/** An Office file as LibreOffice lays it out: whether that can be had, how far it is, and whether one wants it. */
import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { request } from "../../../kernel/request";
import { partOf } from "../served";
import type { Source } from "../source";

interface Told {
  readonly state: "none" | "offered" | "making" | "ready";
  readonly size_bytes: number | null;
}

/** An answer waits no longer than proxies do; then it is asked again. */
const WAIT_SECONDS = 20;

export function useIsOffered(source: Source): boolean {
  const { data } = useQuery({
    queryKey: ["preview", partOf(source, { part: "paper" }), source.sizeBytes],
    queryFn: ({ signal }) => request<Told>("GET", partOf(source, { part: "paper" }), { signal }),
    retry: false,
    staleTime: Infinity,
  });
  return data !== undefined && data.state !== "none";
}

/** Asks for it, once it is wanted: `source` is its PDF; null where there is no LibreOffice. */
export function usePaper(source: Source, isWanted: boolean): { readonly pdf?: Source | null; readonly error: Error | null; readonly again: () => void } {
  const address = partOf(source, { part: "paper", wait: String(WAIT_SECONDS) });
  const { data, error, refetch } = useQuery({
    queryKey: ["preview", address, source.sizeBytes],
    queryFn: ({ signal }) => makePaper(address, signal),
    enabled: isWanted,
    retry: false,
    staleTime: Infinity,
  });
  return { pdf: data && (data.state === "ready" ? pdfOf(source, data.size_bytes ?? 0) : null), error, again: () => void refetch() };
}

async function makePaper(address: string, signal: AbortSignal): Promise<Told> {
  for (;;) {
    const told = await request<Told>("GET", address, { signal });
    if (told.state !== "making") return told;
  }
}

function pdfOf(source: Source, sizeBytes: number): Source {
  return { ...source, mediaType: "application/pdf", sizeBytes, contentUrl: partOf(source, { part: "paper", whole: "true" }) };
}

/** Tables are read better as tables, so what one wants of them is remembered apart. */
export type Sort = "sheets" | "others";

const listeners = new Set<() => void>();

function keyOf(sort: Sort): string {
  return `zencho.paper.${sort}`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readWanted(sort: Sort): boolean {
  try {
    return localStorage.getItem(keyOf(sort)) === "yes";
  } catch {
    return false;
  }
}

export function useWantsPaper(sort: Sort): readonly [boolean, (wants: boolean) => void] {
  const wants = useSyncExternalStore(subscribe, () => readWanted(sort));
  return [wants, (wanted) => keepWanted(sort, wanted)];
}

function keepWanted(sort: Sort, wants: boolean): void {
  try {
    localStorage.setItem(keyOf(sort), wants ? "yes" : "no");
  } catch {
    // No storage: it stays as it is.
  }
  for (const listener of listeners) listener();
}
