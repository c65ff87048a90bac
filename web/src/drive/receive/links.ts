/** The receive links of a folder, as the server tells them, and what may be done with them. */
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { request } from "../../kernel/request";

export interface ReceiveLink {
  readonly id: string;
  readonly subject: string;
  readonly note: string;
  /** The first moment it no longer holds. */
  readonly ends_at: string;
  readonly state: "open" | "ended" | "stopped";
  readonly has_passphrase: boolean;
  readonly most_files: number | null;
  readonly most_bytes: number;
  readonly receptions: number;
  readonly files: number;
  readonly size_bytes: number;
  readonly last_at: string | null;
  readonly made_by: string;
  readonly made_at: string;
}

interface WantedLink {
  readonly subject: string;
  /** 2026-12-04 */
  readonly ends_on: string;
  readonly note: string;
  readonly passphrase: string | null;
  readonly most_files: number | null;
}

interface MadeLink {
  readonly id: string;
  readonly url: string;
}

const keyOf = (folder: string) => ["receive-links", folder] as const;
const pathOf = (folder: string) => `/api/folders/${folder}/receive-links`;

export function useReceiveLinks(folder: string) {
  return useQuery({
    queryKey: keyOf(folder),
    queryFn: ({ signal }) => request<{ readonly links: readonly ReceiveLink[] }>("GET", pathOf(folder), { signal }),
  });
}

export function forgetReceiveLinks(queries: QueryClient, folder: string): void {
  void queries.invalidateQueries({ queryKey: keyOf(folder) });
}

export function makeReceiveLink(folder: string, wanted: WantedLink): Promise<MadeLink> {
  return request("POST", pathOf(folder), { body: wanted });
}

export function setLinkEnd(folder: string, link: string, endsOn: string): Promise<void> {
  return request("PUT", `${pathOf(folder)}/${link}/end`, { body: { ends_on: endsOn } });
}

export function renewLink(folder: string, link: string): Promise<MadeLink> {
  return request("POST", `${pathOf(folder)}/${link}/secret`);
}

export function stopReceiveLink(folder: string, link: string): Promise<void> {
  return request("DELETE", `${pathOf(folder)}/${link}`);
}
