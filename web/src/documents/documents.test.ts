import { describe, expect, it } from "vitest";
import type { LiveState } from "../live/liveState";
import { gatherLeftOut } from "./LeftOut";
import { listHere } from "./presence";
import { BLINK_MILLISECONDS, readSaving } from "./SaveState";

const quiet: LiveState = { phase: "live", canWrite: true, stopped: null, savedAt: 1, unsentSince: null, unsentCharacters: 0 };

describe("whether it is saved", () => {
  it("says so only when nothing of mine waits, and 送信中 only after a blink", () => {
    expect(readSaving(quiet, 10_000)).toBe("saved");
    expect(readSaving({ ...quiet, unsentSince: 10_000 }, 10_000 + BLINK_MILLISECONDS - 1)).toBe("saved");
    expect(readSaving({ ...quiet, unsentSince: 10_000 }, 10_000 + BLINK_MILLISECONDS)).toBe("sending");
  });

  it("never says saved while away, reading only, opening, or stopped", () => {
    expect(readSaving({ ...quiet, phase: "offline" }, 0)).toBe("offline");
    expect(readSaving({ ...quiet, canWrite: false }, 0)).toBe("reading");
    expect(readSaving({ ...quiet, phase: "opening" }, 0)).toBe("opening");
    expect(readSaving({ ...quiet, phase: "offline", stopped: { code: "read_only", since: 1 } }, 0)).toBe("stopped");
    expect(readSaving({ ...quiet, phase: "lost" }, 0)).toBe("stopped");
  });
});

describe("who is here", () => {
  const me = { client: 1, person: "me" };

  it("stands in order of arrival, each person once", () => {
    const states = new Map([
      [1, { came: 30 }],
      [2, { came: 10, user: { id: "suzuki" } }],
      [3, { came: 20, user: { id: "takahashi" } }],
      [4, { came: 40, user: { id: "suzuki" } }],
    ]);
    expect(listHere(states, me)).toEqual([
      { person: "suzuki", order: 1, clients: [2, 4] },
      { person: "takahashi", order: 2, clients: [3] },
      { person: "me", order: 3, clients: [1] },
    ]);
  });

  it("leaves out whom the server has not signed, and takes no name from another browser", () => {
    const states = new Map<number, object>([
      [2, { came: 1, user: { name: "市長" } }],
      [3, { came: "<b>", user: { id: 5 } }],
      [4, {}],
    ]);
    expect(listHere(states, me)).toEqual([]);
  });
});

it("gathers what could not be carried by kind, with its places once", () => {
  const lines = [
    { code: "ruby", count: 2, where: "第1条" },
    { code: "shape", count: 1, where: "" },
    { code: "ruby", count: 3, where: "第2条" },
    { code: "ruby", count: 1, where: "第1条" },
  ];
  expect(gatherLeftOut(lines)).toEqual([
    { code: "ruby", count: 6, places: ["第1条", "第2条"] },
    { code: "shape", count: 1, places: [] },
  ]);
});
