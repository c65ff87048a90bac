/** A changed file on its way back into the place of its own: one at a time for each file, with how far it is. */
import { useSyncExternalStore } from "react";
import type { QueryClient } from "@tanstack/react-query";
import { showTrouble } from "../../ui/toasts";
import { openOverlay } from "../overlays";
import type { Item } from "../shapes";
import { isSameKind } from "./kinds";
import { sendVersion } from "./sendVersion";

interface Returning {
  readonly name: string;
  readonly sent: number;
  readonly size: number;
  readonly stop: () => void;
}

const listeners = new Set<() => void>();
let running: ReadonlyMap<string, Returning> = new Map();

function change(id: string, next: Returning | null): void {
  const others = [...running].filter(([each]) => each !== id);
  running = new Map(next === null ? others : [...others, [id, next]]);
  for (const listener of listeners) listener();
}

export function useReturning(id: string): Returning | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => running.get(id),
  );
}

/** Sends it as a newer version; a file of another kind is asked about before. */
export async function returnFile(queries: QueryClient, item: Item, file: File, me: string): Promise<void> {
  if (running.has(item.id)) return;
  if (!isSameKind(file, item)) {
    openOverlay({ kind: "replace", item, file });
    return;
  }
  const told = { name: file.name, size: file.size };
  const sending = sendVersion(queries, item, file, me, {
    onProgress: (sent) => change(item.id, { ...told, sent, stop: sending.stop }),
    onWaiting: () => undefined,
  });
  change(item.id, { ...told, sent: 0, stop: sending.stop });
  try {
    await sending.done;
  } catch (error) {
    if (!(error instanceof DOMException)) showTrouble(error);
  } finally {
    change(item.id, null);
  }
}
