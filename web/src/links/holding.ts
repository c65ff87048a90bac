/** What the holder of a receive link asks the server. Secrets go in bodies and headers, never in an address. */
import { request } from "../kernel/request";

interface Asker {
  readonly name: string;
  readonly english: string;
  readonly telephone: string;
}

/** Who asks for what until when. Nothing of the folder is in it. */
export interface Card {
  readonly agency: string;
  readonly asker: Asker | null;
  readonly subject: string;
  readonly note: string;
  /** The first moment it no longer holds. */
  readonly ends_at: string;
  readonly has_passphrase: boolean;
  readonly most_file_bytes: number;
  readonly most_files: number;
}

export interface SentFile {
  readonly id: string;
  readonly name: string;
  readonly size_bytes: number;
  readonly sha256: string;
}

export interface Receipt {
  readonly number: string;
  readonly sent_at: string;
  readonly sender: string;
  readonly files: readonly SentFile[];
}

export function look(secret: string): Promise<Card> {
  return request("POST", "/api/receive/look", { body: { secret } });
}

/** What the files of one sending come under. */
export async function begin(secret: string, passphrase: string): Promise<string> {
  const { token } = await request<{ token: string }>("POST", "/api/receive/begin", { body: { secret, passphrase } });
  return token;
}

export function removeFile(token: string, id: string): Promise<void> {
  return request("DELETE", `/api/receive/files/${id}`, { headers: { "x-reception": token } });
}

export function finish(token: string, sender: string): Promise<Receipt> {
  return request("POST", "/api/receive/send", { body: { sender }, headers: { "x-reception": token } });
}
