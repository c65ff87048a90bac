/** What is dragged within this page. Browsers hide what a drag carries until it is dropped, so we remember it. */
import type { DragEvent } from "react";
import type { Item } from "../shapes";

const TYPE = "application/x-zencho-things";
let dragged: readonly Item[] = [];

export function startDrag(event: DragEvent, items: readonly Item[]): void {
  dragged = items;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData(TYPE, items.map((item) => item.id).join(" "));
}

/** The rows dragged over this place, or none: files from outside are told by `hasFiles`. */
export function getDragged(event: DragEvent): readonly Item[] {
  return event.dataTransfer.types.includes(TYPE) ? dragged : [];
}
