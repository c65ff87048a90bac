/**
 * The provider against a real server. `tests/live/test_browser_client.py` starts one, signs two people in and runs
 * this file with LIVE_PORT, LIVE_NOTE, LIVE_SESSION and LIVE_PERSON; by itself there is nothing to speak to.
 */
import { describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { LiveRoom } from "./provider";
import { LiveSocket } from "./socket";

const { LIVE_PORT, LIVE_NOTE, LIVE_SESSION, LIVE_PERSON } = process.env;

function connect() {
  let current: WebSocket | undefined;
  let isEnded = false;
  const socket = new LiveSocket(() => {
    if (isEnded) return new EventTarget() as WebSocket; // one that never connects
    const headers = { cookie: `test=${LIVE_SESSION}`, origin: `http://127.0.0.1:${LIVE_PORT}` };
    // Node's own WebSocket takes headers; a browser sends these two by itself.
    current = new WebSocket(`ws://127.0.0.1:${LIVE_PORT}/live`, { headers } as unknown as string[]);
    return current;
  });
  const end = () => {
    isEnded = true;
    current?.close();
  };
  return { socket, cut: () => current?.close(), end };
}

function open(ref = `note:${LIVE_NOTE}`) {
  const { socket, cut, end } = connect();
  sessionStorage.clear();
  return { room: new LiveRoom(ref, LIVE_PERSON!, socket), cut, end };
}

const soon = { timeout: 10_000, interval: 20 };

describe.runIf(LIVE_PORT)("a document written together with a real server", () => {
  it("carries text both ways and says when it is on disk", async () => {
    const a = open();
    const b = open();
    await vi.waitFor(() => expect([a.room.getState().phase, b.room.getState().phase]).toEqual(["live", "live"]), soon);
    expect(a.room.getState().canWrite).toBe(true);
    a.room.doc.getText("t").insert(0, "予算😀");
    expect(a.room.getState().unsentCharacters).toBe(4);
    await vi.waitFor(() => expect(b.room.doc.getText("t").toString()).toBe("予算😀"), soon);
    await vi.waitFor(() => expect(a.room.getState()).toMatchObject({ unsentSince: null, unsentCharacters: 0 }), soon);
    expect(a.room.getState().savedAt).not.toBeNull();
    b.room.awareness.setLocalStateField("cursor", { at: 1 });
    await vi.waitFor(() => {
      const state = a.room.awareness.getStates().get(b.room.doc.clientID);
      expect(state).toEqual({ user: { id: LIVE_PERSON }, cursor: { at: 1 } });
    }, soon);
    a.room.close();
    b.room.close();
  });

  it("keeps what is typed while the connection is away and sends it once", async () => {
    const a = open();
    await vi.waitFor(() => expect(a.room.getState().phase).toBe("live"), soon);
    const before = a.room.doc.getText("t").toString();
    a.room.doc.getText("t").insert(0, "in flight ");
    a.cut();
    await vi.waitFor(() => expect(a.room.getState().phase).toBe("offline"), soon);
    for (const letter of "typed offline ") a.room.doc.getText("t").insert(0, letter);
    expect(a.room.readUnsent()).toContain("typed offline");
    await vi.waitFor(() => expect(a.room.getState()).toMatchObject({ phase: "live", unsentCharacters: 0 }), soon);
    const b = open();
    await vi.waitFor(() => expect(b.room.getState().phase).toBe("live"), soon);
    expect(b.room.doc.getText("t").toString()).toBe([..."typed offline "].reverse().join("") + "in flight " + before);
    a.room.close();
    b.room.close();
  });

  it("takes up after a reload what was not yet on disk", async () => {
    const a = open();
    await vi.waitFor(() => expect(a.room.getState().phase).toBe("live"), soon);
    const before = a.room.doc.getText("t").toString();
    a.end();
    await vi.waitFor(() => expect(a.room.getState().phase).toBe("offline"), soon);
    a.room.doc.getText("t").insert(0, "before the reload ");
    dispatchEvent(new Event("pagehide"));
    const kept = sessionStorage.getItem(`zencho.unsent.note:${LIVE_NOTE}`);
    expect(kept).not.toBeNull();
    const { socket } = connect();
    const again = new LiveRoom(`note:${LIVE_NOTE}`, LIVE_PERSON!, socket);
    expect(again.doc.clientID).toBe(a.room.doc.clientID);
    await vi.waitFor(() => expect(again.getState()).toMatchObject({ phase: "live", unsentSince: null }), soon);
    expect(again.doc.getText("t").toString()).toBe("before the reload " + before);
    again.doc.getText("t").insert(0, "after ");
    await vi.waitFor(() => expect(again.getState().unsentCharacters).toBe(0), soon);
    const b = open();
    await vi.waitFor(() => expect(b.room.getState().phase).toBe("live"), soon);
    expect(b.room.doc.getText("t").toString()).toBe("after before the reload " + before);
    expect(Y.encodeStateVector(b.room.doc)).toEqual(Y.encodeStateVector(again.doc));
  });

  it("is told of a document that one may not read", async () => {
    const { room } = open("note:018f0000-0000-7000-8000-000000000000");
    await vi.waitFor(() => expect(room.getState()).toMatchObject({ phase: "lost", stopped: { code: "not_found" } }), soon);
  });
});
