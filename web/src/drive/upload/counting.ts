/** How far all uploads are together, and how long the rest may take. */
import type { Upload } from "./uploads";

export interface UploadCount {
  readonly done: number;
  /** Done, stopped or in trouble: nothing more happens by itself. */
  readonly ended: number;
  readonly all: number;
  readonly troubles: number;
  readonly twins: number;
  readonly paused: number;
  readonly sentBytes: number;
  readonly allBytes: number;
  readonly isRunning: boolean;
}

/** Stopped ones and those in trouble count neither as sent nor as to be sent. One pass: there may be ten thousand. */
export function countUploads(uploads: readonly Upload[], isTwin: (upload: Upload) => boolean = () => false): UploadCount {
  const count = { done: 0, ended: 0, all: uploads.length, troubles: 0, twins: 0, paused: 0, sentBytes: 0, allBytes: 0, isRunning: false };
  for (const upload of uploads) {
    const { state } = upload;
    if (state === "trouble") count.troubles += 1;
    if (state === "trouble" && isTwin(upload)) count.twins += 1;
    if (state === "done") count.done += 1;
    if (state === "paused") count.paused += 1;
    if (state === "waiting" || state === "sending") count.isRunning = true;
    if (state === "done" || state === "stopped" || state === "trouble") count.ended += 1;
    if (state === "stopped" || state === "trouble") continue;
    count.sentBytes += upload.sentBytes;
    count.allBytes += upload.file.size;
  }
  return count;
}

/** null before anything can be said. Steps of five above ten seconds: a number that jumps tells less. */
export function guessSecondsLeft(sentBytes: number, passedMilliseconds: number, restBytes: number): number | null {
  if (passedMilliseconds < 1000 || sentBytes <= 0 || restBytes <= 0) return null;
  const seconds = (restBytes / sentBytes) * (passedMilliseconds / 1000);
  return seconds < 10 ? Math.max(1, Math.ceil(seconds)) : Math.ceil(seconds / 5) * 5;
}
