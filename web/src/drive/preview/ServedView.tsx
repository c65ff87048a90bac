/** A file that the server's readers took apart: which view draws it is told by what they found in its bytes. */
import { isProblem, wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { drawLater } from "../../ui/later";
import { SkeletonRows } from "../../ui/Skeleton";
import { useServed, type Sheets } from "./served";
import type { ViewerProps } from "./viewers";

const SheetsView = drawLater(async () => (await import("./sheets/SheetsView")).SheetsView);

export function ServedView({ source }: ViewerProps) {
  const t = useWords("previews");
  const { data, error } = useServed<Sheets>(source);
  if (error !== null) {
    const reason = isProblem(error, "not_readable") ? String(error.params["reason"]) : undefined;
    return (
      <div className="edge-line rounded-card bg-sub px-6 py-12 text-center">
        <p className="font-bold">{reason === undefined ? wordProblem(error) : t("problems.not_readable")}</p>
        {reason !== undefined && <p className="pt-1">{t(`reasons.${reason}`)}</p>}
      </div>
    );
  }
  if (data === undefined) return <SkeletonRows count={8} />;
  return <SheetsView source={source} book={data} />;
}
