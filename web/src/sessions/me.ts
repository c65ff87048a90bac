/** Who is signed in, as the server says. `null` = nobody; the page then shows the way in and keeps its place. */
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { isProblem } from "../kernel/problem";
import { onSignedOut, request } from "../kernel/request";

export interface Unit {
  readonly id: string;
  readonly name: string;
  /** From the top: ["財政局", "契約管理課", "契約係"]. */
  readonly path?: readonly string[];
}

export interface Post {
  readonly unit: Unit;
  readonly rank: string;
}

export interface Me {
  readonly person: { readonly id: string; readonly name: string; readonly reading: string; readonly number: string };
  readonly posts: readonly Post[];
  readonly agency: { readonly name: string };
  readonly locale: string;
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

/** Inside the shell somebody is always signed in. */
export function useMe(): Me {
  const { data } = useMeQuery();
  if (!data) throw new Error("useMe outside the shell");
  return data;
}

/** The unit one works in, as shown beside one's name: 契約管理課 契約係. */
export function wordUnit(post: Post | undefined): string {
  if (post === undefined) return "";
  return (post.unit.path ?? [post.unit.name]).slice(-2).join(" ");
}

export function watchSignOut(queries: QueryClient): () => void {
  return onSignedOut(() => queries.setQueryData(meKey, null));
}
