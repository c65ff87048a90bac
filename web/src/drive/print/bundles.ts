/** Bundles as the server tells of them: asked for, looked at, stopped, saved. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "../../kernel/request";
import type { Source } from "../preview/source";

/** The same shapes as in `printing/shapes.py` of the server. */
export interface Found {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly folder: string;
  readonly media_type: string | null;
  readonly reason: string | null;
}

export interface Part {
  readonly thing: string;
  readonly kind: string;
  readonly name: string;
  readonly mark: string;
  readonly state: "waiting" | "done" | "left_out";
  readonly reason: string | null;
  readonly pages: number;
  readonly unshown: readonly { readonly code: string; readonly count: number }[];
}

export interface Bundle {
  readonly id: string;
  readonly title: string;
  readonly state: "running" | "done" | "stopped" | "failed";
  readonly trouble: string | null;
  readonly done: number;
  readonly total: number;
  readonly pages: number;
  readonly size_bytes: number | null;
  readonly began_at: string;
  readonly keeps_until: string;
  readonly parts: readonly Part[];
}

export interface NewBundle {
  readonly things: readonly { readonly id: string; readonly mark: string }[];
  readonly title: string;
  readonly paper: "a4" | "a3";
  readonly numbers: boolean;
  readonly contents: boolean;
  readonly language: string;
}

export interface Saved {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly label: number;
}

/** While one runs it is asked for again after this long, also where no event comes. */
const AGAIN_MILLISECONDS = 3_000;

export const bundleKeys = { all: ["bundles"] as const, one: (id: string) => ["bundles", id] as const };

export const bundlesQuery = queryOptions({
  queryKey: bundleKeys.all,
  queryFn: ({ signal }) => request<{ bundles: readonly Bundle[] }>("GET", "/api/bundles", { signal }),
  refetchInterval: ({ state }) => (state.data?.bundles.some(isRunning) ? AGAIN_MILLISECONDS : false),
  staleTime: 0,
});

export function bundleQuery(id: string) {
  return queryOptions({
    queryKey: bundleKeys.one(id),
    queryFn: ({ signal }) => request<Bundle>("GET", `/api/bundles/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data !== undefined && isRunning(state.data) ? AGAIN_MILLISECONDS : false),
    staleTime: 0,
  });
}

export function isRunning({ state }: Bundle): boolean {
  return state === "running";
}

export function findThings(ids: readonly string[], signal?: AbortSignal): Promise<{ things: readonly Found[] }> {
  return request("POST", "/api/bundles/things", { body: { ids }, signal });
}

export function makeBundle(body: NewBundle): Promise<Bundle> {
  return request("POST", "/api/bundles", { body });
}

export function stopBundle(id: string): Promise<Bundle> {
  return request("POST", `/api/bundles/${id}/stop`);
}

export function removeBundle(id: string): Promise<void> {
  return request("DELETE", `/api/bundles/${id}`);
}

export function saveBundle(id: string, folder: string): Promise<Saved> {
  return request("POST", `/api/bundles/${id}/file`, { body: { folder } });
}

export function addressOfBundle(id: string): string {
  return `/drive/bundles/${id}`;
}

export function sourceOfBundle(bundle: Bundle): Source {
  const contentUrl = `/api/bundles/${bundle.id}/content`;
  return {
    id: bundle.id,
    name: `${bundle.title}.pdf`,
    mediaType: "application/pdf",
    sizeBytes: bundle.size_bytes ?? 0,
    contentUrl: `${contentUrl}?inline=true`,
    previewUrl: "",
    downloadUrl: contentUrl,
  };
}
