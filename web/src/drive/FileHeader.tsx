/** Above a file: its name, who can see it, and what one does with it; on a phone the one act most wanted, the rest behind その他. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Download, Ellipsis, FilePenLine, Replace, SquareArrowOutUpRight } from "lucide-react";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { Menu, type MenuAct, type MenuProps } from "../ui/Menu";
import { showTrouble } from "../ui/toasts";
import { addressOf } from "./addresses";
import * as api from "./api";
import { CommentsButton } from "./comments/CommentsLink";
import { goToEditor, useIsEditable } from "./editor/useEditor";
import { showReturnPlace } from "./filePanel";
import { Presence } from "./Presence";
import type { Detail, Item } from "./shapes";
import { ThingHeader } from "./ThingHeader";
import { download, useThingActs } from "./thingActs";
import { isDocumentFile } from "./upload/uploads";
import { downloadVersion, editInApp } from "./versions/acts";
import { HeaderActs } from "./versions/HeaderActs";
import type { Shown } from "./versions/useShown";
import { can } from "./wording";

interface FileHeaderProps {
  readonly detail: Detail;
  readonly shown: Shown;
  readonly onRename: () => void;
  readonly onBinned: () => void;
}

export function FileHeader({ detail, shown, onRename, onBinned }: FileHeaderProps) {
  const t = useWords("drive");
  const { item } = detail;
  const actsOf = useThingActs({ onRename, onBinned });
  const queries = useQueryClient();
  const versions = useWords("versions");
  const isEditable = useIsEditable(item) === true;
  const plain = actsOf([item]).filter((act) => act.id !== "share" && act.id !== "download" && act.id !== "why");
  const inApp: MenuAct = { id: "edit_in_app", label: versions("edit.act"), icon: SquareArrowOutUpRight, onAction: () => void editInApp(queries, item).then(showReturnPlace) };
  // Where the page edits, the other way stands behind その他.
  const acts = isEditable ? [inApp, ...plain] : plain;
  const { convert } = useAsDocument(item);
  const mayDownload = can(item, "file.download");
  const mayShare = can(item, "thing.share");
  const save = () => (shown.number === null ? download([item]) : downloadVersion(item, shown.number));
  const onlyOnPhone: readonly (MenuAct & { readonly isOffered: boolean })[] = [
    { id: "edit_here", label: versions("edit.here"), icon: FilePenLine, isOffered: isEditable, onAction: () => goToEditor(item.id) },
    { id: "download", label: t("acts.download"), icon: Download, isOffered: mayDownload && mayShare, onAction: save },
    { id: "as_document", label: t("file.as_document"), icon: Replace, isOffered: isDocumentFile(item.name) && mayDownload, onAction: () => void convert() },
  ];
  const phoneActs = [...onlyOnPhone.filter(({ isOffered }) => isOffered).map(({ isOffered: _, ...act }) => act), ...acts];
  const menu: Pick<MenuProps, "name" | "placement"> = { name: t("list.menu", { name: item.name }), placement: "bottom end" };
  return (
    <ThingHeader
      detail={detail}
      here={<Presence topic={`file:${item.id}`} />}
      more={
        <Menu
          {...menu}
          acts={phoneActs}
          trigger={(props) => (
            <Button {...props} look="quiet" icon={Ellipsis} className="-mr-4">
              {t("file.more")}
            </Button>
          )}
        />
      }
      actions={
        <>
          <div className="max-desk:hidden">
            <Menu
              {...menu}
              acts={acts}
              trigger={(props) => (
                <Button {...props} icon={Ellipsis}>
                  {t("file.more")}
                </Button>
              )}
            />
          </div>
          {mayDownload && (
            <Button icon={Download} className={mayShare ? "max-desk:hidden" : "max-desk:px-3"} onPress={save}>
              {t("acts.download")}
            </Button>
          )}
          <CommentsButton item={item} />
          <HeaderActs item={item} />
        </>
      }
    />
  );
}

function useAsDocument(item: Item) {
  const navigate = useNavigate();
  const [isPending, setPending] = useState(false);
  const convert = async () => {
    setPending(true);
    try {
      const { id } = await api.makeDocument(item.id);
      void navigate({ to: addressOf("document", id) });
    } catch (error) {
      showTrouble(error);
      setPending(false);
    }
  };
  return { isPending, convert };
}

/** A Word or Markdown file that came as a file can still become a document beside it. */
export function AsDocument({ item }: { readonly item: Item }) {
  const t = useWords("drive");
  const { isPending, convert } = useAsDocument(item);
  return (
    <div className="edge-line mb-4 flex flex-wrap items-center gap-3 rounded-field bg-sub px-4 py-3 max-desk:hidden">
      <p className="min-w-0 flex-1 basis-60">{t("file.as_document_text")}</p>
      <Button icon={Replace} isPending={isPending} onPress={() => void convert()}>
        {t("file.as_document")}
      </Button>
    </div>
  );
}
