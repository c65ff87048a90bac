/**
 * What stands beside a file: its versions, or what is said about it. At the desk a column, which one chose last is
 * remembered for all files, and nothing before somebody wants it. On a phone and a narrow desk a sheet.
 */
import { useSyncExternalStore } from "react";

export type FilePanel = "versions" | "comments";

const KEY = "zencho.file_panel";
const WIDE = "(width >= 68.75rem)";
const listeners = new Set<() => void>();
let sheet: FilePanel | null = null;

function readColumn(): FilePanel | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "versions" || kept === "comments" ? kept : null;
  } catch {
    return null;
  }
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

/** Which one is open. */
export function useFilePanel(): FilePanel | null {
  return useSyncExternalStore(subscribe, () => (matchMedia(WIDE).matches ? readColumn() : sheet));
}

/** Whether it stands beside the file, and not over it. */
export function useHasColumn(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(WIDE).matches);
}

export function showFilePanel(panel: FilePanel | null): void {
  if (matchMedia(WIDE).matches) {
    try {
      localStorage.setItem(KEY, panel ?? "none");
    } catch {
      // No storage: it stays as it is.
    }
  } else {
    sheet = panel;
  }
  for (const listener of listeners) listener();
}

/** The place for what comes back from an application, where there is room for it beside the file. */
export function showReturnPlace(): void {
  if (matchMedia(WIDE).matches) showFilePanel("versions");
}
