/** A file that the server's readers took apart: which view draws it is told by what they found in its bytes. */
import { isProblem, wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { drawLater } from "../../ui/later";
import { SkeletonRows } from "../../ui/Skeleton";
import type { Archive } from "./ArchiveView";
import type { Mail } from "./MailView";
import type { WordPages } from "./pages/shapes";
import { useServed, type Sheets } from "./served";
import type { Deck } from "./slides/shapes";
import type { ViewerProps } from "./viewers";

const ArchiveView = drawLater(async () => (await import("./ArchiveView")).ArchiveView);
const MailView = drawLater(async () => (await import("./MailView")).MailView);
const PagesView = drawLater(async () => (await import("./pages/PagesView")).PagesView);
const SlidesView = drawLater(async () => (await import("./slides/SlidesView")).SlidesView);
const SheetsView = drawLater(async () => (await import("./sheets/SheetsView")).SheetsView);

export function ServedView({ source }: ViewerProps) {
  const t = useWords("previews");
  const { data, error } = useServed<Archive | Deck | Mail | Sheets | WordPages>(source);
  if (error !== null) {
    const reason = isProblem(error, "not_readable") ? String(error.params["reason"]) : undefined;
    return (
      <div className="flex min-h-full flex-col items-center justify-center px-6 py-12 text-center">
        <p className="font-bold">{reason === undefined ? wordProblem(error) : t("problems.not_readable")}</p>
        {reason !== undefined && <p className="pt-1">{t(`reasons.${reason}`)}</p>}
      </div>
    );
  }
  if (data === undefined) return <SkeletonRows count={8} />;
  switch (data.kind) {
    case "sheets":
      return <SheetsView source={source} book={data} />;
    case "pages":
      return <PagesView source={source} word={data} />;
    case "slides":
      return <SlidesView source={source} deck={data} />;
    case "mail":
      return <MailView source={source} mail={data} />;
    case "archive":
      return <ArchiveView source={source} archive={data} />;
  }
}
