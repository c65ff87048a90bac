/** While a file comes: nothing for 100 ms, then its outline, over a second a bar with what came of how much. */
import { useWords } from "../../kernel/words";
import { wordSize } from "../../ui/dates";
import { ProgressBar } from "../../ui/ProgressBar";
import { SkeletonRows, useIsLate } from "../../ui/Skeleton";

export function Waiting({ received, size }: { readonly received: number; readonly size: number }) {
  const t = useWords("viewers");
  const isLong = useIsLate(1000);
  return (
    <div className="mx-auto max-w-140 p-6">
      {isLong ? (
        <ProgressBar label={t("reading")} value={received} most={size} words={t("reading_bytes", { received: wordSize(received), size: wordSize(size) })} />
      ) : (
        <SkeletonRows count={6} />
      )}
    </div>
  );
}
