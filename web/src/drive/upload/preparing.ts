/** How many files of a folder that is being read were counted so far; null while none is. */
import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let counted: number | null = null;

export function tellPreparing(count: number | null): void {
  counted = count;
  for (const listener of listeners) listener();
}

export function usePreparing(): number | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => counted,
  );
}
