/**
 * One file on its way by tus 1.0: begun, sent in parts, gone on with from where the server stands. A small
 * file is one request. Troubles that pass (the network, a server that starts again) are waited for as long as they
 * last; `onWaiting` says so. What was begun has an address, under which it is gone on with after a reload too.
 */
import { isProblem, Unreachable } from "../../kernel/problem";
import { request } from "../../kernel/request";
import { sendBytes, type Answer, type Sending } from "../../kernel/sending";
import type { Item } from "../shapes";
import { holdUpload } from "./locks";
import { fileGone, isReadable, isWaitedFor, rest } from "./patience";
import { SMALL_BYTES } from "./together";

/** Into a folder, or as a newer version of a file, made from the version named. */
export interface Place {
  readonly kind: "folder" | "file";
  readonly id: string;
  readonly basedOn?: number;
}

export interface TusOptions {
  readonly name: string;
  /** Where the upload was begun already. */
  readonly url?: string;
  readonly onUrl: (url: string | undefined) => void;
  readonly onProgress: (sentBytes: number) => void;
  readonly onWaiting: (isWaiting: boolean) => void;
}

/** Of one request. The server makes each 8 MiB of it durable while the rest comes. */
const PART_BYTES = 32 * 2 ** 20;
const MOST_AGAIN = 5;
const BYTES = { "content-type": "application/offset+octet-stream" };
const PROTOCOL = { "tus-resumable": "1.0.0" };

/** `T`: what the server answers at the end, an item or what became of the bytes for one. */
export function sendByTus<T extends Item = Item>(place: Place, file: File, options: TusOptions): Sending<T> {
  const stopping = new AbortController();
  const upload = new Upload(place, file, options, stopping.signal);
  const done = upload.run().finally(() => upload.letGo()) as Promise<T>;
  return { done, stop: () => stopping.abort() };
}

/** Gives up what was begun; what is gone already is gone. */
export async function cancelUpload(url: string): Promise<void> {
  await request("DELETE", url, { headers: PROTOCOL }).catch(() => undefined);
}

class Upload {
  /** Of its address, which other tabs are told not to go on with. */
  letGo: () => void;
  private url: string | undefined;
  private offset = 0;
  private again = 0;

  constructor(
    private readonly place: Place,
    private readonly file: File,
    private readonly options: TusOptions,
    private readonly signal: AbortSignal,
  ) {
    this.url = options.url;
    this.letGo = holdUpload(this.url);
  }

  async run(): Promise<Item> {
    let isAsked = this.url !== undefined;
    for (let wait = 1000; ; wait = Math.min(wait * 2, 30_000)) {
      try {
        if (isAsked && this.url !== undefined) this.offset = Number((await this.send("HEAD", this.url, {})).header("upload-offset"));
        isAsked = false;
        for (;;) {
          const item = await this.step();
          wait = 1000;
          this.options.onWaiting(false);
          if (item !== undefined) return item;
        }
      } catch (error) {
        await this.recover(error, wait);
        isAsked = true;
      }
    }
  }

  /** One request forward; the item once the last byte is there. */
  private async step(): Promise<Item | undefined> {
    if (this.url === undefined) return this.begin();
    const part = this.file.slice(this.offset, this.offset + PART_BYTES);
    const headers = { ...BYTES, "upload-offset": String(this.offset), prefer: "return=representation", "upload-metadata": say({ name: this.options.name }) };
    const answer = await this.send("PATCH", this.url, headers, part);
    this.offset = Number(answer.header("upload-offset"));
    this.options.onProgress(this.offset);
    return this.offset >= this.file.size ? (answer.body as unknown as Item) : undefined;
  }

  private async begin(): Promise<Item | undefined> {
    const { place, file, options } = this;
    const headers: Record<string, string> = {
      "upload-length": String(file.size),
      "upload-metadata": say({ name: options.name, "last-modified": String(file.lastModified) }),
    };
    const path = `/api/${place.kind}s/${place.id}/uploads${place.basedOn === undefined ? "" : `?based_on=${place.basedOn}`}`;
    const isSmall = file.size <= SMALL_BYTES;
    const answer = await this.send("POST", path, isSmall ? { ...headers, ...BYTES } : headers, isSmall ? file : undefined);
    this.offset = Number(answer.header("upload-offset"));
    if (isSmall) return answer.body as unknown as Item;
    this.moveTo(answer.header("location") ?? undefined);
    return undefined;
  }

  /** What passes is waited for, what can be mended is sent again; everything else goes on as it is. */
  private async recover(error: unknown, wait: number): Promise<void> {
    if (this.signal.aborted) throw error;
    if (error instanceof Unreachable && !(await isReadable(this.file))) throw fileGone();
    if (isWaitedFor(error)) {
      this.options.onWaiting(true);
      await rest(error, wait, this.signal);
      return;
    }
    const isMended = isProblem(error) && ["offset_differs", "upload_moved", "checksum_differs"].includes(error.code);
    const isGone = this.url !== undefined && isProblem(error) && (error.code === "upload_damaged" || (error.status === 404 && !(await this.isThere())));
    this.again += 1;
    if (!(isMended || isGone) || this.again > MOST_AGAIN) throw error;
    if (isGone) {
      this.moveTo(undefined);
      this.offset = 0;
      this.options.onProgress(0);
    }
  }

  private moveTo(url: string | undefined): void {
    this.url = url;
    this.letGo();
    this.letGo = holdUpload(url);
    this.options.onUrl(url);
  }

  /** The right to the folder may be gone, and the upload still there: both are answered 404. */
  private async isThere(): Promise<boolean> {
    return this.send("HEAD", this.url!, {}).then(() => true, (error: unknown) => !(isProblem(error) && error.status === 404));
  }

  private async send(method: string, path: string, headers: Readonly<Record<string, string>>, body?: Blob): Promise<Answer> {
    this.signal.throwIfAborted();
    const start = this.offset;
    const { done, stop } = sendBytes(method, path, {
      headers: { ...PROTOCOL, ...headers },
      body,
      onProgress: body && ((sentBytes) => this.options.onProgress(start + Math.min(sentBytes, body.size))),
    });
    this.signal.addEventListener("abort", stop, { once: true });
    return done.finally(() => this.signal.removeEventListener("abort", stop));
  }
}

/** Pairs as the protocol writes them: values in base64 of UTF-8. */
function say(told: Readonly<Record<string, string>>): string {
  return Object.entries(told)
    .map(([key, value]) => `${key} ${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}`)
    .join(",");
}
