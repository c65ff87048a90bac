/**
 * A document written by the server opens in the real editor without a repair: nothing is sent, and the editor holds
 * exactly the blocks that were written. `written.json` is what the Python writer gives for every kind of block;
 * `tests/documents/test_ydoc.py` fails when it is not what the writer gives today.
 */
import { BlockNoteEditor } from "@blocknote/core";
import { withCollaboration } from "@blocknote/core/yjs";
import { beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { documentSchema, FRAGMENT } from "./schema";
import written from "./written.json";

const update = Uint8Array.from(atob(written.update), (letter) => letter.charCodeAt(0));

/** An editor on a page, and the updates it would send. */
function open(fill: (doc: Y.Doc) => void) {
  const doc = new Y.Doc();
  const sent: Uint8Array[] = [];
  const editor = BlockNoteEditor.create(
    withCollaboration({
      schema: documentSchema,
      collaboration: {
        fragment: doc.getXmlFragment(FRAGMENT),
        user: { name: "佐藤", color: "#0017c1" },
        provider: { awareness: undefined },
      },
    }),
  );
  doc.on("update", (bytes: Uint8Array, origin: unknown) => {
    if (origin !== "server") sent.push(bytes);
  });
  const page = document.createElement("div");
  document.body.append(page);
  editor.mount(page);
  fill(doc);
  return { doc, editor, sent };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 100));
const fromServer = (doc: Y.Doc) => Y.applyUpdate(doc, update, "server");
/** What an update brings: "ContentString" for letters, "ContentType" for a new node, "ContentAny" for a property. */
const brings = (bytes: Uint8Array) =>
  Y.decodeUpdate(bytes).structs.map((struct) => ("content" in struct ? struct.content.constructor.name : "gap"));

// jsdom lays nothing out; the editor asks where its text is when the cursor moves.
beforeAll(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => new DOMRect();
  document.elementFromPoint = () => null;
});

describe("a document written by the server", () => {
  it("is shown as it was written, and nothing is sent", async () => {
    const { editor, sent } = open(fromServer);
    await settle();
    expect(JSON.parse(JSON.stringify(editor.document))).toEqual(written.blocks);
    expect(sent).toEqual([]);
  });

  it("sends only the letter when a letter is typed, in every block", async () => {
    const { editor, sent } = open(fromServer);
    await settle();
    const ids: string[] = [];
    editor.forEachBlock((block) => {
      if (block.content !== undefined) ids.push(block.id);
      return true;
    });
    expect(ids.length).toBeGreaterThan(10);
    for (const id of ids) {
      sent.length = 0;
      editor.setTextCursorPosition(id, "end");
      editor.insertInlineContent("字");
      // An empty block has no text node yet.
      expect(sent.flatMap(brings).filter((kind) => kind !== "ContentType"), id).toEqual(["ContentString"]);
    }
  });

  it("would be mended, and the mending sent, if it were not of the editor's shape", async () => {
    const { sent } = open((doc) => {
      const container = new Y.XmlElement("blockContainer");
      container.insert(0, [new Y.XmlElement("unheardOf")]);
      const group = new Y.XmlElement("blockGroup");
      group.insert(0, [container]);
      const other = new Y.Doc();
      other.getXmlFragment(FRAGMENT).insert(0, [group]);
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), "server");
    });
    await settle();
    expect(sent.length).toBeGreaterThan(0);
  });
});
