/**
 * The dialogs that may be opened from any page: sharing, who can see and why, the label, another file in its
 * place, moving, copying, printing together, a new folder. Whoever wants one says so here; `DriveOverlay` draws it over the page.
 */
import { useSyncExternalStore } from "react";
import type { Item } from "./shapes";

type Overlay =
  | { readonly kind: "share"; readonly id: string; readonly name: string }
  | { readonly kind: "share_several"; readonly items: readonly Item[] }
  | { readonly kind: "label"; readonly item: Item }
  /** `folder`: where it may also be taken in as a file of its own. */
  | { readonly kind: "replace"; readonly item: Item; readonly file: File; readonly folder?: string }
  | { readonly kind: "why"; readonly id: string; readonly person?: string }
  | { readonly kind: "move" | "copy"; readonly items: readonly Item[] }
  | { readonly kind: "print"; readonly items: readonly Item[] }
  /** A bundle that is to become a file in a folder, at first the one of the thing `from`. */
  | { readonly kind: "save_bundle"; readonly id: string; readonly title: string; readonly from: string | undefined }
  | { readonly kind: "receive"; readonly id: string; readonly name: string }
  /** For good, what is held. */
  | { readonly kind: "discard"; readonly item: Item; readonly onDone?: () => void }
  | { readonly kind: "new_folder"; readonly folder: string | null };

const listeners = new Set<() => void>();
let current: Overlay | null = null;

export function openOverlay(overlay: Overlay): void {
  change(overlay);
}

export function closeOverlay(): void {
  change(null);
}

function change(next: Overlay | null): void {
  current = next;
  for (const listener of listeners) listener();
}

export function useOverlay(): Overlay | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
