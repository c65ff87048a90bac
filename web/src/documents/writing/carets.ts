/**
 * Others' carets in the text. Only the client id is taken from the other browser; name and colour are ours, so nobody
 * can write styles or words into this page. A flag is shown to the right of the caret where the line is free, else it
 * shrinks to a head that tells the name on approach (`documents.css`).
 */
import { createExtension } from "@blocknote/core";
import type { Awareness } from "y-protocols/awareness";
import { Plugin } from "prosemirror-state";
import { yCursorPlugin } from "y-prosemirror";
import { getSlot } from "../../ui/Avatar";

interface CaretOwner {
  readonly name: string;
  readonly order: number;
}

const MOST_IN_COLOUR = 5;
const FLAG_PIXELS = 14;
const FLAG_EDGES_PIXELS = 16;

/** Draws and keeps the carets of one editor; `name` tells who stands behind a client as soon as it is known. */
export class Carets {
  private readonly elements = new Map<number, HTMLElement>();
  private owners: ReadonlyMap<number, CaretOwner> = new Map();

  setOwners(owners: ReadonlyMap<number, CaretOwner>): void {
    this.owners = owners;
    for (const [client, element] of this.elements) this.dress(element, client);
  }

  readonly build = (_user: unknown, client: number): HTMLElement => {
    const known = this.elements.get(client);
    if (known !== undefined) return known;
    const element = document.createElement("span");
    element.className = "caret";
    element.setAttribute("aria-hidden", "true");
    const flag = document.createElement("span");
    flag.className = "caret-flag";
    element.append(flag);
    this.elements.set(client, element);
    this.dress(element, client);
    return element;
  };

  readonly select = (_user: unknown, client: number): { class: string } => {
    const owner = this.owners.get(client);
    return { class: `caret-selection caret-p${getSlot(owner?.order ?? 1)}` };
  };

  /** After the text was drawn: a flag is written out only where nothing stands to the right of it. */
  readonly place = (): void => {
    for (const element of this.elements.values()) {
      if (!element.isConnected || element.hidden) continue;
      const line = element.closest<HTMLElement>("td, th, .bn-block-content");
      const room = (line?.getBoundingClientRect().right ?? 0) - element.getBoundingClientRect().right;
      const width = [...(element.textContent ?? "")].length * FLAG_PIXELS + FLAG_EDGES_PIXELS;
      element.classList.toggle("caret-free", !hasTextAfter(element) && room >= width);
    }
  };

  private dress(element: HTMLElement, client: number): void {
    const owner = this.owners.get(client);
    element.hidden = owner === undefined;
    element.className = `caret caret-p${getSlot(owner?.order ?? 1)}${(owner?.order ?? 1) > MOST_IN_COLOUR ? " caret-dashed" : ""}`;
    // The surname is enough on a flag; everyone's whole name stands above the text.
    element.firstElementChild!.textContent = owner?.name.split(/[\s\u3000]/)[0] ?? "";
    this.place();
  }
}

function hasTextAfter(element: HTMLElement): boolean {
  for (let next = element.nextSibling; next !== null; next = next.nextSibling) {
    const isCaret = next instanceof HTMLElement && next.classList.contains("caret");
    if (!isCaret && (next.textContent ?? "").replaceAll("\u2060", "") !== "") return true;
  }
  const parent = element.parentElement;
  // Inside a mark (bold, a link) the line goes on behind it.
  return parent !== null && !parent.matches(".bn-inline-content, p, td, th") && hasTextAfter(parent);
}

/** BlockNote's own cursors would take colour and name from the other browser. */
export function makeCaretExtension(awareness: Awareness, carets: Carets) {
  const place = new Plugin({ view: () => ({ update: carets.place }) });
  return createExtension({
    key: "carets",
    prosemirrorPlugins: [yCursorPlugin(awareness, { cursorBuilder: carets.build, selectionBuilder: carets.select }), place],
  });
}
