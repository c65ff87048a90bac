/**
 * One file on its way in one request: what becomes a document, or a picture in one. (Files go by `tus.ts`.) `fetch` tells nothing about how much was sent, so these requests go by XMLHttpRequest, with
 * the same errors as all others.
 */
import { reportReached, reportUnreachable } from "../../kernel/connection";
import { Problem, Unreachable } from "../../kernel/problem";

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

export function sendDocument(folder: string, name: string, file: File, onProgress: Progress): Sending {
  const path = `/api/folders/${folder}/documents/import?name=${encodeURIComponent(name)}`;
  return send("POST", path, file, onProgress, (answer) => ({
    kind: "document",
    id: String(answer["id"]),
    leftOut: Array.isArray(answer["left_out"]) ? answer["left_out"].length : 0,
  }));
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
      const answer = readAnswer(sender);
      if (answer instanceof Problem) reject(answer);
      else resolve(read(answer));
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

/** What the server said, or the problem it told of. */
export function readAnswer(sender: XMLHttpRequest): Record<string, unknown> | Problem {
  const answer = readJson(sender.responseText);
  if (sender.status >= 200 && sender.status < 300) return answer;
  const params = (answer["params"] ?? {}) as Record<string, unknown>;
  const seconds = Number(sender.getResponseHeader("retry-after"));
  return new Problem(sender.status, wordOf(answer["code"]) ?? `status_${sender.status}`, params, seconds > 0 ? seconds : undefined);
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
