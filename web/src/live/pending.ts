/**
 * What was typed here and is not yet on disk. Updates are numbered when they are first sent; those on their way are kept
 * as they are, because the same number must always mean the same bytes, and what comes after is joined while it waits.
 */
import * as Y from "yjs";

interface Numbered {
  readonly n: number;
  readonly update: Uint8Array;
}

/** How a tab keeps its pending updates over a reload. */
export interface Kept {
  readonly person: string;
  readonly client: number;
  readonly sent: readonly (readonly [number, string])[];
  readonly waiting: readonly string[];
}

const MOST_ON_THE_WAY = 64;
const MOST_JOINED_BYTES = 256 * 1024;

export class Pending {
  /** On their way, in order. */
  sent: Numbered[] = [];
  /** Not numbered yet. */
  waiting: Uint8Array[] = [];
  #n = 0;

  get isEmpty(): boolean {
    return this.sent.length === 0 && this.waiting.length === 0;
  }

  add(update: Uint8Array): void {
    this.waiting.push(update);
  }

  /** The next updates to send, as many as may be on their way. */
  next(): readonly Numbered[] {
    const fresh: Numbered[] = [];
    while (this.waiting.length > 0 && this.sent.length < MOST_ON_THE_WAY) {
      const numbered = { n: ++this.#n, update: this.#takeSome() };
      this.sent.push(numbered);
      fresh.push(numbered);
    }
    return fresh;
  }

  #takeSome(): Uint8Array {
    // Alone while there is room on the way; joined when much waits (offline, or slower than the typing).
    if (this.waiting.length <= MOST_ON_THE_WAY - this.sent.length) return this.waiting.shift()!;
    let count = 0;
    for (let size = 0; count < this.waiting.length && (count === 0 || size < MOST_JOINED_BYTES); count++) size += this.waiting[count]!.length;
    return Y.mergeUpdates(this.waiting.splice(0, count));
  }

  /** Everything up to `n` is on disk. */
  acknowledge(n: number): void {
    this.sent = this.sent.filter((each) => each.n > n);
    this.#n = Math.max(this.#n, n);
  }

  /** False where the server knows fewer updates than it once acknowledged: it was restored from a backup. */
  agreesWith(acknowledged: number): boolean {
    const first = this.sent[0]?.n ?? this.#n + 1;
    return acknowledged >= first - 1;
  }

  keep(person: string, client: number): Kept {
    return { person, client, sent: this.sent.map(({ n, update }) => [n, toText(update)]), waiting: this.waiting.map(toText) };
  }

  /** Takes back what was kept; the updates must be applied to the document, too. */
  takeBack(kept: Kept): readonly Uint8Array[] {
    this.sent = kept.sent.map(([n, text]) => ({ n, update: toBytes(text) }));
    this.waiting = kept.waiting.map(toBytes);
    this.#n = Math.max(this.#n, this.sent.at(-1)?.n ?? 0);
    return [...this.sent.map(({ update }) => update), ...this.waiting];
  }
}

function toText(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

function toBytes(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** The text of what a client typed from a clock on and did not delete again, in the order of typing. */
export function readTyped(doc: Y.Doc, client: number, clock: number): string {
  let text = "";
  let parent: unknown = null;
  for (const struct of doc.store.clients.get(client) ?? []) {
    if (struct.id.clock + struct.length <= clock || struct.deleted || !(struct instanceof Y.Item)) continue;
    if (!(struct.content instanceof Y.ContentString)) continue;
    if (text !== "" && struct.parent !== parent) text += "\n";
    parent = struct.parent;
    text += struct.content.str.slice(Math.max(0, clock - struct.id.clock));
  }
  return text;
}

/** The clock after the last struct of `client` in these updates; null where they hold none. */
export function endClock(update: Uint8Array, client: number): number | null {
  const structs = Y.decodeUpdate(update).structs.filter((struct) => struct.id.client === client);
  const last = structs.at(-1);
  return last === undefined ? null : last.id.clock + last.length;
}
