/**
 * A document written together, as this tab holds it. Every change made here is numbered, sent, and kept until the
 * server says it is on disk; it survives lost connections, sleep, a restarted server and a reload of the tab. What
 * others typed arrives only once it is on disk, too.
 */
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import * as Y from "yjs";
import { reportUnsent } from "../kernel/connection";
import { encode, Reader } from "./bytes";
import { Keeping } from "./keeping";
import { opening, type LiveState } from "./liveState";
import { ACKNOWLEDGED, AWARENESS, REFUSED, RELAYED, STATE, SYNCED, UPDATE, type Subbed } from "./messages";
import { endClock, Pending, readTyped, type Kept } from "./pending";
import { live, type LiveSocket } from "./socket";

const LATE_MILLISECONDS = 10_000;
const CURSOR_MILLISECONDS = 50;
const TRY_AGAIN_MILLISECONDS = 1000;

export class LiveRoom {
  readonly doc = new Y.Doc();
  readonly awareness: Awareness;
  #state = opening;
  /** Everything up to here is in the document; `#readTo` counts what still waits in `#past`, too. */
  #seq = 0;
  #readTo = 0;
  #past: Uint8Array[] = [];
  #storedClock = 0;
  #acknowledged = 0;
  #closeRoom: () => void;
  #cursorTimer: ReturnType<typeof setTimeout> | undefined;
  #lateTimer: ReturnType<typeof setInterval>;
  #kept: Kept | null;
  #isSynced = false;
  #isClosing = false;
  /** The id under which this tab's updates are numbered; the server has bound it to the person. */
  readonly #client: number;
  readonly #pending = new Pending();
  readonly #listeners = new Set<() => void>();
  readonly #keeping: Keeping;

  constructor(
    readonly ref: string,
    private readonly person: string,
    private readonly socket: LiveSocket = live,
    private readonly onEnd: () => void = () => undefined,
  ) {
    this.#keeping = new Keeping(ref, () => this.#readKeepable());
    this.#kept = this.#keeping.find(person);
    if (this.#kept) this.doc.clientID = this.#kept.client;
    this.#client = this.doc.clientID;
    this.awareness = new Awareness(this.doc);
    this.doc.on("update", this.#changed);
    this.awareness.on("update", this.#cursorMoved);
    this.#lateTimer = setInterval(() => this.#askIfLate(), LATE_MILLISECONDS / 2);
    this.#closeRoom = socket.openRoom(ref, {
      wish: () => ({ client: this.#client, since: this.#seq }),
      onOpen: this.#opened,
      onFrame: this.#take,
      onRights: (writable) => this.#allow(writable),
      onClosed: () => this.#away(),
      onGone: (code) => this.#set({ phase: "lost", canWrite: false, stopped: { code, since: Date.now() } }),
    });
  }

  getState(): LiveState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What was typed here and never stored, as plain text: to be offered when it cannot be stored any more. */
  readUnsent(): string {
    return this.#pending.isEmpty ? "" : readTyped(this.doc, this.#client, this.#storedClock);
  }

  /** The screen is done; what is still on its way is sent first, while the tab lives. */
  close(): void {
    this.#isClosing = true;
    this.awareness.setLocalState(null);
    this.#endIfDone();
  }

  /** The screen came back before the room had ended. */
  reopen(): void {
    this.#isClosing = false;
    if (this.awareness.getLocalState() === null) this.awareness.setLocalState({});
  }

  #opened = (answer: Subbed): void => {
    const acknowledged = answer.acknowledged ?? 0;
    if (!this.#kept && !this.#pending.agreesWith(acknowledged)) {
      this.#set({ phase: "live", canWrite: false, stopped: { code: "restored", since: Date.now() } });
      return;
    }
    this.#past = [];
    this.#readTo = this.#seq;
    this.#acknowledged = acknowledged;
    this.#acknowledge(acknowledged);
    this.#isSynced = false;
    if (answer.writable) {
      this.#set({ canWrite: true, stopped: null });
      return;
    }
    // The right ended while the connection was away: what waits is said to be unsaved, not left to wait for ever.
    const hadRight = this.#state.canWrite || this.#kept !== null || !this.#pending.isEmpty;
    const ended = hadRight ? { code: "read_only", since: Date.now() } : null;
    this.#set({ canWrite: false, stopped: this.#state.stopped ?? ended });
  };

  #take = (payload: Uint8Array): void => {
    const reader = new Reader(payload);
    const kind = reader.number();
    if (kind === RELAYED || kind === STATE) {
      const seq = reader.number();
      const update = reader.bytesHere();
      if (this.#isSynced) this.#apply(update);
      else this.#past.push(update);
      this.#readTo = Math.max(this.#readTo, seq);
      if (this.#isSynced) this.#seq = this.#readTo;
    } else if (kind === ACKNOWLEDGED) {
      const n = reader.number();
      this.#seq = this.#readTo = Math.max(this.#readTo, reader.number());
      this.#acknowledge(n);
      this.#flush();
    } else if (kind === REFUSED) {
      this.#refused(reader.number(), reader.text());
    } else if (kind === SYNCED) {
      this.#seq = this.#readTo = Math.max(this.#readTo, reader.number());
      this.#synced();
    } else if (kind === AWARENESS) {
      applyAwarenessUpdate(this.awareness, reader.bytesHere(), this);
    }
  };

  #apply(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, this);
    // After a reload our own text comes back from outside. Yjs takes that for a stranger with our id and takes another;
    // the id is ours, and what was sent under it goes on.
    this.doc.clientID = this.#client;
  }

  #synced(): void {
    // The past comes in many pieces; the editor draws it once.
    const past = this.#past.splice(0);
    this.doc.transact(() => past.forEach((update) => this.#apply(update)), this);
    const kept = this.#kept;
    this.#kept = null;
    this.#storedClock = Math.max(this.#storedClock, Y.getState(this.doc.store, this.#client));
    if (kept) {
      // The tab was reloaded: the document is as stored, and what was on its way is applied and sent again.
      for (const update of this.#pending.takeBack(kept)) this.#apply(update);
      this.#acknowledge(this.#acknowledged);
    }
    this.#isSynced = true;
    this.#set({ phase: "live" });
    this.#resend();
    this.#cursorMoved({ added: [], updated: [this.#client], removed: [] }, "local");
  }

  #resend(): void {
    if (!this.#state.canWrite) {
      this.#report();
      return;
    }
    for (const { n, update } of this.#pending.sent) this.#send(n, update);
    this.#addForgotten();
    this.#flush();
  }

  /** What a reader's editor tidied up counts in the document's clock: a reader who may write now must send it. */
  #addForgotten(): void {
    const mine = this.#client;
    if (!this.#pending.isEmpty || Y.getState(this.doc.store, mine) <= this.#storedClock) return;
    const known = Y.decodeStateVector(Y.encodeStateVector(this.doc));
    known.set(mine, this.#storedClock);
    this.#pending.add(Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(known)));
  }

  #changed = (update: Uint8Array, origin: unknown): void => {
    // A reader's editor tidies up now and then: that is nobody's text and goes nowhere.
    if (origin === this || (!this.#state.canWrite && this.#pending.isEmpty && this.#state.stopped === null)) return;
    this.#pending.add(update);
    if (this.#state.unsentSince === null) this.#set({ unsentSince: Date.now() });
    this.#flush();
    this.#keeping.soon();
  };

  #flush(): void {
    if (this.#isSynced && this.#state.canWrite) for (const { n, update } of this.#pending.next()) this.#send(n, update);
    this.#report();
  }

  #send(n: number, update: Uint8Array): void {
    this.socket.send(this.ref, encode(UPDATE, n, update));
  }

  #acknowledge(n: number): void {
    for (const each of this.#pending.sent) {
      if (each.n > n) break;
      this.#storedClock = Math.max(this.#storedClock, endClock(each.update, this.#client) ?? 0);
    }
    const had = this.#pending.sent.length;
    this.#pending.acknowledge(n);
    if (this.#pending.sent.length < had) {
      this.#set({ savedAt: Date.now(), unsentSince: this.#pending.isEmpty ? null : Date.now() });
      this.#keeping.soon();
      this.#endIfDone();
    }
    this.#report();
  }

  #refused(n: number, code: string): void {
    if (code === "unavailable") {
      setTimeout(() => this.#isSynced && this.#resend(), TRY_AGAIN_MILLISECONDS);
      return;
    }
    // What follows a refused update is refused as well; the first says why.
    if (this.#state.stopped === null && this.#pending.sent.some((each) => each.n === n)) {
      this.#set({ canWrite: false, stopped: { code, since: Date.now() } });
    }
  }

  #allow(writable: boolean): void {
    if (writable) {
      this.#set({ canWrite: true, stopped: null });
      if (this.#isSynced) this.#resend();
    } else if (this.#state.canWrite) {
      this.#set({ canWrite: false, stopped: { code: "read_only", since: Date.now() } });
    }
  }

  #away(): void {
    this.#isSynced = false;
    const others = [...this.awareness.getStates().keys()].filter((client) => client !== this.#client);
    removeAwarenessStates(this.awareness, others, this);
    if (this.#state.phase === "live") this.#set({ phase: "offline" });
  }

  #askIfLate(): void {
    const since = this.#state.unsentSince;
    if (since !== null && this.#isSynced && Date.now() - since > LATE_MILLISECONDS) this.socket.check();
  }

  #cursorMoved = (change: { added: number[]; updated: number[]; removed: number[] }, origin: unknown): void => {
    if (origin === this || this.#cursorTimer !== undefined) return;
    const mine = this.#client;
    if (![...change.added, ...change.updated, ...change.removed].includes(mine)) return;
    this.#cursorTimer = setTimeout(() => {
      this.#cursorTimer = undefined;
      if (this.#isSynced) this.socket.send(this.ref, encode(AWARENESS, encodeAwarenessUpdate(this.awareness, [mine])));
    }, CURSOR_MILLISECONDS);
  };

  #report(): void {
    const unsentCharacters = this.#pending.isEmpty ? 0 : this.readUnsent().length;
    reportUnsent(this.ref, unsentCharacters);
    if (unsentCharacters !== this.#state.unsentCharacters) this.#set({ unsentCharacters });
  }

  #set(change: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }

  /** Nothing is kept anew until what was kept before the reload has been taken back. */
  #readKeepable(): Kept | null | undefined {
    if (this.#kept) return undefined;
    return this.#pending.isEmpty ? null : this.#pending.keep(this.person, this.#client);
  }

  #endIfDone(): void {
    if (!this.#isClosing || !(this.#pending.isEmpty || this.#state.stopped !== null)) return;
    clearTimeout(this.#cursorTimer);
    clearInterval(this.#lateTimer);
    this.#keeping.end();
    reportUnsent(this.ref, 0);
    this.onEnd();
    this.#closeRoom();
    this.awareness.destroy();
    this.doc.destroy();
  }
}
