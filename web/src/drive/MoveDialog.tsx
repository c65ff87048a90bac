/** Where to move or copy: one walks through the folders one may add to. Never into itself, and told when nothing would change. */
import { useState } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronRight, CornerLeftUp, HardDrive } from "lucide-react";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { ErrorState } from "../ui/ErrorState";
import { Icon } from "../ui/Icon";
import { KindIcon } from "../ui/KindIcon";
import { SkeletonRows } from "../ui/Skeleton";
import { TailTruncate } from "../ui/TailTruncate";
import { moveItems } from "./acts";
import * as api from "./api";
import { copyThings } from "./bulk/copies";
import { useDetail, useRoots } from "./queries";
import type { Item } from "./shapes";
import { can, wordThing } from "./wording";

interface MoveDialogProps {
  readonly act: "move" | "copy";
  readonly items: readonly Item[];
  readonly onClose: () => void;
}

export function MoveDialog({ act, items, onClose }: MoveDialogProps) {
  const t = useWords("drive");
  const copy = useWords("takeout");
  const isCopy = act === "copy";
  const ui = useWords("ui");
  const me = useMe().person.id;
  const queries = useQueryClient();
  // Begins where they lie; null is the list of all drives.
  const [at, setAt] = useState<string | null>(items[0]?.folder ?? null);
  const { data: detail } = useDetail(at ?? undefined);
  const here = at === null ? undefined : detail?.item;
  const name = here === undefined ? t("drive") : wordThing(t, here, me);
  const isSame = !isCopy && items.every((item) => item.folder === at);
  const mayAdd = can(here, "folder.add");
  const why = at === null ? (isCopy ? copy("copy.choose") : t("move.choose")) : isSame ? t("move.same") : mayAdd ? undefined : t("move.may_not");
  const take = () => {
    onClose();
    if (at !== null) void (isCopy ? copyThings(queries, items, at) : moveItems(queries, items, at, name));
  };
  const what = items.length === 1 ? t("quoted", { name: items[0]!.name }) : t("list.count", { count: items.length });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="narrow"
      title={isCopy ? copy("copy.title", { what }) : t("move.title", { what })}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {ui("cancel")}
          </Button>
          <Button look="solid" size="large" isDisabled={why !== undefined} why={why} onPress={take}>
            {isCopy ? copy("copy.here", { name }) : t("move.here", { name })}
          </Button>
        </>
      }
    >
      <div className="flex items-center gap-2 pb-2">
        {at !== null && (
          <Button size="row" icon={CornerLeftUp} onPress={() => setAt(detail?.path.at(-1)?.id ?? null)}>
            {t("move.up")}
          </Button>
        )}
        <p aria-live="polite" className="min-w-0 truncate font-bold">
          {name}
        </p>
      </div>
      <div className="edge-line h-72 overflow-y-auto rounded-card" tabIndex={-1}>
        {at === null ? <Drives onOpen={setAt} /> : <Folders key={at} id={at} moved={items} itself={isCopy ? copy("copy.itself") : t("move.itself")} onOpen={setAt} />}
      </div>
      <p aria-live="polite" className="min-h-5 pt-2 text-second text-mute">
        {why}
      </p>
    </Dialog>
  );
}

const row = "edge-hair-b press flex min-h-11 w-full items-center gap-3 px-4 text-left -outline-offset-4 hover:bg-sub";

export function Drives({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const t = useWords("drive");
  const { data: roots } = useRoots();
  if (roots === undefined) return <SkeletonRows count={5} />;
  return [roots.own, ...roots.shared].map((root) => (
    <button key={root.id} type="button" className={row} onClick={() => onOpen(root.id)}>
      <Icon of={HardDrive} className="text-mute" />
      <span className="min-w-0 flex-1 truncate">{root.root === "own" ? t("own") : root.name}</span>
      <Icon of={ChevronRight} size={16} className="text-mute" />
    </button>
  ));
}

interface FoldersProps {
  readonly id: string;
  readonly moved: readonly Item[];
  /** What stands beside those. */
  readonly itself: string;
  readonly onOpen: (id: string) => void;
}

/** Folders come first in the list, so the first page is nearly always all of them. */
export function Folders({ id, moved, itself, onOpen }: FoldersProps) {
  const t = useWords("drive");
  const { data, error, refetch } = useQuery({
    queryKey: ["drive", "folders", id],
    queryFn: ({ signal }) => api.fetchItems(id, { sort: "name", after: null, limit: 500, signal }),
    staleTime: 0,
  });
  if (error !== null) return <ErrorState title={t("list.trouble")} error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonRows count={5} />;
  const isMoved = (item: Item) => moved.some((each) => each.id === item.id);
  const folders = data.items.filter((item) => item.kind === "folder");
  if (folders.length === 0) return <p className="px-4 py-3 text-mute">{t("move.no_folders")}</p>;
  return folders.map((folder) => (
    <button
      key={folder.id}
      type="button"
      className={`${row} disabled:text-mute`}
      disabled={isMoved(folder)}
      onClick={() => onOpen(folder.id)}
    >
      <KindIcon kind="folder" />
      <TailTruncate name={folder.name} className="flex-1" />
      {isMoved(folder) ? <span className="text-second">{itself}</span> : <Icon of={ChevronRight} size={16} className="text-mute" />}
    </button>
  ));
}
