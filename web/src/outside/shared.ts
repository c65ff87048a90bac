/** What the holder of a share link asks the server. The secret goes in a body, never in an address. */
import { useQuery } from "@tanstack/react-query";
import { request } from "../kernel/request";

interface Asker {
  readonly name: string;
  readonly english: string;
  readonly telephone: string;
}

/** What an address is, before it is opened. */
export interface ShareCard {
  readonly agency: string;
  readonly asker: Asker | null;
  /** The first moment it no longer holds. */
  readonly ends_at: string | null;
  readonly has_passphrase: boolean;
  readonly needs_sign_in: boolean;
  /** Where to go, for whoever may read it anyway. */
  readonly thing: string | null;
  readonly kind: string | null;
}

export interface Entered {
  readonly thing: string;
  readonly kind: string;
  readonly as_person: boolean;
}

export interface OutsideThing {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly size_bytes: number | null;
  readonly media_type: string | null;
  readonly modified_at: string;
}

export interface OutsideDetail {
  readonly agency: string;
  readonly thing: OutsideThing;
  readonly path: readonly { readonly id: string; readonly name: string }[];
}

export interface OutsidePage {
  readonly items: readonly OutsideThing[];
  readonly next: string | null;
}

export function lookAtShared(secret: string): Promise<ShareCard> {
  return request("POST", "/api/shared/look", { body: { secret } });
}

export function openShared(secret: string, passphrase: string): Promise<Entered> {
  return request("POST", "/api/shared/open", { body: { secret, passphrase } });
}

/** Where a shared thing is shown to whoever has no account. */
export function sharedAddress(kind: string, id: string): string {
  return `/shared/${kind}s/${id}`;
}

const ASKED_AGAIN_MS = 30_000;

/** Asked again now and then: nobody tells a window outside that a link was stopped. */
export function useOutside(id: string) {
  return useQuery({
    queryKey: ["outside", id],
    queryFn: ({ signal }) => request<OutsideDetail>("GET", `/api/shared/things/${id}`, { signal }),
    refetchInterval: ASKED_AGAIN_MS,
    refetchOnWindowFocus: true,
    retry: false,
  });
}

export function fetchInside(id: string, after: string | null, signal: AbortSignal): Promise<OutsidePage> {
  const asked = after === null ? "" : `?after=${encodeURIComponent(after)}`;
  return request("GET", `/api/shared/things/${id}/items${asked}`, { signal });
}
