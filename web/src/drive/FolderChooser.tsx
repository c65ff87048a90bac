/** One walks through the drives and the folders in them, to the one that something is to go into. */
import { useQuery } from "@tanstack/react-query";
import { ChevronRight, CornerLeftUp, HardDrive } from "lucide-react";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { Button } from "../ui/Button";
import { ErrorState } from "../ui/ErrorState";
import { Icon } from "../ui/Icon";
import { KindIcon } from "../ui/KindIcon";
import { SkeletonRows } from "../ui/Skeleton";
import { TailTruncate } from "../ui/TailTruncate";
import * as api from "./api";
import { useDetail, useRoots } from "./queries";
import type { Item } from "./shapes";
import { wordThing } from "./wording";

interface FolderChooserProps {
  /** Where one is; null is the list of all drives. */
  readonly at: string | null;
  readonly onGo: (id: string | null) => void;
  /** What cannot go into itself, and what stands beside it then. */
  readonly moved?: readonly Item[];
  readonly itself?: string;
}

export function FolderChooser({ at, onGo, moved = [], itself = "" }: FolderChooserProps) {
  const t = useWords("drive");
  const me = useMe().person.id;
  const { data: detail } = useDetail(at ?? undefined);
  return (
    <>
      <div className="flex items-center gap-2 pb-2">
        {at !== null && (
          <Button size="row" icon={CornerLeftUp} onPress={() => onGo(detail?.path.at(-1)?.id ?? null)}>
            {t("move.up")}
          </Button>
        )}
        <p aria-live="polite" className="min-w-0 truncate font-bold">
          {at === null || detail === undefined ? t("drive") : wordThing(t, detail.item, me)}
        </p>
      </div>
      <div className="edge-line h-72 overflow-y-auto rounded-card" tabIndex={-1}>
        {at === null ? <Drives onOpen={onGo} /> : <Folders key={at} id={at} moved={moved} itself={itself} onOpen={onGo} />}
      </div>
    </>
  );
}

const row = "edge-hair-b press flex min-h-11 w-full items-center gap-3 px-4 text-left -outline-offset-4 hover:bg-sub";

function Drives({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const t = useWords("drive");
  const { data: roots } = useRoots();
  if (roots === undefined) return <SkeletonRows count={5} />;
  return [...(roots.own === null ? [] : [roots.own]), ...roots.shared].map((root) => (
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
function Folders({ id, moved, itself, onOpen }: FoldersProps) {
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
