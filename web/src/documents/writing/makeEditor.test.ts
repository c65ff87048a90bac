/** What another browser may have put into the shared text, however it was made, does nothing here. */
import { BlockNoteEditor } from "@blocknote/core";
import { withCollaboration } from "@blocknote/core/yjs";
import { beforeAll, expect, it, vi } from "vitest";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import type { LiveRoom } from "../../live/provider";
import { documentSchema, FRAGMENT } from "../schema";
import { Carets } from "./carets";
import { makeEditor } from "./makeEditor";
import { Suggestion } from "./suggestion";

beforeAll(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => new DOMRect();
  document.elementFromPoint = () => null;
});

const settle = () => new Promise((resolve) => setTimeout(resolve, 50));

/** A text written by an editor that forbids nothing. */
function writeHostile(): Uint8Array {
  const doc = new Y.Doc();
  const editor = BlockNoteEditor.create(
    withCollaboration({
      schema: documentSchema,
      links: { isValidLink: () => true },
      collaboration: { fragment: doc.getXmlFragment(FRAGMENT), user: { name: "", color: "" }, provider: { awareness: undefined } },
    }),
  );
  editor.mount(document.createElement("div"));
  editor.replaceBlocks(editor.document, [
    { type: "paragraph", content: [{ type: "link", href: "javascript:alert(1)", content: "罠" }, { type: "link", href: "https://city.example/", content: "市" }] },
    { type: "image", props: { url: "https://other.example/pixel.png", name: "x" } },
    { type: "image", props: { url: "javascript:alert(2)" } },
    { type: "paragraph", content: [{ type: "mention", props: { kind: "thing", id: "x", label: "<img src=x onerror=alert(3)>" } }] },
  ]);
  return Y.encodeStateAsUpdate(doc);
}

function open() {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, writeHostile());
  const awareness = new Awareness(doc);
  const carets = new Carets();
  const nothing = () => undefined;
  const editor = makeEditor({ doc, awareness } as unknown as LiveRoom, {
    carets, suggestion: new Suggestion(), language: "ja", onPictures: nothing, onMention: nothing, onForeignPictures: nothing,
  });
  const page = document.createElement("div");
  document.body.append(page);
  editor.mount(page);
  return { doc, awareness, carets, editor, page };
}

it("makes no address that runs, asks no other host for a picture, and writes no markup", async () => {
  const { page } = open();
  await settle();
  const links = [...page.querySelectorAll("a")].map((link) => link.getAttribute("href"));
  expect(links).toEqual(["", "https://city.example/"]);
  const pictures = [...page.querySelectorAll("img:not(.ProseMirror-separator)")].map((image) => image.getAttribute("src") ?? "");
  expect(pictures).toEqual(["", ""]);
  expect(page.querySelector(".mention")?.textContent).toBe("<img src=x onerror=alert(3)>");
  expect(page.querySelector("[onerror]")).toBeNull();
});

it("takes neither name nor colour of a caret from the other browser", async () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue(undefined);
  const { doc, awareness, carets, editor, page } = open();
  await settle();
  const fragment = doc.getXmlFragment(FRAGMENT);
  const at = Y.createRelativePositionFromTypeIndex(fragment, 0);
  const user = { id: "suzuki", name: "市長", color: "red;background-image:url(https://other.example/x)" };
  awareness.states.set(7, { user, cursor: { anchor: at, head: at } });
  awareness.emit("change", [{ added: [7], updated: [], removed: [] }, "test"]);
  await settle();
  editor.prosemirrorView.dispatch(editor.prosemirrorState.tr);
  const caret = page.querySelector<HTMLElement>(".caret");
  expect(caret?.hidden).toBe(true);
  carets.setOwners(new Map([[7, { name: "鈴木 航", order: 2 }]]));
  expect(caret?.hidden).toBe(false);
  expect(caret?.textContent).toBe("鈴木");
  expect(caret?.className).toContain("caret-p2");
  expect(page.innerHTML).not.toMatch(/市長|other\.example\/x/);
  warn.mockRestore();
});

it("breaks the line where the caret is seen, though the browser has not told of it yet", async () => {
  const { editor, page } = open();
  await settle();
  editor.replaceBlocks(editor.document, [{ type: "paragraph", content: "前後" }]);
  editor.setTextCursorPosition(editor.document[0]!, "end");
  const words = document.createTreeWalker(page.querySelector("p")!, NodeFilter.SHOW_TEXT).nextNode()!;
  document.getSelection()!.collapse(words, 1);
  editor.prosemirrorView.dom.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 13, bubbles: true, cancelable: true }));
  const lines = editor.document.map(({ content }) => (content as { text: string }[]).map(({ text }) => text).join(""));
  expect(lines.filter((line) => line !== "")).toEqual(["前", "後"]);
});
