/** For who manages people: a link that lets somebody without a way in sign in once. It is shown this one time. */
import { useState } from "react";
import { Copy, Link2 } from "lucide-react";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { copyText } from "../ui/copyText";
import { Dialog } from "../ui/Dialog";
import { TextField } from "../ui/TextField";
import { showToast, showTrouble } from "../ui/toasts";
import * as api from "./api";
import type { PersonCard } from "./shapes";

export function SignInLink({ person }: { readonly person: PersonCard }) {
  const t = useWords("people");
  const [url, setUrl] = useState<string>();
  const make = async () => {
    try {
      setUrl(await api.makeSignInLink(person.id));
    } catch (error) {
      showTrouble(error);
    }
  };
  const copy = async () => {
    if (await copyText(url ?? "")) showToast({ words: t("link.copied") });
  };
  return (
    <>
      <Button icon={Link2} onPress={() => void make()}>
        {t("link.make")}
      </Button>
      {url !== undefined && (
        <Dialog
          isOpen
          width="narrow"
          title={t("link.title", { name: person.name })}
          onClose={() => setUrl(undefined)}
          description={<p className="mt-4">{t("link.text")}</p>}
          actions={
            <Button look="solid" size="large" icon={Copy} onPress={() => void copy()}>
              {t("link.copy")}
            </Button>
          }
        >
          <TextField label={t("link.address")} value={url} isReadOnly autoFocus />
        </Dialog>
      )}
    </>
  );
}
