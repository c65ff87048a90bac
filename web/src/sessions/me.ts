/** Who is signed in, as the server says. `null` = nobody; the page then shows the way in and keeps its place. */
import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { isProblem } from "../kernel/problem";
import type { Language } from "../kernel/words";
import { onSignedOut, request } from "../kernel/request";

interface Unit {
  readonly id: string;
  readonly name: string;
  readonly english: string;
  /** From the top: ["財政局", "契約管理課", "契約係"]. */
  readonly path: readonly string[];
}

interface Post {
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

// Who was signed in when the session ended, for each store of queries.
const last = new WeakMap<QueryClient, Me>();

/**
 * Inside the shell somebody is signed in, or was: a page whose session ended stays as it is until somebody signs in,
 * and parts of it may still be on their way.
 */
export function useMe(): Me {
  const queries = useQueryClient();
  const me = useMeQuery().data ?? last.get(queries);
  if (!me) throw new Error("useMe outside the shell");
  return me;
}

/** The unit one works in, as shown beside one's name: 契約管理課 契約係 · Contract Team. */
export function wordUnit(post: Post | undefined, language: Language): string {
  if (post === undefined) return "";
  return language === "en" ? post.unit.english : post.unit.path.slice(-2).join(" ");
}

export function watchSignOut(queries: QueryClient): () => void {
  return onSignedOut(() => {
    const me = queries.getQueryData<Me | null>(meKey);
    if (me) last.set(queries, me);
    queries.setQueryData(meKey, null);
  });
}
