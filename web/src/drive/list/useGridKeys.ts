/**
 * The keys of a list: arrows move, Shift with them ticks a range, Space ticks, Ctrl+A ticks all, Enter opens, F2
 * renames, Delete puts into the bin, M moves, S stars, Shift+F10 opens the menu, Esc ends the selection.
 */
import type { KeyboardEvent } from "react";
import { isComposing, isEnter } from "../../kernel/composing";
import type { MenuAct } from "../../ui/Menu";
import { moveTo, tick, tickNone, tickRange, type Selection } from "./selection";

const PAGE_ROWS = 10;

interface GridKeys {
  readonly order: readonly string[];
  readonly selection: Selection;
  readonly change: (next: Selection) => void;
  readonly onOpen: (id: string) => void;
  readonly onAll: () => void;
  /** Where more lies behind what is loaded: goes to the true end. */
  readonly onEnd?: () => void;
  readonly onMenu: (id: string) => void;
  readonly acts: () => readonly MenuAct[];
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.type !== "checkbox";
}

/** How far each key goes: from the place it stands to another, within the list. */
function findTarget(key: string, at: number, last: number): number | undefined {
  if (key === "ArrowDown") return Math.min(at + 1, last);
  if (key === "ArrowUp") return Math.max(at - 1, 0);
  if (key === "PageDown") return Math.min(at + PAGE_ROWS, last);
  if (key === "PageUp") return Math.max(at - PAGE_ROWS, 0);
  if (key === "Home") return 0;
  if (key === "End") return last;
  return undefined;
}

export function useGridKeys({ order, selection, change, onOpen, onAll, onEnd, onMenu, acts }: GridKeys) {
  return (event: KeyboardEvent): void => {
    if (isComposing(event) || isTyping(event.target) || order.length === 0) return;
    const active = selection.active !== null && order.includes(selection.active) ? selection.active : order[0]!;
    const target = findTarget(event.key, order.indexOf(active), order.length - 1);
    const act = findAct(event, acts());
    if (event.key === "End" && onEnd !== undefined && !event.shiftKey) onEnd();
    else if (target !== undefined) {
      const id = order[target]!;
      change(event.shiftKey ? tickRange({ ...selection, active }, id, order) : moveTo(selection, id));
    } else if (event.key === " ") change(tick(selection, active));
    else if (isEnter(event) && !isOnButton(event.target)) onOpen(active);
    else if (event.key === "Escape" && selection.ticked.size > 0) change(tickNone(selection));
    else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) onAll();
    else if ((event.key === "F10" && event.shiftKey) || event.key === "ContextMenu") onMenu(active);
    else if (act !== undefined) act.onAction();
    else return;
    event.preventDefault();
  };
}

function isOnButton(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest("button, a, input") !== null;
}

function findAct(event: KeyboardEvent, acts: readonly MenuAct[]): MenuAct | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return undefined;
  return acts.find((act) => act.keys?.toLowerCase() === event.key.toLowerCase());
}
