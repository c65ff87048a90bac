/**
 * One file on its way. `fetch` tells nothing about how much was sent, so these requests go by XMLHttpRequest, with
 * the same errors as all others.
 */
import { reportReached, reportUnreachable } from "../../kernel/connection";
import { Problem, Unreachable } from "../../kernel/problem";
import type { Item } from "../shapes";
import type { ReplacedItem } from "../versions/shapes";

export interface Made {
  readonly kind: string;
  readonly id: string;
  readonly leftOut?: number;
}

export interface Sending<T = Made> {
  readonly done: Promise<T>;
  readonly stop: () => void;
}

type Progress = (sentBytes: number) => void;

export function sendFile(folder: string, name: string, file: File, onProgress: Progress): Sending {
  const path = `/api/folders/${folder}/files?name=${encodeURIComponent(name)}`;
  return send("PUT", path, file, onProgress, (answer) => ({ kind: "file", id: String(answer["id"]) }));
}

export function sendDocument(folder: string, name: string, file: File, onProgress: Progress): Sending {
  const path = `/api/folders/${folder}/documents/import?name=${encodeURIComponent(name)}`;
  return send("POST", path, file, onProgress, (answer) => ({
    kind: "document",
    id: String(answer["id"]),
    leftOut: Array.isArray(answer["left_out"]) ? answer["left_out"].length : 0,
  }));
}

/** Newer bytes for a file, made from this version: where somebody was faster they lie beside theirs. */
export function replaceFile(item: Pick<Item, "id">, file: File, onProgress: Progress, basedOn: number): Sending<ReplacedItem> {
  return send("PUT", `/api/files/${item.id}/content?based_on=${basedOn}`, file, onProgress, (answer) => answer as unknown as ReplacedItem);
}

/** A picture into a document, with the rights of the document. */
export function sendPicture(document: string, file: File, onProgress: Progress): Sending<{ readonly url: string }> {
  return send("PUT", `/api/documents/${document}/images`, file, onProgress, (answer) => ({ url: String(answer["url"]) }));
}

function send<T>(method: string, path: string, file: File, onProgress: Progress, read: (answer: Record<string, unknown>) => T): Sending<T> {
  const sender = new XMLHttpRequest();
  const done = new Promise<T>((resolve, reject) => {
    sender.open(method, path);
    sender.setRequestHeader("accept", "application/json, application/problem+json");
    sender.setRequestHeader("content-type", "application/octet-stream");
    sender.setRequestHeader("x-expected-size", String(file.size));
    sender.upload.onprogress = (event) => onProgress(event.loaded);
    sender.onload = () => {
      reportReached();
      const answer = readJson(sender.responseText);
      if (sender.status >= 200 && sender.status < 300) resolve(read(answer));
      else reject(new Problem(sender.status, wordOf(answer["code"]) ?? `status_${sender.status}`, (answer["params"] ?? {}) as Record<string, unknown>));
    };
    sender.onerror = () => {
      reportUnreachable();
      reject(new Unreachable(`${method} did not reach the server`));
    };
    sender.onabort = () => reject(new DOMException("stopped", "AbortError"));
    sender.send(file);
  });
  return { done, stop: () => sender.abort() };
}

function wordOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function readJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // A proxy's own error page: the status is all there is to know.
    return {};
  }
}
