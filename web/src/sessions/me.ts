/** Who is signed in, as the server says. `null` = nobody; the page then shows the way in and keeps its place. */
import { useRef } from "react";
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { isProblem } from "../kernel/problem";
import type { Language } from "../kernel/words";
import { onSignedOut, request } from "../kernel/request";

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly english: string;
  /** From the top: ["財政局", "契約管理課", "契約係"]. */
  readonly path: readonly string[];
}

export interface Post {
  readonly unit: Unit;
  readonly rank: string;
}

export interface Me {
  readonly person: { readonly id: string; readonly name: string; readonly reading: string; readonly number: string; readonly is_guest: boolean };
  readonly posts: readonly Post[];
  /** `abilities`: what one may do with the agency itself, such as people.manage. */
  readonly agency: { readonly id: string; readonly name: string; readonly abilities: readonly string[] };
  readonly locale: string;
  /** How strongly one signed in: 1 password, 2 passkey. */
  readonly assurance: number;
}

export const meKey = ["me"] as const;

async function fetchMe({ signal }: { signal: AbortSignal }): Promise<Me | null> {
  try {
    return await request<Me>("GET", "/api/me", { signal });
  } catch (error) {
    if (isProblem(error) && error.status === 401) return null;
    throw error;
  }
}

export function useMeQuery() {
  return useQuery({ queryKey: meKey, queryFn: fetchMe, staleTime: Infinity });
}

/** Inside the shell somebody is signed in, or was: a page whose session ended stays as it is until somebody signs in. */
export function useMe(): Me {
  const { data } = useMeQuery();
  const last = useRef(data);
  if (data) last.current = data;
  if (!last.current) throw new Error("useMe outside the shell");
  return last.current;
}

/** The unit one works in, as shown beside one's name: 契約管理課 契約係 · Contract Team. */
export function wordUnit(post: Post | undefined, language: Language): string {
  if (post === undefined) return "";
  return language === "en" ? post.unit.english : post.unit.path.slice(-2).join(" ");
}

export function watchSignOut(queries: QueryClient): () => void {
  return onSignedOut(() => queries.setQueryData(meKey, null));
}
