/** One file on its way in, under the token of its sending. */
import { sendFile, type Sending } from "../kernel/sending";
import type { SentFile } from "./holding";

export type Transfer = Sending<SentFile>;

export function transfer(token: string, file: File, onProgress: (sentBytes: number) => void): Transfer {
  const path = `/api/receive/files?name=${encodeURIComponent(file.name.normalize("NFC").slice(0, 300))}`;
  const { done, stop } = sendFile("PUT", path, file, onProgress, { "x-reception": token });
  return { done: done.then(({ body }) => body as unknown as SentFile), stop };
}
