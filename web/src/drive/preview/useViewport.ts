/** How large a scrolled place is and where it stands, told once for each frame of the screen. */
import { useEffect, useState, type RefObject } from "react";

export interface Viewport {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

const UNKNOWN: Viewport = { top: 0, left: 0, width: 0, height: 0 };

/** `guessed` stands until the place is measured. */
export function useViewport(scroller: RefObject<HTMLElement | null>, guessed = UNKNOWN): Viewport {
  const [viewport, setViewport] = useState(guessed);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    let frame = 0;
    const tell = () => {
      frame = 0;
      setViewport({ top: element.scrollTop, left: element.scrollLeft, width: element.clientWidth, height: element.clientHeight });
    };
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(tell);
    };
    const watching = new ResizeObserver(later);
    watching.observe(element);
    element.addEventListener("scroll", later, { passive: true });
    tell();
    return () => {
      cancelAnimationFrame(frame);
      watching.disconnect();
      element.removeEventListener("scroll", later);
    };
  }, [scroller]);
  return viewport;
}
