/** Whether the list of versions stands beside a file at the desk: not before somebody wants it, then remembered for all files. On a phone it is a sheet. */
import { useSyncExternalStore } from "react";

const KEY = "zencho.versions";
const WIDE = "(width >= 68.75rem)";
const listeners = new Set<() => void>();
let isSheetOpen = false;

function isColumnOpen(): boolean {
  try {
    return localStorage.getItem(KEY) === "open";
  } catch {
    return false;
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(WIDE);
  listeners.add(listener);
  query.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    query.removeEventListener("change", listener);
  };
}

/** "column" beside the preview, "sheet" over it, or neither. */
export function useVersionsPanel(): "column" | "sheet" | null {
  return useSyncExternalStore(subscribe, () => {
    if (matchMedia(WIDE).matches) return isColumnOpen() ? "column" : null;
    return isSheetOpen ? "sheet" : null;
  });
}

export function showVersionsPanel(isOpen: boolean): void {
  if (matchMedia(WIDE).matches) {
    try {
      localStorage.setItem(KEY, isOpen ? "open" : "closed");
    } catch {
      // No storage: it stays as it is.
    }
  } else {
    isSheetOpen = isOpen;
  }
  tell();
}

/** The place for what comes back from an application, where there is room for it beside the file. */
export function showReturnPlace(): void {
  if (matchMedia(WIDE).matches) showVersionsPanel(true);
}
