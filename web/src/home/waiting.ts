/** What waits for me on home: requests for access to answer, new shares, mentions and replies to open. The rest only rings. */
import { useQuery } from "@tanstack/react-query";
import { request } from "../kernel/request";
import type { AccessRequest } from "../drive/shapes";
import { useWaiting, type Notice } from "../notices/api";

export interface WaitingRow {
  readonly notice: Notice;
  /** Of a request for access: what is asked. */
  readonly asked?: AccessRequest;
}

const kinds: ReadonlySet<string> = new Set(["access_asked", "shared", "mentioned", "answered", "received", "virus_found", "share_ends", "access_ends"]);

/** Requests first, for somebody cannot work until they are answered; then the newest. */
export function listWaiting(notices: readonly Notice[], requests: readonly AccessRequest[]): readonly WaitingRow[] {
  const byId = new Map(requests.map((asked) => [asked.id, asked]));
  const rows = notices
    .filter((notice) => kinds.has(notice.kind))
    .map((notice) => ({ notice, asked: byId.get(String(notice.detail["request_id"])) }))
    // A request somebody else has just answered has nothing left to do.
    .filter(({ notice, asked }) => notice.kind !== "access_asked" || asked !== undefined);
  const isRequest = (row: WaitingRow) => Number(row.notice.kind === "access_asked");
  return rows.toSorted((one, other) => isRequest(other) - isRequest(one));
}

export function useWaitingRows() {
  const waiting = useWaiting();
  const notices = waiting.data?.notices;
  const isAsked = notices?.some((notice) => notice.kind === "access_asked") ?? false;
  // Renewed with the notices: the bell rings for the answer of somebody else, too.
  const requests = useQuery({
    queryKey: ["notices", "requests"],
    queryFn: ({ signal }) => request<{ requests: readonly AccessRequest[] }>("GET", "/api/access-requests", { signal }),
    enabled: isAsked,
  });
  const isReady = notices !== undefined && (!isAsked || requests.data !== undefined);
  return {
    rows: isReady ? listWaiting(notices, requests.data?.requests ?? []) : undefined,
    error: waiting.error ?? requests.error,
    again: () => void Promise.all([waiting.refetch(), requests.refetch()]),
  };
}

export function useWaitingCount(): number {
  return useWaitingRows().rows?.length ?? 0;
}
