/** What calls a menu, in the real editor: typed letter by letter into its state, as the browser hands text on. */
import { BlockNoteEditor, createExtension } from "@blocknote/core";
import { beforeAll, describe, expect, it } from "vitest";
import { documentSchema } from "../schema";
import { Suggestion, suggestionKey } from "./suggestion";

beforeAll(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => new DOMRect();
  document.elementFromPoint = () => null;
});

function open() {
  const suggestion = new Suggestion();
  const editor = BlockNoteEditor.create({
    schema: documentSchema,
    extensions: [createExtension({ key: "suggesting", prosemirrorPlugins: [suggestion.plugin] })],
    disableExtensions: ["suggestionMenu"],
  });
  const page = document.createElement("div");
  document.body.append(page);
  editor.mount(page);
  const view = editor.prosemirrorView;
  const type = (text: string) => {
    for (const letter of text) view.dispatch(view.state.tr.insertText(letter));
    return suggestionKey.getState(view.state);
  };
  return { editor, view, suggestion, type };
}

describe("a menu is called", () => {
  it.each([
    ["@", "mention", ""],
    ["担当は@さとう", "mention", "さとう"],
    ["担当は＠佐藤", "mention", "佐藤"],
    ["/", "block", ""],
    ["／ひょう", "block", "ひょう"],
    ["次は /みだし", "block", "みだし"],
  ])("by %s", (text, menu, query) => {
    expect(open().type(text)).toMatchObject({ menu, query });
  });

  it.each(["keiyaku@city", "11/24", "及び/又は", "@さとう さん", `@${"あ".repeat(30)}`])("not by %s", (text) => {
    expect(open().type(text)).toBeNull();
  });
});

describe("a called menu", () => {
  it("ends when the sign is taken back, and when it is closed", () => {
    const { view, suggestion, type } = open();
    expect(type("@さ")).not.toBeNull();
    view.dispatch(view.state.tr.delete(view.state.selection.from - 2, view.state.selection.from));
    expect(suggestionKey.getState(view.state)).toBeNull();
    expect(suggestion.get()).toBeNull();
    expect(type("@")).not.toBeNull();
    suggestion.close();
    expect(suggestion.get()).toBeNull();
    expect(type("さとう")).toBeNull();
  });

  it("knows where its sign stands when something was put before it", () => {
    const { view, type } = open();
    const called = type("担当は@さ")!;
    view.dispatch(view.state.tr.insertText("前に", called.from - 3, called.from - 3));
    expect(suggestionKey.getState(view.state)).toMatchObject({ from: called.from + 2, query: "さ" });
  });
});
