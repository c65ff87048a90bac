/** Keys of the whole app: F6 walks the regions, Ctrl+K goes to the search box, ? lists the keys. */
import { isComposing } from "../kernel/composing";
import type { Command, Go } from "../kernel/feature";

const regionOrder = ["header", "rail", "page", "panel"];

function isShown(element: HTMLElement): boolean {
  return element.offsetParent !== null || getComputedStyle(element).position === "fixed";
}

/** Moves the focus to the next region, round and round; backwards with Shift. */
export function walkRegions(isBackwards: boolean): void {
  const regions = regionOrder.flatMap((name) =>
    [...document.querySelectorAll<HTMLElement>(`[data-region="${name}"]`)].filter(isShown),
  );
  if (regions.length === 0) return;
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(at + (isBackwards ? regions.length - 1 : 1) + (at < 0 && isBackwards ? 1 : 0)) % regions.length];
  next?.focus();
}

function focusSearch(): void {
  const box = document.querySelector<HTMLElement>("[data-search-box]");
  if (box instanceof HTMLInputElement) {
    box.focus();
    box.select();
  } else {
    box?.click();
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** "Ctrl+Shift+C" of a key event, in the form commands are written in. */
export function spellKeys(event: KeyboardEvent): string {
  const name = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const held = [(event.ctrlKey || event.metaKey) && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift"];
  return [...held.filter((key) => key !== false), name].join("+");
}

interface Acts {
  readonly showKeyList: () => void;
  readonly commands: readonly Command[];
  readonly go: Go;
}

export function handleKey(event: KeyboardEvent, acts: Acts): void {
  if (isComposing(event) || event.defaultPrevented) return;
  const keys = spellKeys(event);
  const act = findAct(event, keys, acts);
  if (act === undefined) return;
  event.preventDefault();
  act();
}

function findAct(event: KeyboardEvent, keys: string, acts: Acts): (() => void) | undefined {
  if (keys === "F6" || keys === "Shift+F6") return () => walkRegions(event.shiftKey);
  if (keys === "Ctrl+K") return focusSearch;
  if (event.key === "?" && !event.ctrlKey && !event.altKey && !isTyping(event.target)) return acts.showKeyList;
  const command = acts.commands.find((each) => each.isGlobal && each.keys === keys);
  return command?.act && (() => command.act?.(acts.go));
}
