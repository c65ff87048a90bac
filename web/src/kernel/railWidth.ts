/** How wide the rail is: narrow on small desks, and where a page asks for the room (documents, chat). */
import { useEffect, useSyncExternalStore } from "react";

const WIDE_ENOUGH = "(width >= 68.75rem)";
const listeners = new Set<() => void>();
let asking = 0;

function tell(): void {
  for (const listener of listeners) listener();
}

/** A page that needs the room calls this; the rail is 80 px while it is open. */
export function useNarrowRail(): void {
  useEffect(() => {
    asking += 1;
    tell();
    return () => {
      asking -= 1;
      tell();
    };
  }, []);
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(WIDE_ENOUGH);
  listeners.add(listener);
  query.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    query.removeEventListener("change", listener);
  };
}

export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => asking > 0 || !matchMedia(WIDE_ENOUGH).matches);
}
