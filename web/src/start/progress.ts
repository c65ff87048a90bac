/**
 * How far a newcomer has come with the four acts. It is kept in this browser; each act counts only when the server
 * has told that it happened.
 */
import { useSyncExternalStore } from "react";

export const steps = ["drop", "write", "share", "take"] as const;
export type Step = (typeof steps)[number];

export interface Progress {
  readonly done: readonly Step[];
  /** Put away for ever; the command はじめに opens it again. */
  readonly isDismissed: boolean;
  /** The document made from the Word file. */
  readonly document: { readonly id: string; readonly name: string } | null;
  /** Who has written in it. */
  readonly writers: readonly string[];
  /** The colleague let in for writing together, whom the third act does not count. */
  readonly helper: string | null;
  /** To whom else it was given. */
  readonly given: readonly string[];
}

export const beginning: Progress = { done: [], isDismissed: false, document: null, writers: [], helper: null, given: [] };

const listeners = new Set<() => void>();
const known = new Map<string, Progress>();

function keyOf(person: string): string {
  return `zencho.start.${person}`;
}

export function getProgress(person: string): Progress {
  let progress = known.get(person);
  if (progress === undefined) {
    progress = read(localStorage.getItem(keyOf(person)));
    known.set(person, progress);
  }
  return progress;
}

function read(text: string | null): Progress {
  try {
    return { ...beginning, ...(JSON.parse(text ?? "{}") as Partial<Progress>) };
  } catch {
    // Unreadable is the same as never begun.
    return beginning;
  }
}

export function setProgress(person: string, progress: Progress): void {
  if (progress === getProgress(person)) return;
  known.set(person, progress);
  localStorage.setItem(keyOf(person), JSON.stringify(progress));
  for (const listener of listeners) listener();
}

export function useProgress(person: string): Progress {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => getProgress(person),
  );
}

function finish(progress: Progress, step: Step): Progress {
  return progress.done.includes(step) ? progress : { ...progress, done: steps.filter((each) => each === step || progress.done.includes(each)) };
}

/** The first act that is still to do; undefined when all four are done. */
export function getNextStep(progress: Progress): Step | undefined {
  return steps.find((step) => !progress.done.includes(step));
}

/** A Word file became this document. */
export function noteDocument(progress: Progress, document: { readonly id: string; readonly name: string }): Progress {
  return finish({ ...progress, document, writers: [], helper: null, given: [] }, "drop");
}

/** These persons wrote; with somebody else beside me the second act is done. */
export function noteWriters(progress: Progress, persons: readonly string[], me: string): Progress {
  const writers = [...new Set([...progress.writers, ...persons])];
  if (writers.length === progress.writers.length) return progress;
  const isTogether = writers.includes(me) && writers.some((person) => person !== me);
  return isTogether ? finish({ ...progress, writers }, "write") : { ...progress, writers };
}

/** Who has been given the document now: somebody new is the third act, somebody gone again the fourth. */
export function noteGiven(progress: Progress, now: readonly string[]): Progress {
  const isTaken = progress.given.some((party) => !now.includes(party));
  const given = [...new Set([...progress.given, ...now])];
  let next = given.length === progress.given.length ? progress : { ...progress, given };
  if (now.length > 0) next = finish(next, "share");
  return isTaken ? finish(next, "take") : next;
}
