/** The link by which a guest signs in once. It is shown this one time. */
import { Copy } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { copyText } from "../../ui/copyText";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/TextField";
import { showToast } from "../../ui/toasts";

interface LinkDialogProps {
  readonly name: string;
  readonly number: string;
  readonly url: string;
  readonly onClose: () => void;
}

export function LinkDialog({ name, number, url, onClose }: LinkDialogProps) {
  const t = useWords("guests");
  const copy = async () => {
    if (await copyText(url)) showToast({ words: t("link.copied") });
  };
  return (
    <Dialog
      isOpen
      width="narrow"
      title={t("link.title", { name })}
      onClose={onClose}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {t("link.done")}
          </Button>
          <Button look="solid" size="large" icon={Copy} onPress={() => void copy()}>
            {t("link.copy")}
          </Button>
        </>
      }
    >
      <p className="mb-5">{t("link.text")}</p>
      <TextField label={t("link.address")} value={url} isReadOnly autoFocus />
      <p className="mt-5 mb-4">
        <span className="block text-second text-mute">{t("link.number")}</span>
        <span className="text-section">{number}</span>
      </p>
    </Dialog>
  );
}
