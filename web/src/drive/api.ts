/** What the page asks the drive, one function per request. */
import { makeIdempotencyKey, request } from "../kernel/request";
import type { Pick } from "../people/shapes";
import type { Sort } from "./list/order";
import type * as shapes from "./shapes";

type Signal = { readonly signal?: AbortSignal };

function query(values: Readonly<Record<string, string | number | null | undefined>>): string {
  const kept = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return kept.length === 0 ? "" : `?${new URLSearchParams(kept.map(([key, value]) => [key, String(value)])).toString()}`;
}

export const fetchRoots = ({ signal }: Signal) => request<shapes.Roots>("GET", "/api/drive/roots", { signal });

export const fetchDetail = (id: string, { signal }: Signal) => request<shapes.Detail>("GET", `/api/things/${id}`, { signal });

export const fetchItems = (folder: string, options: { sort: Sort; after: string | null; limit: number } & Signal) =>
  request<shapes.ItemPage>(
    "GET",
    `/api/folders/${folder}/items${query({ sort: options.sort, after: options.after, limit: options.limit })}`,
    { signal: options.signal },
  );

/** Those of the ids that lie in the folder and may be seen, as they are now. */
export async function fetchItemsById(folder: string, ids: readonly string[]): Promise<readonly shapes.Item[]> {
  const wanted = ids.map((id) => `ids=${id}`).join("&");
  return (await request<shapes.ItemPage>("GET", `/api/folders/${folder}/items?${wanted}`)).items;
}

export const fetchSharedWithMe = (after: string | null, { signal }: Signal) =>
  request<shapes.ItemPage>("GET", `/api/drive/shared-with-me${query({ after })}`, { signal });

export const fetchRecent = (after: string | null, { signal }: Signal) =>
  request<shapes.Page<shapes.RecentItem>>("GET", `/api/drive/recent${query({ after })}`, { signal });

export const fetchStarred = ({ signal, ...options }: { sort: Sort | "starred"; after: string | null; limit?: number } & Signal) =>
  request<shapes.StarredPage>("GET", `/api/drive/starred${query(options)}`, { signal });

export const setStar = (id: string, starred: boolean) => request<void>(starred ? "PUT" : "DELETE", `/api/things/${id}/star`);

export const fetchBin = (after: string | null, { signal }: Signal) =>
  request<shapes.Page<shapes.BinnedItem>>("GET", `/api/drive/bin${query({ after })}`, { signal });

export const fetchBytes = (path: string, { signal }: Signal) => request<ArrayBuffer>("GET", path, { signal, reads: "bytes" });

export const makeDocument = (file: string) => request<{ id: string }>("POST", `/api/files/${file}/document`);

export const addFolder = (folder: string, name: string) =>
  request<shapes.Item>("POST", `/api/folders/${folder}/folders`, { body: { name }, idempotencyKey: makeIdempotencyKey() });

export const rename = (id: string, name: string, revision?: number) =>
  request<shapes.Item>("PUT", `/api/things/${id}/name`, {
    body: { name },
    ifMatch: revision === undefined ? undefined : `"${revision}"`,
  });

/** Few enough that what is done appears while the rest is under way. */
const MOST_AT_ONCE = 50;

/** Called with each part's results as they come; `false` leaves the rest undone. */
type OnPart<T = shapes.Result> = (results: readonly T[]) => boolean | void;

async function each<T = shapes.Result>(path: string, ids: readonly string[], onPart?: OnPart<T>, more: object = {}): Promise<readonly T[]> {
  const results: T[] = [];
  for (let start = 0; start < ids.length; start += MOST_AT_ONCE) {
    const body = { ids: ids.slice(start, start + MOST_AT_ONCE), ...more };
    const part = await request<{ readonly results: readonly T[] }>("POST", path, { body });
    results.push(...part.results);
    if (onPart?.(part.results) === false) break;
  }
  return results;
}

export const moveThings = (folder: string, ids: readonly string[], onPart?: OnPart) => each(`/api/folders/${folder}/items`, ids, onPart);

export const binThings = (ids: readonly string[], onPart?: OnPart) => each("/api/drive/bin", ids, onPart);

export const restoreThings = (ids: readonly string[], onPart?: OnPart) => each("/api/drive/bin/restored", ids, onPart);

export const purgeThings = (ids: readonly string[]) => each("/api/drive/bin/purged", ids);

export const fetchSharing = (id: string, { signal }: Signal) =>
  request<shapes.Sharing>("GET", `/api/things/${id}/sharing`, { signal });

export const changeSharing = (id: string, change: shapes.SharingChange) =>
  request<shapes.Sharing>("POST", `/api/things/${id}/sharing`, { body: change, idempotencyKey: makeIdempotencyKey() });

export const previewSharing = (id: string, change: shapes.SharingChange, { signal }: Signal) =>
  request<shapes.Preview>("POST", `/api/things/${id}/sharing/preview`, { body: change, signal });

export const previewSharingThings = (ids: readonly string[], give: readonly shapes.Give[], { signal }: Signal) =>
  request<shapes.SeveralPreview>("POST", "/api/drive/sharing/preview", { body: { ids, give }, signal });

export const shareThings = (ids: readonly string[], give: readonly shapes.Give[], onPart?: OnPart<shapes.SharedResult>) =>
  each("/api/drive/sharing", ids, onPart, { give });

/** 1 to 5: 1, 2, 3C, 3B, 3A. */
export const setLabel = (id: string, label: number, revision: number) =>
  request<shapes.Item>("PUT", `/api/things/${id}/label`, { body: { label }, ifMatch: `"${revision}"` });

export const fetchWriters = async (ids: readonly string[], { signal }: Signal) =>
  (await request<{ things: readonly shapes.BeingWritten[] }>("GET", `/api/presence?${ids.map((id) => `ids=${id}`).join("&")}`, { signal })).things;

interface ReadersAsked {
  readonly query: string;
  readonly unit: string | null;
  readonly after: string | null;
}

export const fetchReaders = (id: string, { query: text, unit, after }: ReadersAsked, { signal }: Signal) =>
  request<shapes.ReaderPage>("GET", `/api/things/${id}/readers${query({ query: text === "" ? null : text, unit, after })}`, { signal });

export const fetchReadersByUnit = (id: string, unit: string | null, { signal }: Signal) =>
  request<shapes.ReadersByUnit>("GET", `/api/things/${id}/readers/units${query({ unit })}`, { signal });

/** All of them as a file, for the browser's own download. */
export const addressOfReaders = (id: string) => `/api/things/${id}/readers/file`;

export const fetchReasons = (id: string, person: string, { signal }: Signal) =>
  request<shapes.Reasons>("GET", `/api/things/${id}/reasons${query({ person })}`, { signal });

export const fetchRequests = (id: string, { signal }: Signal) =>
  request<{ requests: readonly shapes.AccessRequest[] }>("GET", `/api/things/${id}/access-requests`, { signal });

export const answerRequest = (asked: shapes.AccessRequest, answer: { grant: boolean; role?: shapes.Role }) =>
  request("POST", `/api/things/${asked.thing}/access-requests/${asked.id}`, { body: answer });

export const findPrincipals = (text: string, { signal }: Signal) =>
  request<{ principals: readonly Pick[] }>("GET", `/api/principals${query({ query: text, limit: 8 })}`, { signal });
