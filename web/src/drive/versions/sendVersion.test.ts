/** A version on its way: whoever leaves the page is asked, and what does not arrive is given up. */
import { QueryClient } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";
import { holdPage } from "../../kernel/leaving";
import type { Item } from "../shapes";
import type { TusOptions } from "../upload/tus";
import type { ReplacedItem } from "./shapes";

const cancelled: string[] = [];
let give!: (done: ReplacedItem) => void;
let fail!: (error: unknown) => void;

vi.mock("../upload/tus", () => ({
  sendByTus: (_place: unknown, _file: File, { onUrl }: TusOptions) => {
    onUrl("/api/uploads/1");
    return { done: new Promise<ReplacedItem>((resolve, reject) => [give, fail] = [resolve, reject]), stop: () => undefined };
  },
  cancelUpload: async (url: string) => void cancelled.push(url),
}));

const { sendVersion } = await import("./sendVersion");

const item = { id: "f1", name: "積算表.csv", folder: null, version: 3, editing: [] } as unknown as Item;
const isAsking = () => !dispatchEvent(new Event("beforeunload", { cancelable: true }));
const send = () => sendVersion(new QueryClient(), item, new File(["x"], "積算表.csv"), "me", { onProgress: () => undefined, onWaiting: () => undefined }).done;

it("asks whoever leaves the page until it has arrived", async () => {
  const done = send();
  expect(isAsking()).toBe(true);
  give({ ...item, outcome: "current", as_version: 4 });
  await done;
  expect(isAsking()).toBe(false);
  expect(cancelled).toEqual([]);
});

it("gives up what failed, and leaves it to others whether the page is held", async () => {
  const letGo = holdPage();
  const done = send();
  fail(new Error("away"));
  await expect(done).rejects.toThrow("away");
  expect(cancelled).toEqual(["/api/uploads/1"]);
  expect(isAsking()).toBe(true);
  letGo();
  expect(isAsking()).toBe(false);
});
