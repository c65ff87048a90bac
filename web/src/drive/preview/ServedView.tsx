/** A file that the server's readers took apart: which view draws it is told by what they found in its bytes. */
import { isProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { ErrorState } from "../../ui/ErrorState";
import { drawLater } from "../../ui/later";
import { SkeletonRows } from "../../ui/Skeleton";
import type { Archive } from "./ArchiveView";
import type { Mail } from "./MailView";
import type { WordPages } from "./pages/shapes";
import { PaperSwitch } from "./paper/PaperSwitch";
import { useServed, type Sheets } from "./served";
import type { Deck } from "./slides/shapes";
import type { ViewerProps } from "./viewers";

const ArchiveView = drawLater(async () => (await import("./ArchiveView")).ArchiveView);
const MailView = drawLater(async () => (await import("./MailView")).MailView);
const PagesView = drawLater(async () => (await import("./pages/PagesView")).PagesView);
const PaperView = drawLater(async () => (await import("./paper/PaperView")).PaperView);
const SlidesView = drawLater(async () => (await import("./slides/SlidesView")).SlidesView);
const SheetsView = drawLater(async () => (await import("./sheets/SheetsView")).SheetsView);

/** What LibreOffice alone reads, where the server has it. */
const RENDERED = /^application\/(rtf|msword|vnd\.(ms-(excel|powerpoint)$|oasis\.))/;

export function ServedView(props: ViewerProps) {
  const { mediaType, name } = props.source;
  return RENDERED.test(mediaType) || /\.(od[pst]|rtf)$/i.test(name) ? <PaperView {...props} /> : <ReadView source={props.source} />;
}

function ReadView({ source }: Pick<ViewerProps, "source">) {
  const t = useWords("previews");
  const { data, error, refetch } = useServed<Archive | Deck | Mail | Sheets | WordPages>(source);
  if (isProblem(error, "not_readable")) {
    return (
      <div className="flex min-h-full flex-col items-center justify-center px-6 py-12 text-center">
        <p className="font-bold">{t("problems.not_readable")}</p>
        <p className="pt-1">{t(`reasons.${String(error.params["reason"])}`)}</p>
      </div>
    );
  }
  if (error !== null) {
    return (
      <div className="p-6 max-desk:p-4">
        <ErrorState title={t("lost")} error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (data === undefined) return <SkeletonRows count={8} />;
  switch (data.kind) {
    case "sheets":
      return (
        <PaperSwitch source={source} sort="sheets">
          <SheetsView source={source} book={data} />
        </PaperSwitch>
      );
    case "pages":
      return (
        <PaperSwitch source={source} sort="others">
          <PagesView source={source} word={data} />
        </PaperSwitch>
      );
    case "slides":
      return (
        <PaperSwitch source={source} sort="others">
          <SlidesView source={source} deck={data} />
        </PaperSwitch>
      );
    case "mail":
      return <MailView source={source} mail={data} />;
    case "archive":
      return <ArchiveView source={source} archive={data} />;
  }
}
