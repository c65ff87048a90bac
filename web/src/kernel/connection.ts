/**
 * Whether the server can be reached, since when not, and how much typed text waits to be sent. Requests and the live
 * socket report here; the offline bar shows it. While unreachable we ask for the health page every few seconds.
 */
import { useSyncExternalStore } from "react";

interface Connection {
  readonly isOnline: boolean;
  /** When the server was last seen to be away (milliseconds since 1970), null while online. */
  readonly since: number | null;
  /** Characters typed and not yet acknowledged, over all documents open in this tab. */
  readonly unsentCharacters: number;
}

const ASK_AGAIN_MILLISECONDS = 4000;
const listeners = new Set<() => void>();
const unsent = new Map<string, number>();
let current: Connection = { isOnline: true, since: null, unsentCharacters: 0 };
let timer: ReturnType<typeof setTimeout> | undefined;

function change(next: Partial<Connection>): void {
  current = { ...current, ...next };
  for (const listener of listeners) listener();
}

export function reportReached(): void {
  clearTimeout(timer);
  if (!current.isOnline) change({ isOnline: true, since: null });
}

export function reportUnreachable(): void {
  if (current.isOnline) change({ isOnline: false, since: Date.now() });
  clearTimeout(timer);
  timer = setTimeout(() => void askAgain(), ASK_AGAIN_MILLISECONDS);
}

/** Asks at once whether the server is back; the button of the offline bar. */
export async function askAgain(): Promise<void> {
  try {
    const answer = await fetch("/healthz", { cache: "no-store" });
    if (answer.ok) reportReached();
    else reportUnreachable();
  } catch {
    reportUnreachable();
  }
}

/** A document says how many of its characters wait; zero when all is acknowledged or the document closed. */
export function reportUnsent(source: string, characters: number): void {
  if (characters > 0) unsent.set(source, characters);
  else unsent.delete(source);
  const total = [...unsent.values()].reduce((sum, each) => sum + each, 0);
  if (total !== current.unsentCharacters) change({ unsentCharacters: total });
}

export function watchConnection(): void {
  addEventListener("offline", reportUnreachable);
  addEventListener("online", () => void askAgain());
}

export function getConnection(): Connection {
  return current;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, getConnection);
}
