/** One's notices, as the server tells them, and what may be done with them. */
import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { addressOfThing } from "../gate/things";
import { request } from "../kernel/request";
import { useTopic } from "../live/topics";
import { useMe } from "../sessions/me";

type NoticeKind = "shared" | "mentioned" | "access_asked" | "access_granted" | "access_declined" | "received" | "answered" | "commented" | "virus_found" | "scanner_silent" | "guest_ends";

export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly thing_kind: string;
  readonly thing_id: string;
  /** Who caused it. */
  readonly by: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly is_read: boolean;
  readonly is_done: boolean;
}

/** Whom it tells of: who caused it, else whom it is about. */
export function personOf(notice: Notice): string | null {
  return notice.kind === "guest_ends" ? notice.thing_id : notice.by;
}

/** Where it leads: a comment is found beside its file; what is about the server itself leads nowhere yet. */
export function placeOf(notice: Notice) {
  if (notice.thing_kind === "agency") return { to: "/", search: {} as never };
  if (notice.kind === "guest_ends") return { to: "/guests", search: {} as never };
  const { comment } = notice.detail;
  return { to: addressOfThing(notice.thing_kind, notice.thing_id), search: (typeof comment === "string" ? { comment } : {}) as never };
}

interface NoticeList {
  readonly notices: readonly Notice[];
  readonly unread: number;
}

const ALL = ["notices"] as const;

export function useNotices() {
  return useQuery({ queryKey: [...ALL, "all"], queryFn: ({ signal }) => request<NoticeList>("GET", "/api/notices", { signal }) });
}

/** What is not done yet. */
export function useWaiting() {
  return useQuery({
    queryKey: [...ALL, "waiting"],
    queryFn: ({ signal }) => request<NoticeList>("GET", "/api/notices?waiting=true", { signal }),
  });
}

/** Keeps both lists true while the app is open. Mounted once, with the bell. */
export function useLiveNotices(): void {
  const me = useMe();
  const queries = useQueryClient();
  const renew = () => renewNotices(queries);
  useTopic(`person:${me.person.id}`, (name) => {
    if (name === "NoticesChanged") renew();
  }, { onMissed: renew });
}

export function renewNotices(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: ALL });
}

/** All of them when no ids are given. */
export function readNotices(ids?: readonly string[]): Promise<void> {
  return request("POST", "/api/notices/read", { body: { ids: ids ?? null } });
}

export function finishNotice(id: string): Promise<void> {
  return request("POST", "/api/notices/done", { body: { ids: [id] } });
}

export function reopenNotice(id: string): Promise<void> {
  return request("POST", "/api/notices/undone", { body: { ids: [id] } });
}
