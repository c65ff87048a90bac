/**
 * Files on their way into folders: two at a time, each with its progress, its trouble and its way out. The store is
 * outside React: going to another page stops nothing. Word and Markdown files become documents.
 */
import { useSyncExternalStore } from "react";
import { Problem } from "../../kernel/problem";
import { sendDocument, sendFile, type Sending } from "./send";

export type UploadState = "waiting" | "sending" | "done" | "trouble" | "stopped";

export interface Upload {
  readonly id: number;
  readonly folder: string;
  readonly file: File;
  readonly name: string;
  readonly becomes: "document" | "file";
  readonly state: UploadState;
  readonly sentBytes: number;
  readonly trouble?: unknown;
  /** What it became. */
  readonly made?: { readonly kind: string; readonly id: string };
  /** How many things of a Word file could not be carried. */
  readonly leftOut?: number;
}

/** The server takes this much in one request; saying so before sending spares the wait. */
const MOST_BYTES = 100 * 2 ** 20;
const MOST_DOCUMENT_BYTES = 50 * 2 ** 20;
const AT_ONCE = 2;

const listeners = new Set<() => void>();
const madeListeners = new Set<(folder: string, id: string) => void>();
const running = new Map<number, Sending>();
let uploads: readonly Upload[] = [];
let lastId = 0;

function change(next: readonly Upload[]): void {
  uploads = next;
  for (const listener of listeners) listener();
}

function set(id: number, over: Partial<Upload>): void {
  change(uploads.map((upload) => (upload.id === id ? { ...upload, ...over } : upload)));
}

export function getUploads(): readonly Upload[] {
  return uploads;
}

export function useUploads(): readonly Upload[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, getUploads);
}

/** Called with each thing that came to be, and the folder it lies in. */
export function watchMade(listener: (folder: string, id: string) => void): () => void {
  madeListeners.add(listener);
  return () => madeListeners.delete(listener);
}

export function isDocumentFile(name: string): boolean {
  return /\.(docx|md|markdown)$/i.test(name);
}

export function addUploads(folder: string, files: readonly File[]): void {
  const added = files.map((file): Upload => {
    lastId += 1;
    const becomes = isDocumentFile(file.name) && file.size <= MOST_DOCUMENT_BYTES ? "document" : "file";
    const isTooLarge = file.size > MOST_BYTES;
    return {
      id: lastId, folder, file, name: file.name.normalize("NFC"), becomes, sentBytes: 0,
      state: isTooLarge ? "trouble" : "waiting",
      trouble: isTooLarge ? new Problem(413, "file_too_large", { limit_bytes: MOST_BYTES }) : undefined,
    };
  });
  change([...uploads, ...added]);
  startNext();
}

function startNext(): void {
  while (running.size < AT_ONCE) {
    const next = uploads.find((upload) => upload.state === "waiting");
    if (next === undefined) return;
    void run(next);
  }
}

async function run(upload: Upload): Promise<void> {
  const onProgress = (sentBytes: number) => set(upload.id, { sentBytes });
  const send = upload.becomes === "document" ? sendDocument : sendFile;
  const sending = send(upload.folder, upload.name, upload.file, onProgress);
  running.set(upload.id, sending);
  set(upload.id, { state: "sending", sentBytes: 0, trouble: undefined });
  try {
    const { kind, id, leftOut } = await sending.done;
    set(upload.id, { state: "done", sentBytes: upload.file.size, made: { kind, id }, leftOut });
    for (const listener of madeListeners) listener(upload.folder, id);
  } catch (error) {
    if (find(upload.id)?.state === "sending") set(upload.id, { state: "trouble", trouble: error });
  }
  running.delete(upload.id);
  startNext();
}

function find(id: number): Upload | undefined {
  return uploads.find((upload) => upload.id === id);
}

export function stopUpload(id: number): void {
  set(id, { state: "stopped" });
  running.get(id)?.stop();
}

export function stopAll(): void {
  for (const { id, state } of uploads) if (state === "waiting" || state === "sending") stopUpload(id);
}

/** Once more; under another name where the first is taken, or as the plain file where it could not be read. */
export function retryUpload(id: number, over: Partial<Pick<Upload, "name" | "becomes">> = {}): void {
  set(id, { ...over, state: "waiting", sentBytes: 0, trouble: undefined });
  startNext();
}

/** Takes one that is at its end out of the panel. */
export function dropUpload(id: number): void {
  change(uploads.filter((upload) => upload.id !== id));
}

/** Closes the panel; what is under way stays. */
export function dropEnded(): void {
  change(uploads.filter(({ state }) => state === "waiting" || state === "sending"));
}
