/** The query client: what is fetched is shared, shown while stale, and asked again only where another try can help. */
import { QueryClient } from "@tanstack/react-query";
import { isPassing, Problem } from "./problem";

const MOST_RETRIES = 3;

export function isWorthRetrying(failures: number, error: unknown): boolean {
  return failures < MOST_RETRIES && isPassing(error);
}

export function delayMilliseconds(attempt: number, error: unknown): number {
  if (error instanceof Problem && error.retryAfterSeconds !== undefined) return error.retryAfterSeconds * 1000;
  return Math.min(500 * 2 ** attempt, 8000);
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Lists live by events, not by polling: a focus change alone asks nothing again.
      queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: isWorthRetrying, retryDelay: delayMilliseconds },
      // A change is sent once; whoever gives it an idempotency key may ask for more.
      mutations: { retry: false },
    },
  });
}
