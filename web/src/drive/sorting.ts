/** How this person likes lists sorted; the same in every folder, kept in this browser. */
import { useSyncExternalStore } from "react";
import type { Sort } from "./list/order";

const KEY = "zencho.drive.sort";
const listeners = new Set<() => void>();
let current: Sort = read();

function read(): Sort {
  try {
    return localStorage.getItem(KEY) === "modified" ? "modified" : "name";
  } catch {
    return "name";
  }
}

export function rememberSort(sort: Sort): void {
  current = sort;
  try {
    localStorage.setItem(KEY, sort);
  } catch {
    // Private windows may refuse storage; the choice then lasts as long as the tab.
  }
  for (const listener of listeners) listener();
}

export function useSort(): Sort {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
