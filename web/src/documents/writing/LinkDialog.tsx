/** Gives the chosen words an address, changes it, takes it away, or goes there. */
import { useState } from "react";
import { ExternalLink, Unlink } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/TextField";
import { followAddress, isSafeAddress, readAddress } from "./addresses";
import type { Editor } from "./makeEditor";

export function LinkDialog({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const t = useWords("writing");
  const [before] = useState(() => readLink(editor));
  const [address, setAddress] = useState(before.address);
  const [words, setWords] = useState(before.words);
  const [hasTried, setTried] = useState(false);
  const whole = readAddress(address);
  const end = (act: () => void) => {
    act();
    onClose();
    editor.focus();
  };
  const save = () => {
    setTried(true);
    if (whole === null) return;
    // Words left as they were keep their looks.
    const changed = words === before.words && words !== "" ? undefined : words || address;
    end(() => (before.address ? editor.editLink(whole, changed ?? before.words) : editor.createLink(whole, changed)));
  };
  return (
    <Dialog
      isOpen
      title={t("link.title")}
      width="narrow"
      onClose={onClose}
      holdsText={address !== before.address}
      actions={
        <>
          {before.address && (
            <Button size="large" icon={Unlink} onPress={() => end(() => editor.deleteLink())}>
              {t("link.remove")}
            </Button>
          )}
          <Button size="large" onPress={onClose}>
            {t("leave")}
          </Button>
          <Button look="solid" size="large" onPress={save}>
            {t("save")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("link.address")}
        value={address}
        onChange={setAddress}
        onEnter={save}
        error={hasTried && whole === null ? t("link.nowhere") : undefined}
        autoFocus
      />
      <div className="mt-4">
        <TextField label={t("link.words")} value={words} onChange={setWords} onEnter={save} />
      </div>
      {isSafeAddress(before.address) && (
        <Button className="mt-4" icon={ExternalLink} onPress={() => followAddress(before.address)}>
          {t("link.open")}
        </Button>
      )}
    </Dialog>
  );
}

function readLink(editor: Editor): { readonly address: string; readonly words: string } {
  const address = editor.getSelectedLinkUrl() ?? "";
  if (address === "") return { address, words: editor.getSelectedText() };
  const found = editor.getLinkMarkAtPos(editor.prosemirrorState.selection.anchor);
  return { address, words: found?.text ?? editor.getSelectedText() };
}
