/** Whoever comes from a list may scroll by keys at once: the focus goes on from the page into what is read. */
import { useEffect, type RefObject } from "react";

/** `selector` names the scrolled place where it is not the element itself. */
export function useReadingFocus(place: RefObject<HTMLElement | null>, selector?: string): void {
  useEffect(() => {
    const active = document.activeElement;
    if (active?.id !== "page") return;
    const reading = selector === undefined ? place.current : place.current?.querySelector<HTMLElement>(selector);
    reading?.focus({ preventScroll: true });
  }, []);
}
