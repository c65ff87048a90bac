/** How far all uploads are together, and how long the rest may take. */
import type { Upload } from "./uploads";

export interface UploadCount {
  readonly done: number;
  /** Done, stopped or in trouble: nothing more happens by itself. */
  readonly ended: number;
  readonly all: number;
  readonly troubles: number;
  readonly sentBytes: number;
  readonly allBytes: number;
  readonly isRunning: boolean;
}

/** Stopped ones and those in trouble count neither as sent nor as to be sent. */
export function countUploads(uploads: readonly Upload[]): UploadCount {
  const moving = uploads.filter(({ state }) => state !== "stopped" && state !== "trouble");
  const done = uploads.filter(({ state }) => state === "done").length;
  const isRunning = uploads.some(({ state }) => state === "waiting" || state === "sending");
  return {
    done,
    ended: uploads.length - moving.length + done,
    all: uploads.length,
    troubles: uploads.filter(({ state }) => state === "trouble").length,
    sentBytes: moving.reduce((sum, { sentBytes }) => sum + sentBytes, 0),
    allBytes: moving.reduce((sum, { file }) => sum + file.size, 0),
    isRunning,
  };
}

/** null before anything can be said. Steps of five above ten seconds: a number that jumps tells less. */
export function guessSecondsLeft(sentBytes: number, passedMilliseconds: number, restBytes: number): number | null {
  if (passedMilliseconds < 1000 || sentBytes <= 0 || restBytes <= 0) return null;
  const seconds = (restBytes / sentBytes) * (passedMilliseconds / 1000);
  return seconds < 10 ? Math.max(1, Math.ceil(seconds)) : Math.ceil(seconds / 5) * 5;
}
