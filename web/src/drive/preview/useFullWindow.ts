/** What is read over the whole window: all around it is out of reach until Esc. */
import { useEffect, useState, type RefObject } from "react";

interface FullWindow {
  readonly isFull: boolean;
  readonly toggle: () => void;
  readonly leave: () => void;
}

export function useFullWindow(frame: RefObject<HTMLElement | null>): FullWindow {
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    if (!isFull || frame.current === null) return undefined;
    const hidden = listAround(frame.current);
    for (const element of hidden) element.inert = true;
    return () => {
      for (const element of hidden) element.inert = false;
    };
  }, [isFull, frame]);
  return { isFull, toggle: () => setFull((was) => !was), leave: () => setFull(false) };
}

/** The page around the frame; what floats (toasts, dialogs) stays within reach. */
function listAround(frame: HTMLElement): HTMLElement[] {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter((region) => !region.contains(frame));
  const beside: HTMLElement[] = [];
  for (let inner = frame; inner.parentElement !== null && !inner.hasAttribute("data-region"); inner = inner.parentElement) {
    for (const each of inner.parentElement.children) if (each !== inner && each instanceof HTMLElement) beside.push(each);
  }
  return [...regions, ...beside].filter((element) => !element.inert);
}
