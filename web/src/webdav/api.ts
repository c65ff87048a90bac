/** One's own app passwords; the shapes of `src/zencho/webdav/shapes.py`. */
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { request } from "../kernel/request";

const PATH = "/api/me/app-passwords";
const KEY = ["app-passwords"] as const;

export interface AppPassword {
  readonly id: string;
  readonly name: string;
  /** The family of programs that used it first, and alone may. */
  readonly client: string | null;
  readonly made_at: string;
  readonly ends_at: string;
  readonly used_at: string | null;
  readonly used_from: string | null;
  readonly refused_at: string | null;
  readonly refused_client: string | null;
}

export interface AppPasswords {
  /** Where a program connects to; null where this city has no WebDAV. */
  readonly address: string | null;
  readonly number: string;
  readonly limit: number;
  readonly passwords: readonly AppPassword[];
}

/** What was just made, with the secret that nothing tells again. */
export interface Made {
  readonly id: string;
  readonly secret: string;
}

export function useAppPasswords() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => request<AppPasswords>("GET", PATH, { signal }) });
}

export function renewAppPasswords(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: KEY });
}

export function makeAppPassword(name: string, endsOn: string): Promise<Made> {
  return request("POST", PATH, { body: { name, ends_on: endsOn } });
}

export function endAppPassword(id: string): Promise<void> {
  return request("DELETE", `${PATH}/${id}`);
}
