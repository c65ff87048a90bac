/** Troubles on the way that pass, and those that only look so. */
import { isPassing, isProblem, Problem } from "../../kernel/problem";

/** Whether waiting helps: the network is away, the server starts again, or somebody is at it just now. */
export function isWaitedFor(error: unknown): boolean {
  return isPassing(error) || isProblem(error, "upload_busy") || isProblem(error, "upload_stalled");
}

/** Until the network is back, or the time has passed that the server named, or else `milliseconds`. */
export function rest(error: unknown, milliseconds: number, signal: AbortSignal): Promise<void> {
  const wait = isProblem(error) && error.retryAfterSeconds !== undefined ? error.retryAfterSeconds * 1000 : milliseconds;
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      if (signal.aborted) reject(new DOMException("stopped", "AbortError"));
      else resolve();
    };
    const timer = setTimeout(end, wait);
    addEventListener("online", end);
    signal.addEventListener("abort", end, { once: true });
  });
}

/** A file that was moved or changed looks like a broken network: the browser says nothing else. */
export async function isReadable(file: File): Promise<boolean> {
  return file.slice(0, 1).arrayBuffer().then(() => true, () => false);
}

export function fileGone(): Problem {
  return new Problem(0, "file_gone");
}
