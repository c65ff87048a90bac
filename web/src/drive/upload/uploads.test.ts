/** Uploads one after another: a few at a time, twins answered, paused, stopped, gone on with; and what the counts say. */
import { beforeEach, expect, it, vi } from "vitest";
import { Problem } from "../../kernel/problem";
import { countUploads, guessSecondsLeft } from "./counting";
import type { Made } from "./send";
import type { Come, Small } from "./together";
import type { Place, TusOptions } from "./tus";

interface Sent {
  readonly kind: "file" | "document";
  readonly name: string;
  readonly place?: Place;
  readonly options?: TusOptions;
  readonly finish: (made: Made) => void;
  readonly fail: (error: unknown) => void;
}

const sent: Sent[] = [];
const cancelled: string[] = [];

function begin(more: Pick<Sent, "kind" | "name" | "place" | "options">) {
  let give!: Sent["finish"];
  let fail!: Sent["fail"];
  const done = new Promise<Made>((resolve, reject) => [give, fail] = [resolve, reject]);
  sent.push({ ...more, finish: give, fail });
  return { done, stop: () => fail(new DOMException("stopped", "AbortError")) };
}

vi.mock("./send", () => ({ sendDocument: (_folder: string, name: string) => begin({ kind: "document", name }) }));
vi.mock("./tus", () => ({
  sendByTus: (place: Place, _file: File, options: TusOptions) => begin({ kind: "file", name: options.name, place, options }),
  cancelUpload: async (url: string) => void cancelled.push(url),
}));

interface SentTogether {
  readonly files: readonly Small[];
  readonly options: { readonly onProgress: (sentBytes: number) => void };
  readonly finish: (come: readonly Come[]) => void;
  readonly fail: (error: unknown) => void;
}

const together: SentTogether[] = [];

vi.mock("./together", async (original) => ({
  ...(await original<object>()),
  sendTogether: (files: readonly Small[], options: SentTogether["options"]) => {
    let [finish, fail] = [(_: readonly Come[]) => undefined as void, (_: unknown) => undefined as void];
    const done = new Promise<readonly Come[]>((resolve, reject) => [finish, fail] = [resolve, reject]);
    together.push({ files, options, finish, fail });
    return { done, stop: () => fail(new DOMException("stopped", "AbortError")) };
  },
}));

const { addUploads, answerAllTwins, answerTwin, dropEnded, getUploads, pauseAll, pauseUpload, resumeAll, retryUpload, stopAll, stopUpload } = await import("./uploads");

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
const file = (name: string, size = 3) => new File(["x".repeat(size)], name);
const add = (...files: readonly File[]) => addUploads(files.map((each) => ({ folder: "f", file: each })));
const states = () => getUploads().map(({ state }) => state);
const taken = (name: string) => new Problem(409, "name_taken", { suggestion: `${name} (2)`, replaces: { id: `id of ${name}`, revision: 4 } });

beforeEach(async () => {
  stopAll();
  await turn();
  dropEnded();
  sent.length = cancelled.length = together.length = 0;
});

it("sends three at a time, in order, and Word and Markdown files as documents", async () => {
  add(file("a.pdf"), file("b.docx"), file("c.MD"), file("d"));
  expect(sent.map(({ kind, name }) => [kind, name])).toEqual([["file", "a.pdf"], ["document", "b.docx"], ["document", "c.MD"]]);
  sent[0]!.finish({ kind: "file", id: "1" });
  await turn();
  expect(sent[3]).toMatchObject({ kind: "file", name: "d", place: { kind: "folder", id: "f" } });
  expect(countUploads(getUploads())).toMatchObject({ done: 1, all: 4, isRunning: true });
});

it("keeps a twin waiting for an answer and sends it under the name chosen", async () => {
  add(file("a.pdf"));
  sent[0]!.fail(taken("a"));
  await turn();
  answerTwin(getUploads()[0]!.id, "both");
  sent[1]!.finish({ kind: "file", id: "1" });
  await turn();
  expect(getUploads()[0]).toMatchObject({ state: "done", name: "a (2)", made: { id: "1" } });
});

it("puts one in the place of its twin, and gives up what was begun beside it", async () => {
  add(file("a"));
  sent[0]!.options!.onUrl("/api/uploads/1");
  sent[0]!.fail(taken("a"));
  await turn();
  answerTwin(getUploads()[0]!.id, "replace");
  expect(sent[1]!.place).toEqual({ kind: "file", id: "id of a" });
  expect(cancelled).toEqual(["/api/uploads/1"]);
});

it("answers all twins alike, also those that come later", async () => {
  add(file("a"), file("b"), file("c"));
  sent[0]!.fail(taken("a"));
  sent[1]!.fail(taken("b"));
  await turn();
  answerAllTwins("both");
  sent[2]!.fail(taken("c"));
  await turn();
  expect(sent.slice(3).map(({ name }) => name)).toEqual(["a (2)", "b (2)", "c (2)"]);
});

it("stops one and lets the next begin", async () => {
  add(file("a"), file("b"), file("c"), file("d"));
  stopUpload(getUploads()[0]!.id);
  await turn();
  expect(states()).toEqual(["stopped", "sending", "sending", "sending"]);
});

it("pauses and goes on from where it was begun", async () => {
  add(file("a"), file("b"), file("c"), file("d"));
  sent[0]!.options!.onUrl("/api/uploads/1");
  pauseUpload(getUploads()[0]!.id);
  await turn();
  expect(states()).toEqual(["paused", "sending", "sending", "sending"]);
  pauseAll();
  await turn();
  expect(states()).toEqual(["paused", "paused", "paused", "paused"]);
  expect(cancelled).toEqual([]);
  resumeAll();
  expect(states()).toEqual(["sending", "sending", "sending", "waiting"]);
  expect(sent.at(-3)!.options!.url).toBe("/api/uploads/1");
});

it("shows what the server says of a file that is too large, and goes on with the rest", async () => {
  add(file("a"), file("b"));
  sent[0]!.fail(new Problem(413, "upload_too_large", { limit_gib: 20 }));
  sent[1]!.finish({ kind: "file", id: "2" });
  await turn();
  expect(states()).toEqual(["trouble", "done"]);
  expect(countUploads(getUploads())).toMatchObject({ isRunning: false, allBytes: 3, troubles: 1 });
  retryUpload(getUploads()[0]!.id);
  expect(states()[0]).toBe("sending");
});

const large = (name: string) => {
  const one = file(name);
  Object.defineProperty(one, "size", { value: 300 * 2 ** 10 });
  return one;
};

it("takes thousands without slowing down", async () => {
  const start = performance.now();
  add(...Array.from({ length: 3_000 }, (_, at) => large(`${at}`)));
  for (let at = 0; at < 200; at += 1) {
    sent[at]!.finish({ kind: "file", id: "1" });
    await turn();
  }
  expect(countUploads(getUploads()).done).toBe(200);
  expect(performance.now() - start).toBeLessThan(5_000);
});

it("sends many small ones together, and each is at its own end", async () => {
  add(...["a", "b", "c", "d", "e"].map((name) => file(name)), large("f"), file("g.md"), file("h"));
  expect(together.map(({ files }) => files.map(({ name }) => name))).toEqual([["a", "b", "c", "d", "e", "h"]]);
  expect(sent.map(({ name }) => name)).toEqual(["f", "g.md"]);
  together[0]!.options.onProgress(7);
  expect(getUploads().map(({ sentBytes }) => sentBytes)).toEqual([3, 3, 1, 0, 0, 0, 0, 0]);
  const come = ["1", "2", "3", "4", "5"].map((id): Come => ({ id }));
  together[0]!.finish([come[0]!, taken("b"), ...come.slice(2), { id: "6" }]);
  await turn();
  expect(states()).toEqual(["done", "trouble", "done", "done", "done", "sending", "sending", "done"]);
  answerTwin(getUploads()[1]!.id, "both");
  expect(sent.at(-1)).toMatchObject({ kind: "file", name: "b (2)" });
});

it("pauses one of many, and the others go again without it", async () => {
  add(...["a", "b", "c", "d", "e", "f"].map((name) => file(name)));
  pauseUpload(getUploads()[1]!.id);
  await turn();
  expect(states()).toEqual(["sending", "paused", "sending", "sending", "sending", "sending"]);
  expect(together[1]!.files.map(({ name }) => name)).toEqual(["a", "c", "d", "e", "f"]);
  stopAll();
  await turn();
  expect(states()).toEqual(Array.from({ length: 6 }, () => "stopped"));
  expect(together).toHaveLength(2);
});

it("says of each of many what keeps all of them out", async () => {
  add(...["a", "b", "c", "d", "e"].map((name) => file(name)));
  together[0]!.fail(new Problem(404, "not_found"));
  await turn();
  expect(states()).toEqual(Array.from({ length: 5 }, () => "trouble"));
  expect(countUploads(getUploads())).toMatchObject({ isRunning: false, troubles: 5 });
});

it("guesses the time left in steps one can read", () => {
  expect(guessSecondsLeft(100, 500, 100)).toBe(null);
  expect(guessSecondsLeft(0, 5000, 100)).toBe(null);
  expect(guessSecondsLeft(100, 2000, 100)).toBe(2);
  expect(guessSecondsLeft(100, 2000, 1900)).toBe(40);
});
