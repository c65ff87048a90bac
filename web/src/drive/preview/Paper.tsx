/** Where paper lies: a bar with its count and size, and room to scroll. What is not shown is said at the end of the bar. */
import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { useWords } from "../../kernel/words";
import { FrameTools, ZoomTools } from "./frameTools";
import type { NotShown } from "./served";
import type { Source } from "./source";
import { stepZoom } from "./spans";
import { Unshown } from "./Unshown";
import { useKeys } from "./useKeys";
import { useReadingFocus } from "./useReadingFocus";

const AROUND = 32;
const LEAST = 0.25;
const MOST = 3;

interface PaperProps {
  readonly source: Source;
  /** The width of the paper at 100 per cent. */
  readonly width: number;
  readonly count: ReactNode;
  readonly unshown: readonly NotShown[];
  readonly children: ReactNode;
}

export function Paper({ source, width, count, unshown, children }: PaperProps) {
  const t = useWords("viewers");
  const place = useRef<HTMLDivElement>(null);
  const [fit, setFit] = useState(1);
  const [chosen, setChosen] = useState<number | null>(null);
  useReadingFocus(place);
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(([entry]) => setFit(Math.min(1, (entry!.contentRect.width - AROUND / 4) / width)));
    watcher.observe(place.current!);
    return () => watcher.disconnect();
  }, [width]);
  const zoom = chosen ?? fit;
  const zoomBy = (by: 1 | -1) => setChosen(stepZoom(zoom, by, MOST, LEAST));
  const showFit = () => setChosen(null);
  useKeys({ "-": () => zoomBy(-1), "+": () => zoomBy(1), ";": () => zoomBy(1), "0": showFit });
  return (
    <section aria-label={source.name} className="flex h-full flex-col overflow-hidden bg-sub">
      <FrameTools>
        <span className="text-second whitespace-nowrap text-mute">{count}</span>
        <Unshown unshown={unshown} below />
        <ZoomTools
          percent={Math.round(zoom * 100)}
          isFit={chosen === null}
          fitWords={t("zoom.fit_width")}
          isLeast={zoom <= LEAST}
          isMost={zoom >= MOST}
          onSmaller={() => zoomBy(-1)}
          onLarger={() => zoomBy(1)}
          onFit={showFit}
        />
      </FrameTools>
      <div ref={place} tabIndex={0} role="region" aria-label={source.name} className="min-h-0 flex-1 overflow-auto overscroll-contain p-4 -outline-offset-4 max-desk:p-2">
        <div style={{ zoom }}>{children}</div>
      </div>
    </section>
  );
}
