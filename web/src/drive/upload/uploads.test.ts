/** Uploads one after another: two at a time, a twin name answered, a stop, a retry; and what the counts say. */
import { beforeEach, expect, it, vi } from "vitest";
import { Problem } from "../../kernel/problem";
import { countUploads, guessSecondsLeft } from "./counting";
import type { Made } from "./send";

interface Sent {
  readonly kind: "file" | "document";
  readonly name: string;
  readonly finish: (made: Made) => void;
  readonly fail: (error: unknown) => void;
}

const sent: Sent[] = [];

vi.mock("./send", () => {
  const begin = (kind: "file" | "document") => (_folder: string, name: string) => {
    let give!: Sent["finish"];
    let fail!: Sent["fail"];
    const done = new Promise<Made>((resolve, reject) => [give, fail] = [resolve, reject]);
    sent.push({ kind, name, finish: give, fail });
    return { done, stop: () => fail(new DOMException("stopped", "AbortError")) };
  };
  return { sendFile: begin("file"), sendDocument: begin("document") };
});

const { addUploads, dropUpload, getUploads, retryUpload, stopAll, stopUpload } = await import("./uploads");

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
const file = (name: string, size = 3) => new File(["x".repeat(size)], name);

beforeEach(async () => {
  stopAll();
  await turn();
  for (const { id } of getUploads()) dropUpload(id);
  sent.length = 0;
});

it("sends two at a time, in order, and Word and Markdown files as documents", async () => {
  addUploads("f", [file("a.pdf"), file("b.docx"), file("c.MD")]);
  expect(sent.map(({ kind, name }) => [kind, name])).toEqual([["file", "a.pdf"], ["document", "b.docx"]]);
  sent[0]!.finish({ kind: "file", id: "1" });
  await turn();
  expect(sent[2]).toMatchObject({ kind: "document", name: "c.MD" });
  expect(countUploads(getUploads())).toMatchObject({ done: 1, all: 3, isRunning: true });
});

it("keeps a twin waiting for an answer and sends it under the name chosen", async () => {
  addUploads("f", [file("a.pdf")]);
  sent[0]!.fail(new Problem(409, "name_taken", { suggestion: "a (2).pdf" }));
  await turn();
  const [upload] = getUploads();
  expect(upload).toMatchObject({ state: "trouble" });
  retryUpload(upload!.id, { name: "a (2).pdf" });
  sent[1]!.finish({ kind: "file", id: "1" });
  await turn();
  expect(getUploads()[0]).toMatchObject({ state: "done", name: "a (2).pdf", made: { id: "1" } });
});

it("stops one and lets the next begin", async () => {
  addUploads("f", [file("a"), file("b"), file("c")]);
  stopUpload(getUploads()[0]!.id);
  await turn();
  expect(getUploads().map(({ state }) => state)).toEqual(["stopped", "sending", "sending"]);
});

it("says at once that a file is too large", () => {
  const large = file("a.zip");
  Object.defineProperty(large, "size", { value: 101 * 2 ** 20 });
  addUploads("f", [large]);
  expect(sent).toEqual([]);
  expect(getUploads()[0]).toMatchObject({ state: "trouble", trouble: { code: "file_too_large" } });
  expect(countUploads(getUploads())).toMatchObject({ isRunning: false, allBytes: 0, troubles: 1 });
});

it("guesses the time left in steps one can read", () => {
  expect(guessSecondsLeft(100, 500, 100)).toBe(null);
  expect(guessSecondsLeft(0, 5000, 100)).toBe(null);
  expect(guessSecondsLeft(100, 2000, 100)).toBe(2);
  expect(guessSecondsLeft(100, 2000, 1900)).toBe(40);
});
