/** The acts offered for some things: in the bar over the list, in a row's menu, on a thing's own page, by keys. */
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { Copy, Download, FileUp, FolderArchive, FolderInput, HelpCircle, Link as LinkIcon, Lock, Pencil, Printer, Share2, Star, Trash2 } from "lucide-react";
import { useWords } from "../kernel/words";
import { copyText } from "../ui/copyText";
import type { MenuAct } from "../ui/Menu";
import { showToast, showTrouble } from "../ui/toasts";
import { binItems } from "./acts";
import { contentOf, linkOf } from "./addresses";
import { openOverlay } from "./overlays";
import { keys } from "./queries";
import { saveAs } from "./saveAs";
import type { Detail, Item } from "./shapes";
import { starThings } from "./star/stars";
import { downloadAsZip, isTakeable } from "./takeout/zip";
import { askForOneFile } from "./upload/asking";
import { can } from "./wording";

interface Asked {
  readonly onRename?: (item: Item) => void;
  readonly onBinned?: () => void;
  /** In the list of starred things: what is taken off leaves it, and can be put back. */
  readonly isOfStarred?: boolean;
}

/** Only what all of these things allow is offered. */
export function useThingActs({ onRename, onBinned, isOfStarred = false }: Asked): (items: readonly Item[]) => readonly MenuAct[] {
  const t = useWords("drive");
  const out = useWords("takeout");
  const print = useWords("print");
  const star = useWords("star");
  const scan = useWords("scanning");
  const queries = useQueryClient();
  return (items) => {
    const [first] = items;
    if (first === undefined) return [];
    const isOne = items.length === 1;
    const isOneFile = isOne && first.kind === "file";
    const isStarred = items.every(({ starred }) => starred);
    const all = (ability: string) => items.every((item) => can(item, ability));
    const bin = async () => {
      if (await binItems(queries, items)) onBinned?.();
    };
    const offered: readonly (MenuAct & { readonly isOffered: boolean })[] = [
      {
        id: "share", label: t("acts.share"), icon: Share2, isOffered: all("thing.share"),
        onAction: () => openOverlay(isOne ? { kind: "share", id: first.id, name: first.name } : { kind: "share_several", items }),
      },
      {
        id: "why", label: t("acts.why"), icon: HelpCircle, isOffered: isOne && !all("thing.share") && all("thing.audience"),
        onAction: () => openOverlay({ kind: "why", id: first.id }),
      },
      { id: "link", label: t("acts.link"), icon: LinkIcon, isOffered: isOne, onAction: () => void copyLink(first, t("acts.link_copied")) },
      {
        id: "star", label: star(isStarred ? "take_off" : "add"), icon: Star, iconClassName: isStarred ? "fill-current" : undefined, keys: "S", isOffered: true,
        onAction: () => void starThings(queries, items, !isStarred, { isUndoable: isOfStarred }),
      },
      { id: "rename", label: t("acts.rename"), icon: Pencil, keys: "F2", isOffered: isOne && onRename !== undefined && all("thing.rename"), onAction: () => onRename?.(first) },
      { id: "move", label: t("acts.move"), icon: FolderInput, keys: "M", isOffered: all("thing.move"), onAction: () => openOverlay({ kind: "move", items }) },
      {
        id: "copy_to", label: out("copy.to"), icon: Copy, isOffered: items.every(isTakeable) && items.every(({ root }) => root === null),
        onAction: () => openOverlay({ kind: "copy", items }),
      },
      {
        id: "copy", label: out("copy.beside"), icon: Copy, isOffered: items.every(isTakeable) && mayAddBeside(queries, items),
        onAction: () => void copyBeside(queries, items, first.folder!),
      },
      {
        id: "print", label: print("act"), icon: Printer, isOffered: items.every(isTakeable),
        onAction: () => openOverlay({ kind: "print", items }),
      },
      {
        id: "download", label: t("acts.download"), icon: Download, isOffered: items.every(isTakeable),
        onAction: () => (isOneFile ? download(items) : void downloadAsZip(queries, items)),
      },
      {
        id: "download_old", label: out("zip.old_windows"), icon: FolderArchive, isOffered: !isOneFile && items.every(isTakeable),
        onAction: () => void downloadAsZip(queries, items, "cp932"),
      },
      {
        id: "replace", label: t("acts.replace"), icon: FileUp, isOffered: isOne && all("file.replace"),
        onAction: () => askForOneFile((file) => openOverlay({ kind: "replace", item: first, file })),
      },
      { id: "label", label: t("acts.label"), icon: Lock, isOffered: isOne && all("thing.label"), onAction: () => openOverlay({ kind: "label", item: first }) },
      {
        id: "discard", label: scan("discard.act"), icon: Trash2, keys: "Delete", isApart: true, isOffered: isOne && all("file.discard"),
        onAction: () => openOverlay({ kind: "discard", item: first, onDone: onBinned }),
      },
      { id: "bin", label: t("acts.bin"), icon: Trash2, keys: "Delete", isApart: true, isOffered: all("thing.delete"), onAction: () => void bin() },
    ];
    return offered.filter(({ isOffered }) => isOffered).map(({ isOffered: _, ...act }) => act);
  };
}

/** What copies is fetched when it is first wanted. */
async function copyBeside(queries: QueryClient, items: readonly Item[], folder: string): Promise<void> {
  try {
    const { copyThings } = await import("./bulk/copies");
    await copyThings(queries, items, folder);
  } catch (error) {
    showTrouble(error);
  }
}

/** All in one folder, of which this page knows that one may add to it. */
function mayAddBeside(queries: QueryClient, items: readonly Item[]): boolean {
  const folder = items[0]?.folder;
  if (!folder || items.some((item) => item.folder !== folder)) return false;
  return can(queries.getQueryData<Detail>(keys.detail(folder))?.item, "folder.add");
}

export async function copyLink(item: Pick<Item, "kind" | "id">, words: string): Promise<void> {
  if (await copyText(linkOf(item.kind, item.id))) showToast({ words, icon: LinkIcon });
}

/** One after another: browsers drop downloads that begin in the same moment. */
export function download(items: readonly Pick<Item, "id" | "name">[]): void {
  items.forEach((item, index) => {
    setTimeout(() => saveAs(contentOf(item.id, "attachment"), item.name), index * 400);
  });
}
