/** The first bytes of a file, all of them where it is not larger, with how far the reading is. */
import { useEffect, useState } from "react";
import { request } from "../../kernel/request";
import { tellBroken, type Broken } from "./broken";
import type { Source } from "./source";

interface Bytes {
  readonly received: number;
  readonly bytes?: ArrayBuffer;
}

export function fetchHead(source: Source, most: number, signal: AbortSignal, onBytes?: (received: number) => void): Promise<ArrayBuffer> {
  const headers: Record<string, string> = source.sizeBytes > most ? { range: `bytes=0-${most - 1}` } : {};
  return request<ArrayBuffer>("GET", source.contentUrl, { reads: "bytes", headers, signal, onBytes });
}

export function useBytes(source: Source, most: number, onBroken: (why: Broken) => void): Bytes {
  const [read, setRead] = useState<Bytes>({ received: 0 });
  useEffect(() => {
    const stopping = new AbortController();
    fetchHead(source, most, stopping.signal, (received) => setRead({ received })).then(
      (bytes) => setRead({ received: bytes.byteLength, bytes }),
      (error: unknown) => {
        if (!stopping.signal.aborted) onBroken(tellBroken(error));
      },
    );
    return () => stopping.abort();
  }, [source.contentUrl, most]);
  return read;
}
