/**
 * `/drive/files/…/edit`: the city's office editor with one file, in all of the window. It is the only page that may
 * frame another origin, and is always loaded anew for that. When the right or the sign-in ends, the frame goes at once.
 */
import { useEffect, type ReactNode } from "react";
import { useParams } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { usePreferences } from "../../kernel/preferences";
import { useWords } from "../../kernel/words";
import { useTopic } from "../../live/topics";
import { ThingTrouble } from "../../gate/ThingTrouble";
import { useMeQuery } from "../../sessions/me";
import { buttonLook } from "../../ui/buttonLook";
import { ErrorState } from "../../ui/ErrorState";
import { Icon } from "../../ui/Icon";
import { SkeletonRows } from "../../ui/Skeleton";
import { addressOf } from "../addresses";
import { isLost, useDetail } from "../queries";
import type { Item } from "../shapes";
import { can } from "../wording";
import { openEditor } from "./api";
import { EditorFrame } from "./EditorFrame";
import { useIsEditable } from "./useEditor";

export function EditorPage() {
  const t = useWords("wopi");
  const shell = useWords("shell");
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: me } = useMeQuery();
  const { data: detail, error, refetch } = useDetail(id);
  const readAgain = () => void refetch();
  useTopic(me ? `file:${id}` : null, readAgain, { onMissed: readAgain, onGone: readAgain });
  useLoadedHere();
  const page = addressOf("file", id);
  const isGone = error !== null && isLost(error);
  const name = detail?.item.name ?? "";
  let body: ReactNode;
  if (me === null) body = <Notice title={t("ended")} text={t("ended_text")} to={page} act={t("sign_in")} />;
  else if (detail === undefined) body = error === null ? <SkeletonRows count={4} /> : <ThingTrouble error={error} onRetry={readAgain} />;
  else if (isGone || !can(detail.item, "file.edit")) body = <Notice title={t("lost")} text={t("lost_text")} to={isGone ? "/drive" : page} act={t(isGone ? "to_drive" : "back")} />;
  else body = <Opened item={detail.item} />;
  return (
    <div className="flex h-dvh flex-col bg-page text-ink">
      <title>{shell("title", { page: name === "" ? t("act") : t("title", { name }) })}</title>
      <header className="edge-line-b flex min-h-12 shrink-0 items-center gap-2 px-2">
        {/* No Link: the page beyond is loaded anew, without leave to frame anything. */}
        <a href={page} aria-label={t("back")} title={t("back")} className={`${buttonLook("quiet")} px-3`}>
          <Icon of={ArrowLeft} />
        </a>
        <h1 className="min-w-0 flex-1 truncate text-section">{name === "" ? t("act") : name}</h1>
      </header>
      <main className="flex min-h-0 flex-1 flex-col">{body}</main>
    </div>
  );
}

function Opened({ item }: { readonly item: Item }) {
  const t = useWords("wopi");
  const { language } = usePreferences();
  const page = addressOf("file", item.id);
  const isEditable = useIsEditable(item);
  const { data, error, refetch, dataUpdatedAt } = useQuery({
    queryKey: ["drive", "editor", item.id],
    queryFn: () => openEditor(item.id, language),
    enabled: isEditable === true,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (isEditable === false) return <Notice title={t("none")} text={t("none_text")} to={page} act={t("back")} />;
  if (error !== null) {
    const back = (
      <a href={page} className={buttonLook("plain")}>
        {t("back")}
      </a>
    );
    return (
      <div className="mx-auto w-full max-w-160 p-4">
        <ErrorState title={t("trouble")} error={error} onRetry={() => void refetch()} actions={back} />
      </div>
    );
  }
  if (data === undefined) return <SkeletonRows count={4} />;
  return <EditorFrame key={dataUpdatedAt} name={item.name} opening={data} onClose={() => location.assign(page)} onReopen={() => void refetch()} />;
}

interface NoticeProps {
  readonly title: string;
  readonly text: string;
  readonly to: string;
  readonly act: string;
}

function Notice({ title, text, to, act }: NoticeProps) {
  return (
    <div role="alert" className="mx-auto w-full max-w-160 p-4">
      <h2 className="text-title">{title}</h2>
      <p className="mt-2 mb-4">{text}</p>
      <a href={to} className={buttonLook("outlined")}>
        {act}
      </a>
    </div>
  );
}

/** The policy of a page is that of the address it was loaded from: reached from within the app it is loaded once more. */
function useLoadedHere(): void {
  useEffect(() => {
    const [loaded] = performance.getEntriesByType("navigation");
    if (loaded !== undefined && new URL(loaded.name).pathname !== location.pathname) location.reload();
  }, []);
}
