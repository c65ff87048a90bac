import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { encode, Reader } from "./bytes";
import { endClock, Pending, readTyped } from "./pending";

function typeInto(doc: Y.Doc, text: string): Uint8Array {
  const before = Y.encodeStateVector(doc);
  doc.getText("t").insert(doc.getText("t").length, text);
  return Y.encodeStateAsUpdate(doc, before);
}

describe("bytes", () => {
  it("reads what it wrote, up to the largest number", () => {
    const payload = new Uint8Array([1, 2, 3]);
    const reader = new Reader(encode(5, 300, Number.MAX_SAFE_INTEGER, payload, 0));
    expect([reader.number(), reader.number(), reader.number()]).toEqual([5, 300, Number.MAX_SAFE_INTEGER]);
    expect([...reader.bytesHere()]).toEqual([1, 2, 3]);
    expect(reader.number()).toBe(0);
    expect(() => reader.number()).toThrow(RangeError);
  });
});

describe("pending updates", () => {
  it("numbers them when they are first sent and keeps the bytes of a number", () => {
    const doc = new Y.Doc();
    const pending = new Pending();
    pending.add(typeInto(doc, "a"));
    pending.add(typeInto(doc, "b"));
    const first = pending.next();
    expect(first.map(({ n }) => n)).toEqual([1, 2]);
    pending.add(typeInto(doc, "c"));
    expect(pending.sent).toEqual(first);
    pending.acknowledge(1);
    expect(pending.sent.map(({ n }) => n)).toEqual([2]);
    expect(pending.next().map(({ n }) => n)).toEqual([3]);
    pending.acknowledge(3);
    expect(pending.isEmpty).toBe(true);
  });

  it("joins what waits when the way is full, and loses nothing of it", () => {
    const doc = new Y.Doc();
    const pending = new Pending();
    for (let number = 0; number < 500; number++) pending.add(typeInto(doc, `${number} `));
    const other = new Y.Doc();
    const sent = pending.next();
    expect(sent.length).toBeLessThanOrEqual(64);
    expect(pending.waiting).toEqual([]);
    for (const { update } of sent) Y.applyUpdate(other, update);
    expect(other.getText("t").toString()).toBe(doc.getText("t").toString());
  });

  it("survives a reload with its numbers", () => {
    const doc = new Y.Doc();
    const pending = new Pending();
    pending.add(typeInto(doc, "予算"));
    pending.next();
    pending.add(typeInto(doc, "😀"));
    const kept = JSON.parse(JSON.stringify(pending.keep("p", doc.clientID))) as ReturnType<Pending["keep"]>;
    const again = new Pending();
    const other = new Y.Doc();
    for (const update of again.takeBack(kept)) Y.applyUpdate(other, update);
    expect(other.getText("t").toString()).toBe("予算😀");
    expect(again.next().map(({ n }) => n)).toEqual([2]);
  });

  it("sees that the server knows less than it once did", () => {
    const doc = new Y.Doc();
    const pending = new Pending();
    expect(pending.agreesWith(0)).toBe(true);
    pending.add(typeInto(doc, "a"));
    pending.next();
    expect(pending.agreesWith(0)).toBe(true);
    expect(pending.agreesWith(1)).toBe(true);
    pending.acknowledge(1);
    expect(pending.agreesWith(0)).toBe(false);
  });

  it("offers the text that was typed and not stored, without what was deleted again", () => {
    const doc = new Y.Doc();
    const stored = typeInto(doc, "stored ");
    typeInto(doc, "未保存abc");
    doc.getText("t").delete(doc.getText("t").length - 3, 3);
    expect(readTyped(doc, doc.clientID, endClock(stored, doc.clientID)!)).toBe("未保存");
    expect(readTyped(doc, doc.clientID, 0)).toBe("stored 未保存");
  });
});
