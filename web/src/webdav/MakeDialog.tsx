/** A password for one device: what it is called, until when; then the three things that its program asks for, once. */
import { useState, type FormEvent } from "react";
import { Copy } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { wordProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { copyText } from "../ui/copyText";
import { DateField } from "../ui/DateField";
import { getDay, toIsoDay } from "../ui/dates";
import { Dialog } from "../ui/Dialog";
import { FormEnd } from "../ui/FormEnd";
import { addDays, type Day } from "../ui/holidays";
import { IconButton } from "../ui/IconButton";
import { TextField } from "../ui/TextField";
import { showToast } from "../ui/toasts";
import { makeAppPassword, renewAppPasswords } from "./api";

const DAYS_BY_DEFAULT = 364;
const MOST_CHARACTERS = 60;

interface MakeDialogProps {
  readonly address: string;
  readonly number: string;
  readonly onClose: () => void;
}

export function MakeDialog({ address, number, onClose }: MakeDialogProps) {
  const [made, setMade] = useState<{ readonly name: string; readonly secret: string }>();
  if (made === undefined) return <AskDialog onMade={setMade} onClose={onClose} />;
  return <MadeDialog address={address} number={number} {...made} onClose={onClose} />;
}

interface AskDialogProps {
  readonly onMade: (made: { readonly name: string; readonly secret: string }) => void;
  readonly onClose: () => void;
}

function AskDialog({ onMade, onClose }: AskDialogProps) {
  const t = useWords("webdav");
  const queries = useQueryClient();
  const today = getDay(new Date());
  const [name, setName] = useState("");
  const [endsOn, setEndsOn] = useState<Day | null>(addDays(today, DAYS_BY_DEFAULT));
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const isReady = name.trim() !== "" && [...name].length <= MOST_CHARACTERS && endsOn !== null;
  const make = async () => {
    if (!isReady || isBusy) return;
    setBusy(true);
    try {
      const { secret } = await makeAppPassword(name.trim(), toIsoDay(endsOn));
      renewAppPasswords(queries);
      onMade({ name: name.trim(), secret });
    } catch (error) {
      setTrouble(wordProblem(error));
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void make();
  };
  return (
    <Dialog isOpen width="narrow" title={t("add")} onClose={onClose} holdsText={name !== ""}>
      <form onSubmit={onSubmit} className="flex flex-col gap-5">
        <TextField label={t("device")} hint={t("device_hint")} value={name} onChange={setName} mostCharacters={name.length > 40 ? MOST_CHARACTERS : undefined} autoComplete="off" autoFocus />
        <DateField label={t("ends_on")} value={endsOn} onChange={setEndsOn} first={today} />
        <p className="text-second text-mute">{t("note")}</p>
        <FormEnd action={t("make")} trouble={trouble} isBusy={isBusy} isDisabled={!isReady} onClose={onClose} />
      </form>
    </Dialog>
  );
}

interface MadeDialogProps extends MakeDialogProps {
  readonly name: string;
  readonly secret: string;
}

function MadeDialog({ address, number, name, secret, onClose }: MadeDialogProps) {
  const t = useWords("webdav");
  return (
    <Dialog
      isOpen
      width="narrow"
      title={t("made_title", { name })}
      onClose={onClose}
      holdsText
      description={
        <div className="mt-3" role="status">
          <Banner look="info">{t("made_once")}</Banner>
        </div>
      }
      actions={
        <Button look="solid" size="large" onPress={onClose}>
          {t("close")}
        </Button>
      }
    >
      <div className="flex flex-col gap-4 pt-2">
        <ToCopy label={t("address")} value={address} />
        <ToCopy label={t("number")} value={number} />
        <ToCopy label={t("secret")} value={secret} isFirst />
      </div>
    </Dialog>
  );
}

function ToCopy({ label, value, isFirst = false }: { readonly label: string; readonly value: string; readonly isFirst?: boolean }) {
  const t = useWords("webdav");
  const copy = async () => {
    if (await copyText(value)) showToast({ words: t("copied") });
    else showToast({ words: t("not_copied"), look: "trouble" });
  };
  return (
    <div className="flex items-end gap-2">
      <TextField label={label} value={value} isReadOnly autoFocus={isFirst} className="min-w-0 flex-1" />
      <IconButton icon={Copy} size={44} name={`${t("copy")}: ${label}`} onPress={() => void copy()} />
    </div>
  );
}
