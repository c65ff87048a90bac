/**
 * The files of one sending: each goes as soon as it was chosen, two at a time, and waits on the server until all is
 * sent off. What did not arrive says why and may be tried again.
 */
import { useEffect, useRef, useState } from "react";
import { Problem } from "../kernel/problem";
import { removeFile, type SentFile } from "./holding";
import { transfer } from "./transfer";

export interface Leaving {
  readonly key: number;
  readonly file: File;
  readonly state: "waiting" | "sending" | "arrived" | "trouble";
  readonly sentBytes: number;
  readonly trouble?: unknown;
  readonly arrived?: SentFile;
}

const AT_ONCE = 2;

export interface Outbox {
  readonly files: readonly Leaving[];
  readonly add: (chosen: readonly File[]) => void;
  readonly again: (key: number) => void;
  readonly remove: (key: number) => void;
}

/** `getToken` begins the sending on first need. */
export function useOutbox(getToken: () => Promise<string>, mostBytes: number): Outbox {
  const [files, setFiles] = useState<readonly Leaving[]>([]);
  const running = useRef(new Map<number, AbortController>());
  const last = useRef(0);
  const set = (key: number, over: Partial<Leaving>) => setFiles((now) => now.map((each) => (each.key === key ? { ...each, ...over } : each)));

  const run = async ({ key, file }: Leaving) => {
    const stopping = new AbortController();
    running.current.set(key, stopping);
    set(key, { state: "sending", sentBytes: 0, trouble: undefined });
    try {
      const token = await getToken();
      // Taken out while the sending was begun: nothing of it may go.
      stopping.signal.throwIfAborted();
      const sending = transfer(token, file, (sentBytes) => set(key, { sentBytes }));
      stopping.signal.addEventListener("abort", sending.stop);
      const arrived = await sending.done;
      set(key, { state: "arrived", sentBytes: file.size, arrived });
    } catch (error) {
      set(key, { state: "trouble", trouble: error });
    }
    running.current.delete(key);
  };
  useEffect(() => {
    for (const each of files) {
      if (running.current.size >= AT_ONCE) return;
      if (each.state === "waiting" && !running.current.has(each.key)) void run(each);
    }
  });
  useEffect(() => {
    if (files.length === 0) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [files.length]);

  const take = (file: File): Leaving => {
    last.current += 1;
    const isTooLarge = file.size > mostBytes;
    const trouble = isTooLarge ? new Problem(413, "file_too_large", { limit_bytes: mostBytes }) : undefined;
    return { key: last.current, file, state: isTooLarge ? "trouble" : "waiting", sentBytes: 0, trouble };
  };
  return {
    files,
    add: (chosen) => setFiles((now) => [...now, ...chosen.map(take)]),
    again: (key) => set(key, { state: "waiting", sentBytes: 0, trouble: undefined }),
    remove: (key) => {
      const gone = files.find((each) => each.key === key);
      running.current.get(key)?.abort();
      setFiles((now) => now.filter((each) => each.key !== key));
      const { arrived } = gone ?? {};
      if (arrived !== undefined) void getToken().then((token) => removeFile(token, arrived.id)).catch(() => undefined);
    },
  };
}
