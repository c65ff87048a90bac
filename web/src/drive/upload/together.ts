/**
 * Many small files in one request: what is said of them on the first line, then their bytes. They come wholly or not at
 * all; where the answer was lost the same is sent again, and what came the first time is the same file.
 */
import { Problem, Unreachable } from "../../kernel/problem";
import { sendBytes, type Sending } from "../../kernel/sending";
import { fileGone, isReadable, isWaitedFor, rest } from "./patience";

export interface Small {
  readonly folder: string;
  readonly name: string;
  readonly file: File;
}

/** What one became, or why it did not. */
export type Come = { readonly id: string } | Problem;

interface TogetherOptions {
  readonly onProgress: (sentBytes: number) => void;
  readonly onWaiting: (isWaiting: boolean) => void;
}

interface Answered {
  readonly id: string | null;
  readonly code: string | null;
  readonly params: Record<string, unknown>;
}

/** As large as each may be, and all of one request: so much that a slow line still ends it soon. */
export const SMALL_BYTES = 256 * 2 ** 10;
export const MOST_TOGETHER = 250;
export const MOST_TOGETHER_BYTES = 8 * 2 ** 20;

export function sendTogether(files: readonly Small[], options: TogetherOptions): Sending<readonly Come[]> {
  const stopping = new AbortController();
  return { done: run(files, options, stopping.signal), stop: () => stopping.abort() };
}

async function run(files: readonly Small[], options: TogetherOptions, signal: AbortSignal): Promise<readonly Come[]> {
  const gone = new Set<Small>();
  for (let wait = 1000; ; wait = Math.min(wait * 2, 30_000)) {
    const there = files.filter((each) => !gone.has(each));
    try {
      const come = there.length === 0 ? [] : await send(there, options, signal);
      options.onWaiting(false);
      const answers = new Map(there.map((each, at) => [each, come[at]!]));
      return files.map((each) => answers.get(each) ?? fileGone());
    } catch (error) {
      if (signal.aborted || !isWaitedFor(error)) throw error;
      if (error instanceof Unreachable && (await addGone(there, gone))) continue;
      options.onWaiting(true);
      await rest(error, wait, signal);
    }
  }
}

/** Those that cannot be read any more -> whether there are any. */
async function addGone(files: readonly Small[], gone: Set<Small>): Promise<boolean> {
  const readable = await Promise.all(files.map(({ file }) => isReadable(file)));
  files.forEach((each, at) => readable[at] || gone.add(each));
  return readable.includes(false);
}

async function send(files: readonly Small[], options: TogetherOptions, signal: AbortSignal): Promise<readonly Come[]> {
  signal.throwIfAborted();
  const announced = files.map(({ folder, name, file }) => ({ folder, name, size_bytes: file.size }));
  const head = new Blob([JSON.stringify({ files: announced }), "\n"]);
  const { done, stop } = sendBytes("POST", "/api/uploads/together", {
    headers: { "content-type": "application/octet-stream" },
    body: new Blob([head, ...files.map(({ file }) => file)]),
    onProgress: (sentBytes) => options.onProgress(Math.max(0, sentBytes - head.size)),
  });
  signal.addEventListener("abort", stop, { once: true });
  const { body } = await done.finally(() => signal.removeEventListener("abort", stop));
  return (body["files"] as readonly Answered[]).map(({ id, code, params }) => (id === null ? new Problem(409, code ?? "unknown", params) : { id }));
}
