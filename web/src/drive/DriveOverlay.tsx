/** What the drive lays over any page: its dialogs, each fetched when first opened, and the progress of uploads and of long acts. */
import { drawLater } from "../ui/later";
import { useBulks } from "./bulk/copies";
import { useHasTasks } from "./bulk/tasks";
import { closeOverlay, useOverlay } from "./overlays";
import { useBundles } from "./print/following";
import { useLiveStars } from "./star/stars";
import { useHasUploadPanel } from "./upload/useHasUploadPanel";

const ShareDialog = drawLater(async () => (await import("./share/ShareDialog")).ShareDialog);
const ShareSeveralDialog = drawLater(async () => (await import("./share/ShareSeveralDialog")).ShareSeveralDialog);
const LabelDialog = drawLater(async () => (await import("./LabelDialog")).LabelDialog);
const ReplaceDialog = drawLater(async () => (await import("./upload/ReplaceDialog")).ReplaceDialog);
const WhyPanel = drawLater(async () => (await import("./why/WhyPanel")).WhyPanel);
const MoveDialog = drawLater(async () => (await import("./MoveDialog")).MoveDialog);
const NewFolderDialog = drawLater(async () => (await import("./NewFolderDialog")).NewFolderDialog);
const TaskPanel = drawLater(async () => (await import("./bulk/TaskPanel")).TaskPanel);
const ReceiveDialog = drawLater(async () => (await import("./receive/ReceiveDialog")).ReceiveDialog);
const PrintDialog = drawLater(async () => (await import("./print/PrintDialog")).PrintDialog);
const SaveDialog = drawLater(async () => (await import("./print/SaveDialog")).SaveDialog);
const DiscardDialog = drawLater(async () => (await import("./held/DiscardDialog")).DiscardDialog);
const UploadPanel = drawLater(async () => (await import("./upload/UploadPanel")).UploadPanel);

export function DriveOverlay() {
  const overlay = useOverlay();
  const hasUploadPanel = useHasUploadPanel();
  const hasTasks = useHasTasks();
  useBulks();
  useBundles();
  useLiveStars();
  return (
    <>
      {overlay?.kind === "share" && <ShareDialog id={overlay.id} onClose={closeOverlay} />}
      {overlay?.kind === "share_several" && <ShareSeveralDialog items={overlay.items} onClose={closeOverlay} />}
      {overlay?.kind === "label" && <LabelDialog item={overlay.item} onClose={closeOverlay} />}
      {overlay?.kind === "replace" && <ReplaceDialog item={overlay.item} file={overlay.file} folder={overlay.folder} onClose={closeOverlay} />}
      {overlay?.kind === "why" && <WhyPanel id={overlay.id} person={overlay.person} onClose={closeOverlay} />}
      {(overlay?.kind === "move" || overlay?.kind === "copy") && <MoveDialog act={overlay.kind} items={overlay.items} onClose={closeOverlay} />}
      {overlay?.kind === "receive" && <ReceiveDialog id={overlay.id} name={overlay.name} onClose={closeOverlay} />}
      {overlay?.kind === "print" && <PrintDialog items={overlay.items} onClose={closeOverlay} />}
      {overlay?.kind === "save_bundle" && <SaveDialog id={overlay.id} title={overlay.title} from={overlay.from} onClose={closeOverlay} />}
      {overlay?.kind === "discard" && <DiscardDialog item={overlay.item} onClose={closeOverlay} onDone={overlay.onDone} />}
      {overlay?.kind === "new_folder" && <NewFolderDialog folder={overlay.folder} onClose={closeOverlay} />}
      {hasUploadPanel && <UploadPanel />}
      {hasTasks && <TaskPanel isBeside={hasUploadPanel} />}
    </>
  );
}
