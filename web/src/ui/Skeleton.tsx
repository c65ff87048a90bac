/** Rows that are on their way: nothing for 100 ms, then gray bars the shape of rows, without any shimmer. */
import { useEffect, useState } from "react";
import { useWords } from "../kernel/words";

const QUIET_MILLISECONDS = 100;

export function useIsLate(milliseconds = QUIET_MILLISECONDS): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isLate;
}

const widths = ["w-3/5", "w-2/5", "w-1/2", "w-2/3"];

export function SkeletonRows({ count = 6, lines = 1 }: { readonly count?: number; readonly lines?: 1 | 2 }) {
  const t = useWords("ui");
  const isLate = useIsLate();
  return (
    <div role="status" aria-label={t("loading")} className={isLate ? "" : "invisible"}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={`edge-hair-b flex items-center gap-4 ${lines === 2 ? "min-h-row-two" : "min-h-row"}`}>
          <span className="size-5 shrink-0 rounded-chip bg-hair" />
          <span className={`h-3 rounded-full bg-hair ${widths[index % widths.length]}`} />
          <span className="ml-auto h-3 w-24 rounded-full bg-hair" />
        </div>
      ))}
    </div>
  );
}
