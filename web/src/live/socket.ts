/**
 * The one live socket of this tab. It connects when something listens, comes back by itself with a random delay, and
 * asks for every topic again from the last number seen: the server sends what was missed, or says to read anew.
 */
import { askAgain, reportReached } from "../kernel/connection";
import { request } from "../kernel/request";
import { encode, join, Reader } from "./bytes";
import type { FromServer } from "./messages";
import { makeTopic, type Listener, type RoomEnd, type Topic } from "./topic";

type MakeSocket = () => WebSocket;

const SHORTEST_MILLISECONDS = 300;
const LONGEST_MILLISECONDS = 30_000;
const RESTART_MILLISECONDS = 4_000;
const QUIET_MILLISECONDS = 25_000;
const ANSWER_MILLISECONDS = 6_000;
const RETRY_MILLISECONDS = 2_000;

export class LiveSocket {
  readonly #topics = new Map<string, Topic>();
  readonly #make: MakeSocket;
  #socket: WebSocket | null = null;
  #isOpen = false;
  #attempts = 0;
  #again: ReturnType<typeof setTimeout> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #wasRestarted = false;

  constructor(make: MakeSocket) {
    this.#make = make;
  }

  /** Begins to listen; the answer ends it. */
  listen(ref: string, listener: Listener): () => void {
    const topic = this.#getTopic(ref);
    topic.listeners.add(listener);
    if (topic.isOpen) {
      listener.onMissed?.();
      if (listener.onPresence && !topic.wasAskedPresent) this.#ask(topic);
    } else this.#ask(topic);
    return () => {
      topic.listeners.delete(listener);
      this.#leaveIfEmpty(topic);
    };
  }

  /** Opens the channel behind a topic; there is one room for a topic in a tab. */
  openRoom(ref: string, room: RoomEnd): () => void {
    const topic = this.#getTopic(ref);
    topic.room = room;
    this.#ask(topic);
    return () => {
      if (topic.room !== room) return;
      topic.room = null;
      topic.channel = null;
      if (!this.#leaveIfEmpty(topic)) this.#ask(topic);
    };
  }

  /** Sends bytes on a room's channel; false while there is none. */
  send(ref: string, payload: Uint8Array): boolean {
    const channel = this.#topics.get(ref)?.channel;
    if (channel == null || !this.#isOpen || this.#socket === null) return false;
    this.#socket.send(join(encode(channel), payload));
    return true;
  }

  /** The machine woke, the network came back or an answer is late: is the connection still one? */
  check(): void {
    if (this.#topics.size === 0) return;
    if (!this.#isOpen) {
      clearTimeout(this.#again);
      this.#connect();
      return;
    }
    this.#sendJson({ type: "ping" });
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#lost(), ANSWER_MILLISECONDS);
  }

  #getTopic(ref: string): Topic {
    const known = this.#topics.get(ref);
    if (known) return known;
    const topic = makeTopic(ref);
    this.#topics.set(ref, topic);
    return topic;
  }

  #leaveIfEmpty(topic: Topic): boolean {
    if (topic.room !== null || topic.listeners.size > 0) return false;
    if (this.#topics.get(topic.ref) === topic) {
      this.#topics.delete(topic.ref);
      if (this.#isOpen) this.#sendJson({ type: "unsub", ref: topic.ref });
    }
    return true;
  }

  #ask(topic: Topic): void {
    if (!this.#isOpen) {
      if (this.#socket === null && this.#again === undefined) this.#connect();
      return;
    }
    topic.isOpen = false;
    topic.wasAskedPresent = [...topic.listeners].some((each) => each.onPresence !== undefined);
    this.#sendJson({
      type: "sub",
      ref: topic.ref,
      ...(topic.seq === null ? {} : { since: topic.seq }),
      ...(topic.wasAskedPresent ? { present: true } : {}),
      ...(topic.room === null ? {} : { room: topic.room.wish() }),
    });
  }

  #connect(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    if (this.#socket !== null || this.#topics.size === 0) return;
    const socket = this.#make();
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.onopen = () => {
      this.#isOpen = true;
      reportReached();
      this.#heard();
      for (const topic of this.#topics.values()) this.#ask(topic);
    };
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      this.#heard();
      if (typeof data === "string") this.#take(JSON.parse(data) as FromServer);
      else this.#takeFrame(new Uint8Array(data));
    };
    socket.onclose = () => {
      if (this.#socket === socket) this.#closed();
    };
  }

  #heard(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.check(), QUIET_MILLISECONDS);
  }

  /** No answer: the socket may never notice by itself. */
  #lost(): void {
    const socket = this.#socket;
    this.#closed();
    socket?.close();
  }

  #closed(): void {
    clearTimeout(this.#quiet);
    const wasOpen = this.#isOpen;
    this.#socket = null;
    this.#isOpen = false;
    for (const topic of this.#topics.values()) {
      topic.isOpen = false;
      topic.channel = null;
      topic.room?.onClosed();
    }
    if (this.#topics.size === 0) return;
    this.#attempts = wasOpen ? 0 : this.#attempts + 1;
    // A restart sends thousands of tabs home at once: they come back spread over some seconds.
    const most = this.#wasRestarted ? RESTART_MILLISECONDS : Math.min(1000 * 2 ** this.#attempts, LONGEST_MILLISECONDS);
    this.#wasRestarted = false;
    this.#again = setTimeout(() => this.#connect(), SHORTEST_MILLISECONDS + Math.random() * most);
    if (!wasOpen || this.#attempts > 0) void askAgain();
  }

  #take(message: FromServer): void {
    if ("ref" in message) {
      const topic = this.#topics.get(message.ref);
      if (topic) this.#takeOf(topic, message);
    } else if (message.type === "bye") {
      this.#wasRestarted = message.code === "restart";
      // Whoever is signed out learns it from the next answer; asking now makes that at once.
      if (message.code === "signed_out") request("GET", "/api/me").catch(() => undefined);
    } else if (message.type === "hello") {
      this.#attempts = 0;
    }
  }

  #takeOf(topic: Topic, message: Extract<FromServer, { ref: string }>): void {
    switch (message.type) {
      case "subbed": {
        const isFirst = topic.seq === null;
        topic.seq = message.seq;
        topic.isOpen = true;
        topic.channel = message.channel ?? null;
        if (isFirst) for (const each of [...topic.listeners]) each.onMissed?.();
        if (topic.channel !== null) topic.room?.onOpen(message);
        return;
      }
      case "event":
        topic.seq = message.seq;
        for (const each of [...topic.listeners]) each.onEvent?.(message.name, message.data);
        return;
      case "reload":
        topic.seq = message.seq;
        for (const each of [...topic.listeners]) each.onMissed?.();
        return;
      case "presence":
        for (const each of [...topic.listeners]) each.onPresence?.(message.persons, message.count);
        return;
      case "rights":
        topic.room?.onRights(message.writable);
        return;
      case "refused":
        if (message.code === "unavailable") {
          setTimeout(() => this.#topics.get(topic.ref) === topic && this.#ask(topic), RETRY_MILLISECONDS);
          return;
        }
        this.#gone(topic, message.code);
        return;
      case "gone":
        this.#gone(topic, message.code);
    }
  }

  #gone(topic: Topic, code: string): void {
    topic.isOpen = false;
    topic.channel = null;
    for (const each of [...topic.listeners]) each.onGone?.(code);
    topic.room?.onGone(code);
  }

  #takeFrame(frame: Uint8Array): void {
    const reader = new Reader(frame);
    const channel = reader.number();
    for (const topic of this.#topics.values()) {
      if (topic.channel === channel) topic.room?.onFrame(reader.rest());
    }
  }

  #sendJson(message: Record<string, unknown>): void {
    this.#socket?.send(JSON.stringify(message));
  }
}

/** The socket of this tab. */
export const live = new LiveSocket(() => new WebSocket(`${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/live`));

addEventListener("online", () => live.check());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") live.check();
});
