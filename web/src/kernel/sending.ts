/**
 * Bytes on their way to the server, with how many of them are gone. `fetch` tells nothing of that, so these requests
 * go by XMLHttpRequest, with the same errors as all others.
 */
import { reportReached, reportUnreachable } from "./connection";
import { Problem, Unreachable } from "./problem";

export interface Sending<T> {
  readonly done: Promise<T>;
  readonly stop: () => void;
}

export interface Answer {
  readonly body: Record<string, unknown>;
  readonly header: (name: string) => string | null;
}

interface SendOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Blob;
  readonly onProgress?: (sentBytes: number) => void;
}

/** A whole file in one request; the server checks that all of it came. */
export function sendFile(method: string, path: string, file: File, onProgress: (sentBytes: number) => void, headers: Readonly<Record<string, string>> = {}): Sending<Answer> {
  const all = { "content-type": "application/octet-stream", "x-expected-size": String(file.size), ...headers };
  return sendBytes(method, path, { headers: all, body: file, onProgress });
}

export function sendBytes(method: string, path: string, { headers, body, onProgress }: SendOptions): Sending<Answer> {
  const sender = new XMLHttpRequest();
  const done = new Promise<Answer>((resolve, reject) => {
    sender.open(method, path);
    const all = { accept: "application/json, application/problem+json", ...headers };
    for (const [name, value] of Object.entries(all)) sender.setRequestHeader(name, value);
    if (onProgress !== undefined) sender.upload.onprogress = (event) => onProgress(event.loaded);
    sender.onload = () => {
      reportReached();
      const answered = readAnswer(sender);
      if (answered instanceof Problem) reject(answered);
      else resolve({ body: answered, header: (name) => sender.getResponseHeader(name) });
    };
    sender.onerror = () => {
      reportUnreachable();
      reject(new Unreachable(`${method} did not reach the server`));
    };
    sender.onabort = () => reject(new DOMException("stopped", "AbortError"));
    sender.send(body ?? null);
  });
  return { done, stop: () => sender.abort() };
}

/** What the server said, or the problem it told of. */
function readAnswer(sender: XMLHttpRequest): Record<string, unknown> | Problem {
  const answer = readJson(sender.responseText);
  if (sender.status >= 200 && sender.status < 300) return answer;
  const { code } = answer;
  const params = (answer["params"] ?? {}) as Record<string, unknown>;
  const seconds = Number(sender.getResponseHeader("retry-after"));
  return new Problem(sender.status, typeof code === "string" ? code : `status_${sender.status}`, params, seconds > 0 ? seconds : undefined);
}

function readJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // A proxy's own error page: the status is all there is to know.
    return {};
  }
}
