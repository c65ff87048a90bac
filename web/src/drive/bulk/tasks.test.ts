/** A long act says how far it is, goes on until stopped, and offers the way back when it has ended. */
import { beforeEach, expect, it, vi } from "vitest";
import { dropEnded, dropTask, getTasks, startTask } from "./tasks";

beforeEach(() => {
  for (const { id } of getTasks()) dropTask(id);
});

it("tells how far it is and goes on until it is stopped", () => {
  const task = startTask("移しています", 500);
  expect(task.tell(50)).toBe(true);
  expect(getTasks()).toMatchObject([{ words: "移しています", done: 50, all: 500, state: "running" }]);
  getTasks()[0]!.stop!();
  expect(task.tell(100)).toBe(false);
  expect(task.isStopped()).toBe(true);
});

it("keeps what was done and its way back until it is closed", () => {
  const undo = vi.fn();
  const first = startTask("移しています", 500);
  startTask("コピーしています", 10);
  first.tell(500);
  first.end({ words: "500件を移しました", state: "done", undo });
  expect(getTasks()[0]).toMatchObject({ words: "500件を移しました", done: 500, state: "done", undo });
  dropEnded();
  expect(getTasks()).toMatchObject([{ state: "running" }]);
});
