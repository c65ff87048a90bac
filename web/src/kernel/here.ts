/**
 * Where the open page stands (a folder, a document), told by the page, read by what makes new things: the 新規 menu
 * says 「契約事務」の中に作ります, and the act creates it there.
 */
import { useEffect, useSyncExternalStore } from "react";

interface Here {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

const listeners = new Set<() => void>();
let current: Here | null = null;

function change(next: Here | null): void {
  current = next;
  for (const listener of listeners) listener();
}

export function getHere(): Here | null {
  return current;
}

export function useHere(): Here | null {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, getHere);
}

/** Declares it while the page is open; null while it is not yet known. */
export function useDeclareHere(here: Here | null): void {
  const { kind, id, name } = here ?? {};
  useEffect(() => {
    if (kind === undefined || id === undefined || name === undefined) return;
    change({ kind, id, name });
    return () => change(null);
  }, [kind, id, name]);
}
