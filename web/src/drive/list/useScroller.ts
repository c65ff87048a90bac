/** What scrolls a list that lies in a page, and how far down it begins. */
import { useLayoutEffect, useRef, useState } from "react";

/** The page scrolls, not the list: where the list begins in it. */
export function useScroller(grid: { readonly current: HTMLElement | null }) {
  const scroller = useRef<HTMLElement | null>(null);
  const [startMargin, setStartMargin] = useState(0);
  useLayoutEffect(() => {
    scroller.current = document.getElementById("page");
    const measure = () => {
      const top = grid.current?.getBoundingClientRect().top ?? 0;
      const page = scroller.current;
      setStartMargin(page === null ? 0 : Math.max(0, Math.round(top - page.getBoundingClientRect().top + page.scrollTop)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    if (grid.current?.parentElement) observer.observe(grid.current.parentElement);
    return () => observer.disconnect();
  }, [grid]);
  return [startMargin, scroller] as const;
}
