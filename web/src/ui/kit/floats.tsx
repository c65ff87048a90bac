/** Kit page: what floats — menus, dialogs, panels, toasts. */
import { useState } from "react";
import { FileText, Folder, Link, Pencil, Trash2, Upload } from "lucide-react";
import { Button } from "../Button";
import { Dialog } from "../Dialog";
import { Menu } from "../Menu";
import { SidePanel } from "../SidePanel";
import { Tabs } from "../Tabs";
import { TextField } from "../TextField";
import { showToast } from "../toasts";
import { Sample } from "./Sample";

const nothing = () => undefined;

export function FloatSamples() {
  const [isDialogOpen, setDialogOpen] = useState(false);
  const [isPanelOpen, setPanelOpen] = useState(false);
  const [name, setName] = useState("契約事務");
  return (
    <Sample title="浮かぶもの">
      <div className="flex flex-wrap gap-3">
        <Menu
          name="新規"
          foot="「契約事務」の中に作ります"
          trigger={(props) => <Button {...props}>メニュー</Button>}
          acts={[
            { id: "document", label: "ドキュメント", icon: FileText, iconClassName: "text-p1", keys: "D", onAction: nothing },
            { id: "folder", label: "フォルダー", icon: Folder, keys: "F", onAction: nothing },
            { id: "upload", label: "取り込む", icon: Upload, keys: "U", onAction: nothing },
            { id: "copy", label: "リンクをコピー", icon: Link, keys: "Ctrl+Shift+C", isApart: true, onAction: nothing },
            { id: "rename", label: "名前を変える", icon: Pencil, keys: "F2", onAction: nothing },
            { id: "bin", label: "ごみ箱へ", icon: Trash2, keys: "Delete", isApart: true, onAction: () => showToast({ words: "3件をごみ箱へ移しました", undo: { act: nothing } }) },
          ]}
        />
        <Button onPress={() => setDialogOpen(true)}>ダイアログ</Button>
        <Button onPress={() => setPanelOpen(true)}>パネル</Button>
        <Button onPress={() => showToast({ words: "3件をごみ箱へ移しました", undo: { act: nothing } })}>お知らせ</Button>
        <Button onPress={() => showToast({ words: "移せませんでした", look: "trouble" })}>うまくいかない</Button>
      </div>
      <Tabs name="見方" views={[{ id: "one", label: "すべて", count: 7, content: "すべて" }, { id: "two", label: "決裁", count: 3, content: "決裁" }]} />
      <Dialog
        isOpen={isDialogOpen}
        onClose={() => setDialogOpen(false)}
        title="「契約事務」を共有"
        holdsText={name !== "契約事務"}
        note="外した人の画面は1秒以内に閉じます"
        description={<p className="edge-line mt-4 rounded-card bg-sub p-4">12人が見られなくなります。</p>}
        actions={
          <>
            <Button size="large" onPress={() => setDialogOpen(false)}>やめる</Button>
            <Button size="large" look="solid" onPress={() => setDialogOpen(false)}>12人を外して保存</Button>
          </>
        }
      >
        <TextField label="名前" value={name} onChange={setName} autoFocus />
      </Dialog>
      <SidePanel isOpen={isPanelOpen} onClose={() => setPanelOpen(false)} title="だれが、なぜ見られるか" second="契約事務・26人">
        <p className="p-6">伊藤 さくらさんは、財政課にいるので見るだけできます。</p>
      </SidePanel>
    </Sample>
  );
}
