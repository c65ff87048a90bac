/** Keys of what is read, wherever the focus stands on the page, but never while something is typed or floats above. */
import { useEffect, useRef } from "react";
import { isComposing } from "../../kernel/composing";

type Keys = Readonly<Record<string, () => void>>;

function isElsewhere({ target }: KeyboardEvent): boolean {
  if (document.querySelector("[role='dialog'], [role='alertdialog'], [role='menu'], [role='listbox']") !== null) return true;
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT|VIDEO|AUDIO)$/.test(target.tagName));
}

function spell(event: KeyboardEvent): string {
  const name = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${name}`;
}

export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = latest.current[spell(event)];
      if (act === undefined || event.defaultPrevented || isComposing(event) || isElsewhere(event)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
