/** A file by itself: shown here where no browser can be harmed by it, otherwise its facts and the way to save it. */
import { useState } from "react";
import { useParams, useNavigate } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { ThingTrouble } from "../gate/ThingTrouble";
import { useWords } from "../kernel/words";
import { useTopic } from "../live/topics";
import { wordSize } from "../ui/dates";
import { KindIcon } from "../ui/KindIcon";
import { drawLater } from "../ui/later";
import { SkeletonRows } from "../ui/Skeleton";
import { Time } from "../ui/Time";
import { renameThing } from "./acts";
import { addressOf } from "./addresses";
import { CommentsLink } from "./comments/CommentsLink";
import { AsDocument, FileHeader } from "./FileHeader";
import type { HeldBodyProps } from "./held/HeldBody";
import type { NameFieldProps } from "./list/NameField";
import { OpeningsNote } from "./openings/Openings";
import { openOverlay } from "./overlays";
import { Neighbours } from "./preview/Neighbours";
import { isLost, keys, useDetail } from "./queries";
import { ReceivedFact } from "./receive/ReceivedMark";
import type { Detail } from "./shapes";
import { isDocumentFile } from "./upload/uploads";
import { FileBody } from "./versions/FileBody";
import { VersionsLink } from "./versions/HeaderActs";
import type { Version } from "./versions/shapes";
import { useShown } from "./versions/useShown";
import { can, isClosed, useNameOf } from "./wording";

const OldPlace = drawLater<{ readonly id: string }>(async () => (await import("./OldPlace")).OldPlace);
const NameField = drawLater<NameFieldProps>(async () => (await import("./list/NameField")).NameField);
const HeldBody = drawLater<HeldBodyProps>(async () => (await import("./held/HeldBody")).HeldBody);
const AccessRequests = drawLater<{ readonly id: string }>(async () => (await import("./AccessRequests")).AccessRequests);

export function FilePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: detail, error, refetch } = useDetail(id);
  if (error !== null && (detail === undefined || isLost(error))) {
    return <ThingTrouble error={error} onRetry={() => void refetch()} />;
  }
  return (
    <div className="flex h-full flex-col pt-5 max-desk:pt-1">{detail === undefined ? <SkeletonRows count={4} /> : <Content key={id} detail={detail} />}</div>
  );
}

function Content({ detail }: { readonly detail: Detail }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { item } = detail;
  const shown = useShown(item);
  const [isNaming, setNaming] = useState(false);
  const readAgain = () => void queries.invalidateQueries({ queryKey: keys.detail(item.id) });
  useTopic(`file:${item.id}`, readAgain, { onMissed: readAgain, onGone: () => void queries.resetQueries({ queryKey: keys.detail(item.id) }) });
  const folder = detail.path.at(-1);
  const leave = () => void navigate({ to: folder === undefined ? "/drive" : addressOf("folder", folder.id) });
  return (
    <>
      <div className="shrink-0 px-8 max-desk:px-4">
        <FileHeader detail={detail} shown={shown} onRename={() => setNaming(true)} onBinned={leave} />
        {isNaming && (
          <div className="flex max-w-140 py-2">
            <NameField
              name={item.name}
              isFolder={false}
              onName={async (name) => {
                if (name !== null) await renameThing(queries, item, name);
                setNaming(false);
              }}
            />
          </div>
        )}
        {can(item, "thing.share") && <AccessRequests id={item.id} />}
        <Facts detail={detail} version={shown.version} />
        <OldPlace id={item.id} />
        {isDocumentFile(item.name) && item.held === null && <AsDocument item={item} />}
      </div>
      {item.held === null ? (
        <FileBody item={item} shown={shown} around={folder && <Neighbours id={item.id} folder={folder.id} />} />
      ) : (
        <HeldBody item={item} held={item.held} onDiscarded={leave} />
      )}
    </>
  );
}

/** Of the version that is shown: an older one has its own size, day and author. */
function Facts({ detail, version }: { readonly detail: Detail; readonly version: Version | undefined }) {
  const { item } = detail;
  const t = useWords("drive");
  const by = version === undefined ? item.modified_by : version.made_by;
  const size = version?.size_bytes ?? item.size_bytes;
  const nameOf = useNameOf([by]);
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 pb-3 text-second text-mute max-desk:gap-x-3 max-desk:gap-y-0 max-desk:pb-2">
      <span className="inline-flex items-center gap-2">
        <span className="flex max-desk:hidden">
          <KindIcon kind={item.kind} mediaType={item.media_type ?? undefined} size={16} />
        </span>
        {size !== null && wordSize(size)}
      </span>
      <span>
        {t("file.modified")} <Time at={version?.made_at ?? item.modified_at} /> {nameOf(by)}
      </span>
      <ReceivedFact item={item} />
      <VersionsLink item={item} />
      <CommentsLink item={item} />
      {/* On a phone only where it says more than usual; it is changed behind その他. */}
      <span className={isClosed(item.label) ? "text-ink" : "max-desk:hidden"}>
        {t("list.label")}{" "}
        {can(item, "thing.label") ? (
          <button type="button" aria-haspopup="dialog" className="link-text min-h-6" onClick={() => openOverlay({ kind: "label", item })}>
            {t(`labels.${item.label}`)}
          </button>
        ) : (
          t(`labels.${item.label}`)
        )}
      </span>
      <OpeningsNote detail={detail} />
    </p>
  );
}
