/** What a picture shows, for those who cannot see it, and the line below it. */
import { useState } from "react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/TextField";
import type { Format } from "./format";
import type { Editor } from "./makeEditor";

interface PictureDialogProps {
  readonly editor: Editor;
  readonly image: NonNullable<Format["image"]>;
  readonly onClose: () => void;
}

export function PictureDialog({ editor, image, onClose }: PictureDialogProps) {
  const t = useWords("writing");
  const [alt, setAlt] = useState(image.alt);
  const [caption, setCaption] = useState(image.caption);
  const save = () => {
    if (editor.getBlock(image.id)) editor.updateBlock(image.id, { type: "image", props: { name: alt.trim(), caption: caption.trim() } });
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={t("picture.describe")}
      width="narrow"
      onClose={onClose}
      holdsText={alt !== image.alt || caption !== image.caption}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {t("leave")}
          </Button>
          <Button look="solid" size="large" onPress={save}>
            {t("save")}
          </Button>
        </>
      }
    >
      <TextField label={t("picture.alt")} hint={t("picture.alt_hint")} value={alt} onChange={setAlt} rows={2} />
      <div className="mt-4">
        <TextField label={t("picture.caption")} value={caption} onChange={setCaption} onEnter={save} />
      </div>
    </Dialog>
  );
}
