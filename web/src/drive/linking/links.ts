/** The share link of a thing, as the server tells it, and what may be done with it. */
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { request } from "../../kernel/request";
import { forgetSharing } from "../queries";

export type Scope = "agency" | "anyone";
export type LinkRole = "viewer" | "commenter" | "editor";

export interface ShareLink {
  readonly scope: Scope;
  readonly role: LinkRole;
  /** The first moment it no longer holds. */
  readonly ends_at: string | null;
  readonly has_passphrase: boolean;
  readonly views: number;
  readonly people: number;
  readonly last_viewed_at: string | null;
  readonly is_ended: boolean;
  readonly is_closed_outside: boolean;
}

export interface LinkState {
  readonly link: ShareLink | null;
  /** How wide a link may be here, by the agency's rule. */
  readonly most: "off" | Scope;
  readonly most_days_outside: number;
  /** The label keeps it inside the agency. */
  readonly is_labelled: boolean;
}

export interface WantedLink {
  readonly scope: Scope;
  readonly role: LinkRole;
  /** 2026-12-04 */
  readonly ends_on: string | null;
  readonly passphrase: string | null;
  readonly keeps_passphrase: boolean;
}

const keyOf = (id: string) => ["drive", "link", id] as const;
const pathOf = (id: string) => `/api/things/${id}/link`;

const ASKED_AGAIN_MS = 10_000;

/** Asked again while it is looked at: each opening counts, and is announced to nobody. */
export function useShareLink(id: string, isWanted = true) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => request<LinkState>("GET", pathOf(id), { signal }),
    staleTime: 0,
    enabled: isWanted,
    refetchInterval: (query) => (query.state.data?.link ? ASKED_AGAIN_MS : false),
  });
}

export function forgetShareLink(queries: QueryClient, id: string): void {
  void queries.invalidateQueries({ queryKey: keyOf(id) });
  forgetSharing(queries);
}

/** `url` is the first address of a link that was made just now. */
export function setShareLink(id: string, wanted: WantedLink): Promise<LinkState & { readonly url: string | null }> {
  return request("PUT", pathOf(id), { body: wanted });
}

/** One more address, to be copied; those before go on. */
export async function addAddress(id: string): Promise<string> {
  return (await request<{ url: string }>("POST", `${pathOf(id)}/addresses`)).url;
}

/** All addresses before open nothing any more. */
export async function renewShareLink(id: string): Promise<string> {
  return (await request<{ url: string }>("POST", `${pathOf(id)}/renewal`)).url;
}

export function stopShareLink(id: string): Promise<void> {
  return request("DELETE", pathOf(id));
}
