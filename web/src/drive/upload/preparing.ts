/** How many files of a folder that is being read were counted so far; null while none is. */
import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let counted: number | null = null;

export function tellPreparing(count: number | null): void {
  counted = count;
  for (const listener of listeners) listener();
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreparing(): number | null {
  return useSyncExternalStore(watch, () => counted);
}

/** For those who only make room: does not draw again with each file. */
export function useIsPreparing(): boolean {
  return useSyncExternalStore(watch, () => counted !== null);
}
