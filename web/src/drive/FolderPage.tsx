/** A folder: its header, what lies in it, and everything one does there. It lives: what colleagues do appears by itself. */
import { useState } from "react";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { ChartPie, Ellipsis, FolderPlus, FolderUp, Inbox, ListChecks, Upload } from "lucide-react";
import { ThingTrouble } from "../gate/ThingTrouble";
import { useDeclareHere } from "../kernel/here";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { Button } from "../ui/Button";
import { DropHint } from "../ui/DropHint";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Menu } from "../ui/Menu";
import { drawLater } from "../ui/later";
import { SkeletonRows } from "../ui/Skeleton";
import { useFileDrop } from "../ui/useFileDrop";
import { AboutFolder } from "./about/AboutFolder";
import { moveItems, renameThing } from "./acts";
import { useHasTasks } from "./bulk/tasks";
import { ItemList } from "./list/ItemList";
import type { Sort } from "./list/order";
import { useItems } from "./list/useItems";
import { useLiveFolder } from "./list/useLiveFolder";
import { openOverlay } from "./overlays";
import { Presence } from "./Presence";
import { isLost, useDetail } from "./queries";
import { OpenToSenders } from "./receive/OpenToSenders";
import { rememberSort, useSort } from "./sorting";
import type { Detail, Item } from "./shapes";
import { ThingHeader } from "./ThingHeader";
import { useThingActs } from "./thingActs";
import { askForFiles, askForFolder } from "./upload/asking";
import { takeDrop } from "./upload/trees";
import { useHasUploadPanel } from "./upload/useHasUploadPanel";
import { addressOfUsage } from "./usage/api";
import { LittleRoom } from "./usage/LittleRoom";
import { can, wordThing } from "./wording";

/** Of a folder's acts those that make sense while one is in it. */
const offeredHere = new Set(["link", "star", "copy_to", "download", "download_old"]);

const OldPlace = drawLater<{ readonly id: string }>(async () => (await import("./OldPlace")).OldPlace);
const AccessRequests = drawLater<{ readonly id: string }>(async () => (await import("./AccessRequests")).AccessRequests);

export function FolderPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  return <Folder key={id} id={id} />;
}

export function Folder({ id }: { readonly id: string }) {
  const { data: detail, error, refetch } = useDetail(id);
  if (error !== null && (detail === undefined || isLost(error))) {
    return <ThingTrouble error={error} onRetry={() => void refetch()} />;
  }
  return (
    <div className="min-h-full px-8 pt-5 pb-6 max-desk:px-4 max-desk:pt-3">
      {detail === undefined ? <SkeletonRows count={8} /> : <Content detail={detail} />}
    </div>
  );
}

function Content({ detail }: { readonly detail: Detail }) {
  const t = useWords("drive");
  const links = useWords("links");
  const usage = useWords("usage");
  const navigate = useNavigate();
  const me = useMe().person.id;
  const queries = useQueryClient();
  const { item } = detail;
  const name = wordThing(t, item, me);
  const sort = useSort();
  const list = useItems(item.id, sort);
  const [naming, setNaming] = useState<string | null>(null);
  const [isHovered, setHovered] = useState(false);
  const live = useLiveFolder(item.id, isHovered || naming !== null);
  const actsOf = useThingActs({ onRename: (each) => setNaming(each.id) });
  const isAddable = can(item, "folder.add");
  const hasUploadPanel = useHasUploadPanel();
  const hasPanel = useHasTasks() || hasUploadPanel;
  useDeclareHere(isAddable ? { kind: "folder", id: item.id, name } : null);
  const { isOver, hands } = useFileDrop(isAddable, (transfer) => void takeDrop(item.id, transfer));

  const rename = async (each: Item, wanted: string | null) => {
    if (wanted !== null) await renameThing(queries, each, wanted);
    setNaming(null);
  };
  return (
    <div {...hands} className={`relative min-h-[calc(100dvh-10rem)] ${hasPanel ? "pb-80" : ""}`}>
      <ThingHeader
        detail={detail}
        here={<Presence topic={`folder:${item.id}`} />}
        actions={
          <>
            <Menu
              name={t("list.menu", { name })}
              placement="bottom end"
              acts={[
                ...actsOf([item]).filter(({ id }) => offeredHere.has(id)),
                ...(can(item, "usage.read") ? [{ id: "usage", label: usage("act"), icon: ChartPie, onAction: () => void navigate({ to: addressOfUsage(item.id) }) }] : []),
              ]}
              trigger={(props) => (
                <Button {...props} icon={Ellipsis}>
                  <span className="max-desk:sr-only">{t("file.more")}</span>
                </Button>
              )}
            />
            {can(item, "folder.receive") && (
              <Button icon={Inbox} className="max-desk:flex-1" onPress={() => openOverlay({ kind: "receive", id: item.id, name })}>
                {links("receive.act")}
              </Button>
            )}
            {isAddable && (
              <Button icon={Upload} className="max-desk:flex-1" onPress={() => askForFiles(item.id)}>
                {t("create.upload")}
              </Button>
            )}
          </>
        }
      />
      <LittleRoom detail={detail} />
      <AboutFolder detail={detail} />
      {can(item, "thing.share") && <AccessRequests id={item.id} />}
      {can(item, "folder.receive") && <OpenToSenders id={item.id} name={name} />}
      <OldPlace id={item.id} />
      {list.error !== null && <ErrorState title={t("list.trouble")} error={list.error} onRetry={list.again} />}
      {list.isLoading && <SkeletonRows count={8} />}
      {!list.isLoading && list.error === null && (
        list.total === 0 ? (
          <Empty id={item.id} isAddable={isAddable} />
        ) : (
          <ItemList
            name={name}
            list={list}
            columns="folder"
            actsOf={actsOf}
            naming={naming}
            onName={rename}
            fresh={live.fresh}
            sort={sort}
            onSort={rememberSort}
            onHover={setHovered}
            onDropItems={(items, folder) => void moveItems(queries, items, folder.id, folder.name)}
            onDropFiles={(transfer, folder) => void takeDrop(folder.id, transfer)}
            onDropVersion={(file, each) => openOverlay({ kind: "replace", item: each, file, folder: isAddable ? item.id : undefined })}
            resting={(choosing) => <Resting count={list.total} sort={sort} folder={isAddable ? item.id : null} held={live.held} onShow={live.show} {...choosing} />}
          />
        )
      )}
      {isOver && <DropHint words={t("drop", { name })} />}
    </div>
  );
}

function Empty({ id, isAddable }: { readonly id: string; readonly isAddable: boolean }) {
  const t = useWords("drive");
  if (!isAddable) return <EmptyState title={t("empty.title")} />;
  return (
    <EmptyState
      title={t("empty.title")}
      hint={t("empty.hint")}
      actions={
        <>
          <Button look="outlined" icon={Upload} onPress={() => askForFiles(id)}>
            {t("create.upload")}
          </Button>
          <Button icon={FolderUp} className="max-desk:hidden" onPress={() => askForFolder(id)}>
            {t("create.upload_folder")}
          </Button>
          <Button icon={FolderPlus} onPress={() => openOverlay({ kind: "new_folder", folder: id })}>
            {t("create.new_folder")}
          </Button>
        </>
      }
    />
  );
}

interface RestingProps {
  readonly count: number;
  readonly sort: Sort;
  readonly folder: string | null;
  readonly held: number;
  readonly onShow: () => void;
  readonly isChoosing: boolean;
  readonly onChoose: () => void;
}

/** What stands over the list while nothing is ticked. */
function Resting({ count, sort, folder, held, onShow, isChoosing, onChoose }: RestingProps) {
  const t = useWords("drive");
  const other: Sort = sort === "name" ? "modified" : "name";
  return (
    <>
      <span className="text-second text-mute">{t("list.count", { count })}</span>
      {held > 0 && (
        <Button size="row" look="outlined" onPress={onShow}>
          {t("list.held", { count: held })}
        </Button>
      )}
      <div className="ml-auto flex items-center gap-1">
        <Button look="quiet" size="row" className="desk:hidden" onPress={() => rememberSort(other)}>
          {t(`list.sorted_${sort}`)}
        </Button>
        <Button look="quiet" size="row" icon={ListChecks} className="desk:hidden" aria-pressed={isChoosing} onPress={onChoose}>
          {t(isChoosing ? "list.choose_end" : "list.choose")}
        </Button>
        {folder !== null && (
          <Button look="quiet" icon={FolderUp} className="max-desk:hidden" onPress={() => askForFolder(folder)}>
            {t("create.upload_folder")}
          </Button>
        )}
        {folder !== null && (
          <Button look="quiet" icon={FolderPlus} className="max-desk:hidden" onPress={() => openOverlay({ kind: "new_folder", folder })}>
            {t("create.new_folder")}
          </Button>
        )}
      </div>
    </>
  );
}
