/** A file by itself: shown here where no browser can be harmed by it, otherwise its facts and the way to save it. */
import { useState } from "react";
import { useParams, useNavigate } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { Download, Ellipsis, Replace } from "lucide-react";
import { ThingTrouble } from "../gate/ThingTrouble";
import { wordProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { useTopic } from "../live/topics";
import { Button } from "../ui/Button";
import { wordSize } from "../ui/dates";
import { KindIcon } from "../ui/KindIcon";
import { Menu } from "../ui/Menu";
import { SkeletonRows } from "../ui/Skeleton";
import { Time } from "../ui/Time";
import { showToast } from "../ui/toasts";
import { AccessRequests } from "./AccessRequests";
import { renameThing } from "./acts";
import { addressOf } from "./addresses";
import * as api from "./api";
import { NameField } from "./list/NameField";
import { OldPlace } from "./OldPlace";
import { openOverlay } from "./overlays";
import { Presence } from "./Presence";
import { Neighbours } from "./preview/Neighbours";
import { isLost, keys, useDetail } from "./queries";
import { ReceivedFact } from "./receive/ReceivedMark";
import type { Detail, Item } from "./shapes";
import { ThingHeader } from "./ThingHeader";
import { download, useThingActs } from "./thingActs";
import { isDocumentFile } from "./upload/uploads";
import { downloadVersion } from "./versions/acts";
import { FileBody } from "./versions/FileBody";
import { HeaderActs, VersionsLink } from "./versions/HeaderActs";
import type { Version } from "./versions/shapes";
import { useShown } from "./versions/useShown";
import { can, isClosed, useNameOf } from "./wording";

export function FilePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: detail, error, refetch } = useDetail(id);
  if (error !== null && (detail === undefined || isLost(error))) {
    return <ThingTrouble error={error} onRetry={() => void refetch()} />;
  }
  return (
    <div className="flex h-full flex-col pt-5 max-desk:pt-3">{detail === undefined ? <SkeletonRows count={4} /> : <Content key={id} detail={detail} />}</div>
  );
}

function Content({ detail }: { readonly detail: Detail }) {
  const t = useWords("drive");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { item } = detail;
  const shown = useShown(item);
  const [isNaming, setNaming] = useState(false);
  const readAgain = () => void queries.invalidateQueries({ queryKey: keys.detail(item.id) });
  useTopic(`file:${item.id}`, readAgain, { onMissed: readAgain, onGone: () => void queries.resetQueries({ queryKey: keys.detail(item.id) }) });
  const folder = detail.path.at(-1);
  const leave = () => void navigate({ to: folder === undefined ? "/drive" : addressOf("folder", folder.id) });
  const actsOf = useThingActs({ onRename: () => setNaming(true), onBinned: leave });
  const acts = actsOf([item]).filter((act) => act.id !== "share" && act.id !== "download" && act.id !== "why");
  return (
    <>
      <div className="shrink-0 px-8 max-desk:px-4">
        <ThingHeader
          detail={detail}
          here={<Presence topic={`file:${item.id}`} />}
          actions={
            <>
              <Menu
                name={t("list.menu", { name: item.name })}
                placement="bottom end"
                acts={acts}
                trigger={(props) => (
                  <Button {...props} icon={Ellipsis}>
                    <span className="max-desk:sr-only">{t("file.more")}</span>
                  </Button>
                )}
              />
              {can(item, "file.download") && (
                <Button icon={Download} className="max-desk:flex-1" onPress={() => (shown.number === null ? download([item]) : downloadVersion(item, shown.number))}>
                  {t("acts.download")}
                </Button>
              )}
              <HeaderActs item={item} />
            </>
          }
        />
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
        <Facts item={item} version={shown.version} />
        <OldPlace id={item.id} />
        {isDocumentFile(item.name) && <AsDocument item={item} />}
      </div>
      <FileBody item={item} shown={shown} around={folder && <Neighbours id={item.id} folder={folder.id} />} />
    </>
  );
}

/** Of the version that is shown: an older one has its own size, day and author. */
function Facts({ item, version }: { readonly item: Item; readonly version: Version | undefined }) {
  const t = useWords("drive");
  const by = version === undefined ? item.modified_by : version.made_by;
  const size = version?.size_bytes ?? item.size_bytes;
  const nameOf = useNameOf([by]);
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 pb-3 text-second text-mute">
      <span className="inline-flex items-center gap-2">
        <KindIcon kind={item.kind} mediaType={item.media_type ?? undefined} size={16} />
        {size !== null && wordSize(size)}
      </span>
      <span>
        {t("file.modified")} <Time at={version?.made_at ?? item.modified_at} /> {nameOf(by)}
      </span>
      <ReceivedFact item={item} />
      <VersionsLink item={item} />
      <span className={isClosed(item.label) ? "text-ink" : ""}>
        {t("list.label")}{" "}
        {can(item, "thing.label") ? (
          <button type="button" aria-haspopup="dialog" className="link-text min-h-6" onClick={() => openOverlay({ kind: "label", item })}>
            {t(`labels.${item.label}`)}
          </button>
        ) : (
          t(`labels.${item.label}`)
        )}
      </span>
    </p>
  );
}

/** A Word or Markdown file that came as a file can still become a document beside it. */
function AsDocument({ item }: { readonly item: Item }) {
  const t = useWords("drive");
  const navigate = useNavigate();
  const [isPending, setPending] = useState(false);
  const convert = async () => {
    setPending(true);
    try {
      const { id } = await api.makeDocument(item.id);
      void navigate({ to: addressOf("document", id) });
    } catch (error) {
      showToast({ words: wordProblem(error), look: "trouble" });
      setPending(false);
    }
  };
  return (
    <div className="edge-line mb-4 flex flex-wrap items-center gap-3 rounded-field bg-sub px-4 py-3">
      <p className="min-w-0 flex-1 basis-60">{t("file.as_document_text")}</p>
      <Button icon={Replace} isPending={isPending} onPress={() => void convert()}>
        {t("file.as_document")}
      </Button>
    </div>
  );
}
