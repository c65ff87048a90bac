/**
 * Notices that somebody calls a menu while writing: ＠ or @ for people and things, / at the start of a line for blocks.
 * It reads the text as it stands and touches neither document nor DOM, so a conversion under way is never disturbed:
 * the query simply follows the reading.
 */
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { ySyncPluginKey } from "y-prosemirror";

type Menu = "mention" | "block";

export interface Called {
  readonly menu: Menu;
  /** Where the sign stands. */
  readonly from: number;
  readonly to: number;
  readonly query: string;
}

export interface Shown extends Called {
  /** Where the sign is on the screen. */
  readonly at: { readonly left: number; readonly top: number; readonly bottom: number };
}

const MOST_CHARACTERS = 24;
// An address (name@host) and a date (11/24) are no calls.
const CALLS: readonly { readonly menu: Menu; readonly pattern: RegExp }[] = [
  { menu: "mention", pattern: /(?:^|[^A-Za-z0-9._%+-])[@＠]$/ },
  { menu: "block", pattern: /(?:^|\s)[/／]$/ },
];

export const suggestionKey = new PluginKey<Called | null>("suggestion");

function readBefore(state: EditorState): string {
  const { $from } = state.selection;
  return $from.parent.textBetween(0, $from.parentOffset, "\ufffc", "\ufffc");
}

/** A new call: the sign was just put before the cursor. */
function findCall(state: EditorState): Called | null {
  const { selection } = state;
  const { parent } = selection.$from;
  if (!selection.empty || !parent.isTextblock || parent.type.spec.code) return null;
  const before = readBefore(state);
  const menu = CALLS.find(({ pattern }) => pattern.test(before))?.menu;
  return menu === undefined ? null : { menu, from: selection.from - 1, to: selection.from, query: "" };
}

/** The call as it stands after the text or the cursor moved; null once it is over. */
function followCall(called: Called, transaction: Transaction, state: EditorState): Called | null {
  const { selection } = state;
  // A remote change replaces the whole text: what counts is how far back from the cursor the sign stands.
  const isRemote = transaction.getMeta(ySyncPluginKey) !== undefined;
  const from = isRemote ? selection.from - (called.to - called.from) : transaction.mapping.map(called.from, -1);
  const length = selection.from - from;
  if (!selection.empty || length < 1 || length > MOST_CHARACTERS || length > selection.$from.parentOffset) return null;
  const text = readBefore(state).slice(-length);
  if (!/^[@＠/／]/.test(text) || /[\s\ufffc]/.test(text)) return null;
  return { menu: called.menu, from, to: selection.from, query: text.slice(1) };
}

/** The menu that is called now, for the page to draw. */
export class Suggestion {
  private shown: Shown | null = null;
  private view: EditorView | null = null;
  private readonly listeners = new Set<() => void>();

  readonly get = (): Shown | null => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly close = (): void => {
    if (this.view !== null && this.shown !== null) this.view.dispatch(this.view.state.tr.setMeta(suggestionKey, "close"));
  };

  readonly plugin = new Plugin<Called | null>({
    key: suggestionKey,
    state: {
      init: () => null,
      apply: (transaction, called, before, state) => {
        if (transaction.getMeta(suggestionKey) === "close") return null;
        if (called !== null) return followCall(called, transaction, state);
        const hasGrown = state.doc.content.size > before.doc.content.size;
        if (!hasGrown || transaction.getMeta(ySyncPluginKey) !== undefined) return null;
        return findCall(state);
      },
    },
    props: {
      handleDOMEvents: {
        blur: () => {
          this.close();
          return false;
        },
      },
    },
    view: (view) => {
      this.view = view;
      return {
        update: () => this.look(view),
        destroy: () => {
          this.view = null;
          this.shown = null;
        },
      };
    },
  });

  private look(view: EditorView): void {
    const called = view.editable ? (suggestionKey.getState(view.state) ?? null) : null;
    if (called === null && this.shown === null) return;
    const isSame = called !== null && this.shown?.from === called.from && this.shown.query === called.query;
    if (isSame) return;
    this.shown = called === null ? null : { ...called, at: view.coordsAtPos(called.from) };
    for (const listener of this.listeners) listener();
  }
}
