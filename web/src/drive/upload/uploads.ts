/**
 * Files on their way into folders: a few at a time, each with its progress, its trouble and its way out. The store is
 * outside React: going to another page stops nothing. Word and Markdown files become documents.
 *
 * Thousands may be here at once: what changes is written down at once and told a few times a second.
 */
import { useSyncExternalStore } from "react";
import { holdPage } from "../../kernel/leaving";
import { isProblem, Problem } from "../../kernel/problem";
import type { Sending } from "../../kernel/sending";
import { gatherSmall, shareOut } from "./grouping";
import { sendDocument, type Made } from "./send";
import { sendTogether } from "./together";
import { cancelUpload, sendByTus, type Place } from "./tus";
import { takeUnfinished } from "./unfinished";

type UploadState = "waiting" | "sending" | "paused" | "done" | "trouble" | "stopped";

export interface Upload {
  readonly id: number;
  readonly folder: string;
  readonly file: File;
  readonly name: string;
  readonly becomes: "document" | "file";
  readonly state: UploadState;
  readonly sentBytes: number;
  /** Nothing goes at the moment: the network is away, or the server. */
  readonly isHeld?: boolean;
  /** Where it was begun on the server: it is gone on with from there. */
  readonly url?: string;
  /** The file whose bytes these are to replace. */
  readonly replaces?: { readonly id: string; readonly revision: number };
  readonly trouble?: unknown;
  /** What it became. */
  readonly made?: { readonly kind: string; readonly id: string };
  /** How many things of a Word file could not be carried. */
  readonly leftOut?: number;
}

/** A file and where it goes; `trouble` where that could not be made ready. */
export interface Wanted {
  readonly folder: string;
  readonly file: File;
  readonly trouble?: unknown;
  readonly url?: string;
}

type TwinAnswer = "both" | "replace";

const MOST_DOCUMENT_BYTES = 50 * 2 ** 20;
const AT_ONCE = 3;
const TELL_MILLISECONDS = 100;

const listeners = new Set<() => void>();
const madeListeners = new Set<(folder: string, id: string) => void>();
const running = new Map<number, Sending<unknown>>();
let busy = 0;
const places = new Map<number, number>();
/** Where the search for the next one that waits begins: all before it are under way or at their end. */
let next = 0;
let uploads: Upload[] = [];
let shown: readonly Upload[] = [];
let isTold = true;
let timer: ReturnType<typeof setTimeout> | undefined;
let lastId = 0;
let answerForAll: TwinAnswer | null = null;

function tell(): void {
  isTold = false;
  timer ??= setTimeout(() => {
    timer = undefined;
    for (const listener of listeners) listener();
  }, TELL_MILLISECONDS);
}

function change(all: readonly Upload[]): void {
  uploads = [...all];
  places.clear();
  uploads.forEach(({ id }, place) => places.set(id, place));
  next = 0;
  if (uploads.length === 0) answerForAll = null;
  tell();
}

function set(id: number, over: Partial<Upload>): void {
  const place = places.get(id);
  if (place === undefined) return;
  uploads[place] = { ...uploads[place]!, ...over };
  if (over.state === "waiting") next = Math.min(next, place);
  tell();
}

function find(id: number): Upload | undefined {
  const place = places.get(id);
  return place === undefined ? undefined : uploads[place];
}

export function getUploads(): readonly Upload[] {
  if (!isTold) {
    shown = [...uploads];
    isTold = true;
  }
  return shown;
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(watch, getUploads);
}

/** For those who only make room: does not draw again with each byte. */
export function useHasUploads(): boolean {
  return useSyncExternalStore(watch, () => uploads.length > 0);
}

/** Called with each thing that came to be, and the folder it lies in. */
export function watchMade(listener: (folder: string, id: string) => void): () => void {
  madeListeners.add(listener);
  return () => madeListeners.delete(listener);
}

export function isDocumentFile(name: string): boolean {
  return /\.(docx|md|markdown)$/i.test(name);
}

export function addUploads(wanted: readonly Wanted[]): void {
  const added = wanted.map(({ folder, file, trouble, url }): Upload => {
    lastId += 1;
    const becomes = isDocumentFile(file.name) && file.size <= MOST_DOCUMENT_BYTES && url === undefined ? "document" : "file";
    return {
      id: lastId, folder, file, name: file.name.normalize("NFC"), becomes, sentBytes: 0, trouble,
      url: url ?? (becomes === "file" ? takeUnfinished(folder, file) : undefined),
      state: trouble === undefined ? "waiting" : "trouble",
    };
  });
  const before = next;
  change([...uploads, ...added]);
  next = before;
  startNext();
}

function startNext(): void {
  while (busy < AT_ONCE) {
    while (next < uploads.length && uploads[next]!.state !== "waiting") next += 1;
    const upload = uploads[next];
    if (upload === undefined) break;
    const small = gatherSmall(uploads, next);
    busy += 1;
    void (small.length === 0 ? run(upload) : runTogether(small)).finally(() => {
      busy -= 1;
      startNext();
    });
  }
  askBeforeLeaving(uploads.length > 0 && (running.size > 0 || uploads.some(({ state }) => state === "paused")));
}

async function run(upload: Upload): Promise<void> {
  const { id } = upload;
  set(id, { state: "sending", trouble: undefined, isHeld: false });
  const sending = begin(upload);
  running.set(id, sending);
  try {
    const made = await sending.done;
    set(id, { state: "done", sentBytes: upload.file.size, isHeld: false, made: { kind: made.kind, id: made.id }, leftOut: made.leftOut, url: undefined });
    for (const listener of madeListeners) listener(upload.folder, made.id);
  } catch (error) {
    if (find(id)?.state === "sending") fail(id, error);
  }
  running.delete(id);
}

async function runTogether(small: readonly Upload[]): Promise<void> {
  const sending = sendTogether(small, {
    onProgress: (sentBytes) => {
      shareOut(small, sentBytes).forEach((own, at) => {
        const now = find(small[at]!.id);
        if (now?.state === "sending" && now.sentBytes !== own) set(now.id, { sentBytes: own });
      });
    },
    onWaiting: (isHeld) => small.forEach(({ id }) => isHeld !== (find(id)?.isHeld ?? false) && set(id, { isHeld })),
  });
  for (const { id } of small) {
    set(id, { state: "sending", trouble: undefined, isHeld: false });
    running.set(id, sending);
  }
  try {
    const come = await sending.done;
    small.forEach(({ id, folder, file }, at) => {
      const one = come[at]!;
      if (one instanceof Problem) fail(id, one);
      else {
        set(id, { state: "done", sentBytes: file.size, isHeld: false, made: { kind: "file", id: one.id } });
        for (const listener of madeListeners) listener(folder, one.id);
      }
    });
  } catch (error) {
    // Where one was paused or stopped the others go again: nothing of the request was kept.
    const isStopped = error instanceof DOMException && error.name === "AbortError";
    for (const { id } of small) {
      if (find(id)?.state !== "sending") continue;
      if (isStopped) set(id, { state: "waiting", isHeld: false, sentBytes: 0 });
      else fail(id, error);
    }
  }
  for (const { id } of small) running.delete(id);
}

function begin(upload: Upload): Sending<Made> {
  const { id, folder, name, file } = upload;
  const onProgress = (sentBytes: number) => set(id, { sentBytes });
  if (upload.becomes === "document") return sendDocument(folder, name, file, onProgress);
  const place: Place = upload.replaces === undefined ? { kind: "folder", id: folder } : { kind: "file", id: upload.replaces.id };
  const sending = sendByTus(place, file, {
    name,
    url: upload.url,
    onUrl: (url) => set(id, { url }),
    onProgress,
    onWaiting: (isHeld) => isHeld !== (find(id)?.isHeld ?? false) && set(id, { isHeld }),
  });
  return { done: sending.done.then((item) => ({ kind: item.kind, id: item.id })), stop: sending.stop };
}

function fail(id: number, trouble: unknown): void {
  set(id, { state: "trouble", trouble, isHeld: false });
  if (answerForAll !== null && isProblem(trouble, "name_taken")) answerTwin(id, answerForAll);
}

/** What a name that is taken can be answered with. */
export function listTwinAnswers({ trouble, becomes }: Upload): { readonly both?: string; readonly replace?: { readonly id: string; readonly revision: number } } {
  if (!isProblem(trouble, "name_taken")) return {};
  const { suggestion, replaces } = trouble.params as { suggestion?: unknown; replaces?: { id: string; revision: number } | null };
  return { both: typeof suggestion === "string" ? suggestion : undefined, replace: becomes === "file" ? (replaces ?? undefined) : undefined };
}

/** Keep both, or put these bytes in the place of the other's; stays in trouble where the answer cannot be had. */
export function answerTwin(id: number, answer: TwinAnswer): void {
  const upload = find(id);
  const { both, replace } = upload === undefined ? {} : listTwinAnswers(upload);
  if (answer === "both" && both !== undefined) retryUpload(id, { name: both });
  if (answer === "replace" && replace !== undefined) {
    giveUp(upload!.url);
    retryUpload(id, { replaces: replace, url: undefined, sentBytes: 0 });
  }
}

/** The same for all that are in this trouble, and for those that come into it before the panel is closed. */
export function answerAllTwins(answer: TwinAnswer): void {
  answerForAll = answer;
  for (const upload of [...uploads]) if (upload.state === "trouble" && isProblem(upload.trouble, "name_taken")) answerTwin(upload.id, answer);
}

export function pauseUpload(id: number): void {
  if (!["waiting", "sending"].includes(find(id)?.state ?? "")) return;
  set(id, { state: "paused", isHeld: false });
  running.get(id)?.stop();
}

export function stopUpload(id: number): void {
  const upload = find(id);
  if (upload === undefined) return;
  set(id, { state: "stopped", isHeld: false, url: undefined, sentBytes: 0 });
  running.get(id)?.stop();
  giveUp(upload.url);
}

function giveUp(url: string | undefined): void {
  if (url !== undefined) void cancelUpload(url);
}

export function pauseAll(): void {
  // The waiting ones first: otherwise each that is paused makes room for the next.
  for (const state of ["waiting", "sending"]) for (const upload of [...uploads]) if (upload.state === state) pauseUpload(upload.id);
}

export function resumeAll(): void {
  for (const { id, state } of [...uploads]) if (state === "paused") set(id, { state: "waiting" });
  startNext();
}

export function stopAll(): void {
  for (const state of ["waiting", "paused", "sending"]) for (const upload of [...uploads]) if (upload.state === state) stopUpload(upload.id);
}

/** Once more, from where it stood; under another name where the first is taken, or as the plain file. */
export function retryUpload(id: number, over: Partial<Pick<Upload, "name" | "becomes" | "replaces" | "url" | "sentBytes">> = {}): void {
  set(id, { ...over, state: "waiting", trouble: undefined });
  startNext();
}

/** All whose trouble may have passed; names that are taken want an answer. */
export function retryAll(): void {
  for (const upload of [...uploads]) if (isRetryable(upload)) set(upload.id, { state: "waiting", trouble: undefined });
  startNext();
}

export function isRetryable({ state, trouble }: Upload): boolean {
  return state === "trouble" && !isProblem(trouble, "name_taken") && !isProblem(trouble, "upload_too_large") && !isProblem(trouble, "file_gone");
}

/** Takes one that is at its end out of the panel. */
export function dropUpload(id: number): void {
  giveUp(find(id)?.url);
  change(uploads.filter((upload) => upload.id !== id));
}

/** Closes the panel; what is under way stays. */
export function dropEnded(): void {
  for (const { state, url } of uploads) if (state === "trouble") giveUp(url);
  change(uploads.filter(({ state }) => state === "waiting" || state === "sending" || state === "paused"));
}

let letPageGo: (() => void) | undefined;

function askBeforeLeaving(isNeeded: boolean): void {
  if (isNeeded) {
    letPageGo ??= holdPage();
  } else {
    letPageGo?.();
    letPageGo = undefined;
  }
}
