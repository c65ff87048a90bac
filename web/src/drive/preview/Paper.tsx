/** Where paper lies: a bar with its count and size, and room to scroll. What is not shown is said at the end of the bar. */
import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { Minus, Plus } from "lucide-react";
import { useWords } from "../../kernel/words";
import { FrameTools, Tool } from "./frameTools";
import type { NotShown } from "./served";
import type { Source } from "./source";
import { Unshown } from "./Unshown";

const STEP = 1.2;
const AROUND = 32;

interface PaperProps {
  readonly source: Source;
  /** The width of the paper at 100 per cent. */
  readonly width: number;
  readonly count: ReactNode;
  readonly unshown: readonly NotShown[];
  readonly children: ReactNode;
}

export function Paper({ source, width, count, unshown, children }: PaperProps) {
  const t = useWords("previews");
  const place = useRef<HTMLDivElement>(null);
  const [fit, setFit] = useState(1);
  const [by, setBy] = useState(1);
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(([entry]) => setFit(Math.min(1, (entry!.contentRect.width - AROUND / 4) / width)));
    watcher.observe(place.current!);
    return () => watcher.disconnect();
  }, [width]);
  const zoom = fit * by;
  return (
    <section aria-label={source.name} className="flex h-full flex-col overflow-hidden bg-sub">
      <FrameTools>
        <span className="text-second whitespace-nowrap text-mute">{count}</span>
        <Unshown unshown={unshown} below />
        <div role="group" aria-label={t("sheets.zoom")} className="flex items-center">
          <Tool icon={Minus} words={t("sheets.smaller")} isDisabled={zoom < 0.3} onPress={() => setBy(by / STEP)} />
          <output className="w-13 text-center text-second max-desk:sr-only">{Math.round(zoom * 100)}%</output>
          <Tool icon={Plus} words={t("sheets.larger")} isDisabled={zoom > 2.5} onPress={() => setBy(by * STEP)} />
        </div>
      </FrameTools>
      <div ref={place} tabIndex={0} role="region" aria-label={source.name} className="min-h-0 flex-1 overflow-auto overscroll-contain p-4 -outline-offset-4 max-desk:p-2">
        <div style={{ zoom }}>{children}</div>
      </div>
    </section>
  );
}
