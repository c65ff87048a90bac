/** The address of a receive link, which only this one moment can show. */
import { Copy } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { copyText } from "../../ui/copyText";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/TextField";
import { showToast } from "../../ui/toasts";

export interface Made {
  readonly url: string;
  readonly isCopied: boolean;
  /** The address before it opens nothing any more. */
  readonly isRenewed?: boolean;
}

export function MadeLinkDialog({ made, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const t = useWords("links");
  const copy = async () => {
    if (await copyText(made.url)) showToast({ words: t("receive.copied") });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("receive.made_title")}
      description={
        <div className="mt-3" role="status">
          <Banner look={made.isCopied ? "ok" : "info"}>
            {made.isRenewed && <p>{t("receive.renewed")}</p>}
            <p>{t(made.isCopied ? "receive.made" : "receive.made_uncopied")}</p>
          </Banner>
        </div>
      }
      actions={
        <Button look="solid" size="large" icon={Copy} onPress={() => void copy()}>
          {t("receive.copy")}
        </Button>
      }
    >
      <TextField label={t("receive.address")} value={made.url} hint={t("receive.made_once")} isReadOnly autoFocus />
    </Dialog>
  );
}
