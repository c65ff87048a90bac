/**
 * A key acts where the caret is seen. The browser tells of a moved caret some frames late, later still on a busy machine:
 * Enter pressed quickly after End would break the line where the caret stood before.
 */
import { createExtension } from "@blocknote/core";
import { Plugin, TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

export function makeFreshCaretExtension() {
  const readCaret = (view: EditorView, event: KeyboardEvent): boolean => {
    // While kana are being converted the caret is the input method's.
    if (!view.composing && !event.isComposing && event.keyCode !== 229) takeCaret(view);
    return false;
  };
  return createExtension({
    key: "fresh-caret",
    prosemirrorPlugins: [new Plugin({ props: { handleDOMEvents: { keydown: readCaret } } })],
  });
}

function takeCaret(view: EditorView): void {
  const { state, dom } = view;
  // Chosen cells and pictures are no selection of the browser's.
  if (!(state.selection instanceof TextSelection)) return;
  const seen = dom.ownerDocument.getSelection();
  if (!seen?.anchorNode || !seen.focusNode || !dom.contains(seen.anchorNode) || !dom.contains(seen.focusNode)) return;
  const anchor = state.doc.resolve(view.posAtDOM(seen.anchorNode, seen.anchorOffset));
  const head = state.doc.resolve(view.posAtDOM(seen.focusNode, seen.focusOffset));
  const selection = TextSelection.between(anchor, head);
  if (!selection.eq(state.selection)) view.dispatch(state.tr.setSelection(selection));
}
