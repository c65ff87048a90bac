/** Whoever comes to read may scroll by keys at once: the focus goes into what is read, unless it stands elsewhere by choice. */
import { useEffect, type RefObject } from "react";

/** `selector` names the scrolled place where it is not the element itself. */
export function useReadingFocus(place: RefObject<HTMLElement | null>, selector?: string): void {
  useEffect(() => {
    const active = document.activeElement;
    if (active !== null && active !== document.body && active.id !== "page") return;
    const reading = selector === undefined ? place.current : place.current?.querySelector<HTMLElement>(selector);
    reading?.focus({ preventScroll: true });
  }, []);
}
