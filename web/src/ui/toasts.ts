/**
 * What was just done, with the way back. A toast stays ten seconds and waits while pointed at or focused, so nobody
 * has to hurry to undo. The store is outside React: any code may say `showToast`.
 */
import type { LucideIcon } from "lucide-react";
import { wordProblem } from "../kernel/problem";

export const TOAST_MILLISECONDS = 10_000;

export interface Toast {
  readonly id: number;
  readonly words: string;
  readonly icon?: LucideIcon;
  readonly undo?: { readonly label?: string; readonly act: () => void };
  readonly look: "done" | "trouble";
}

const listeners = new Set<() => void>();
let shown: readonly Toast[] = [];
let lastId = 0;

function change(next: readonly Toast[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Shows it and gives its id. At most three at once: the oldest makes room. */
export function showToast(toast: Omit<Toast, "id" | "look"> & { readonly look?: Toast["look"] }): number {
  lastId += 1;
  change([...shown.slice(-2), { look: "done", ...toast, id: lastId }]);
  return lastId;
}

/** What went wrong, in the words of the problem. */
export function showTrouble(error: unknown): number {
  return showToast({ words: wordProblem(error), look: "trouble" });
}

export function closeToast(id: number): void {
  if (shown.some((toast) => toast.id === id)) change(shown.filter((toast) => toast.id !== id));
}

export function getToasts(): readonly Toast[] {
  return shown;
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
