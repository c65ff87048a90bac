/** One file on its way in. `fetch` tells nothing of how much was sent, so this goes by XMLHttpRequest. */
import { Problem, Unreachable } from "../kernel/problem";
import type { SentFile } from "./holding";

export interface Transfer {
  readonly done: Promise<SentFile>;
  readonly stop: () => void;
}

export function transfer(token: string, file: File, onProgress: (sentBytes: number) => void): Transfer {
  const call = new XMLHttpRequest();
  const done = new Promise<SentFile>((resolve, reject) => {
    call.open("PUT", `/api/receive/files?name=${encodeURIComponent(file.name.normalize("NFC").slice(0, 300))}`);
    call.responseType = "json";
    call.setRequestHeader("x-reception", token);
    call.setRequestHeader("x-expected-size", String(file.size));
    call.setRequestHeader("content-type", "application/octet-stream");
    call.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    call.addEventListener("load", () => {
      if (call.status === 201) resolve(call.response as SentFile);
      else reject(readTrouble(call));
    });
    call.addEventListener("error", () => reject(new Unreachable("the file did not reach the server")));
    call.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
    call.send(file);
  });
  return { done, stop: () => call.abort() };
}

function readTrouble(call: XMLHttpRequest): Problem {
  const told = (call.response ?? {}) as { readonly code?: unknown; readonly params?: Record<string, unknown> };
  return new Problem(call.status, typeof told.code === "string" ? told.code : `status_${call.status}`, told.params ?? {});
}
