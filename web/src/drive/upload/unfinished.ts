/**
 * Uploads that were begun and did not end: the page was left, or the browser. The server keeps them for a week. The
 * same file, chosen or dropped again, goes on from where it was. What another tab of this browser sends just now is
 * not offered.
 */
import { useSyncExternalStore } from "react";
import { request } from "../../kernel/request";
import { listHeld } from "./locks";
import { cancelUpload } from "./tus";

export interface Unfinished {
  readonly id: string;
  /** The folder it goes into, or the file it replaces. */
  readonly target: string;
  readonly target_name: string;
  readonly target_root: "own" | "shared" | null;
  readonly replaces: boolean;
  readonly name: string;
  readonly size_bytes: number;
  readonly offset_bytes: number;
  readonly last_modified: string | null;
}

const listeners = new Set<() => void>();
let unfinished: readonly Unfinished[] = [];
let isAsked = false;

function change(all: readonly Unfinished[]): void {
  unfinished = all;
  for (const listener of listeners) listener();
}

export function useUnfinished(): readonly Unfinished[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      void askOnce();
      return () => listeners.delete(listener);
    },
    () => unfinished,
  );
}

/** Once for each time the page is opened: what begins afterwards is this page's own. */
async function askOnce(): Promise<void> {
  if (isAsked) return;
  isAsked = true;
  try {
    const { uploads } = await request<{ readonly uploads: readonly Unfinished[] }>("GET", "/api/uploads");
    const held = await listHeld();
    change(uploads.filter(({ id }) => !held.has(id)));
  } catch {
    isAsked = false;
  }
}

function isSameFile(one: Unfinished, file: File): boolean {
  const isSameTime = one.last_modified === null || Date.parse(one.last_modified) === file.lastModified;
  return one.name === file.name.normalize("NFC") && one.size_bytes === file.size && isSameTime;
}

/** The address under which this file of this folder was begun, if it was; it is no longer offered then. */
export function takeUnfinished(folder: string, file: File): string | undefined {
  const found = unfinished.find((each) => !each.replaces && each.target === folder && isSameFile(each, file));
  if (found === undefined) return undefined;
  change(unfinished.filter((each) => each !== found));
  return `/api/uploads/${found.id}`;
}

/** Those that these files are, and the files that are none of them. */
export function matchUnfinished(files: readonly File[]): { readonly found: readonly (readonly [Unfinished, File])[]; readonly strange: readonly File[] } {
  const found: (readonly [Unfinished, File])[] = [];
  const strange: File[] = [];
  for (const file of files) {
    const one = unfinished.find((each) => isSameFile(each, file) && !found.some(([taken]) => taken === each));
    if (one === undefined) strange.push(file);
    else found.push([one, file]);
  }
  change(unfinished.filter((each) => !found.some(([taken]) => taken === each)));
  return { found, strange };
}

export async function dropUnfinished(dropped: readonly Unfinished[]): Promise<void> {
  change(unfinished.filter((each) => !dropped.includes(each)));
  for (const { id } of dropped) await cancelUpload(`/api/uploads/${id}`);
}
