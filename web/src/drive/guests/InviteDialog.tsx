/** Who is invited, from where, as what and until when; then the link, this once. What was typed stays when it fails. */
import { useState, type FormEvent } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { forgetSharing } from "../queries";
import { wordProblem } from "../../kernel/problem";
import { makeIdempotencyKey } from "../../kernel/request";
import { useWords } from "../../kernel/words";
import { Banner } from "../../ui/Banner";
import { getDay, toIsoDay } from "../../ui/dates";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { FormEnd } from "../../ui/FormEnd";
import { addDays, type Day } from "../../ui/holidays";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { inviteGuest, renewGuests } from "./api";
import { LinkDialog } from "./LinkDialog";
import type { GuestRole, Invited } from "./shapes";

const PROPOSED_DAYS = 30;
const roles: readonly GuestRole[] = ["viewer", "commenter", "editor"];
const empty = { surname: "", given: "", surname_reading: "", given_reading: "", organisation: "", address: "" };
type Typed = typeof empty;

interface InviteDialogProps {
  readonly id: string;
  readonly name: string;
  readonly mostDays: number;
  readonly onClose: () => void;
}

export function InviteDialog({ id, name, mostDays, onClose }: InviteDialogProps) {
  const t = useWords("guests");
  const queries = useQueryClient();
  const today = getDay(new Date());
  const [typed, setTyped] = useState<Typed>(empty);
  const [role, setRole] = useState<GuestRole>("viewer");
  const [last, setLast] = useState<Day | null>(addDays(today, Math.min(PROPOSED_DAYS, mostDays)));
  const [key, setKey] = useState(makeIdempotencyKey);
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [made, setMade] = useState<Invited>();
  const person = `${typed.surname.trim()} ${typed.given.trim()}`;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const missing = findMissing(typed, last);
    if (missing !== null || last === null) return setTrouble(t(`invite.${missing ?? "missing_day"}`));
    setBusy(true);
    setTrouble(undefined);
    try {
      setMade(await inviteGuest(id, { ...typed, role, ends_on: toIsoDay(last) }, key));
    } catch (error) {
      setTrouble(wordProblem(error));
      // Whatever is changed now is another invitation.
      setKey(makeIdempotencyKey());
    }
    setBusy(false);
    forgetSharing(queries);
    renewGuests(queries);
  };
  if (made !== undefined) return <LinkDialog name={person} number={made.number} url={made.url} onClose={onClose} />;
  const field = (part: keyof Typed, isRequired = false) => (
    <TextField label={t(`invite.${part}`)} value={typed[part]} onChange={(value) => setTyped({ ...typed, [part]: value })} isRequired={isRequired} />
  );
  return (
    <Dialog isOpen width="narrow" title={t("invite.title", { name })} holdsText={Object.values(typed).some((each) => each !== "")} onClose={onClose}>
      <form noValidate onSubmit={(event) => void send(event)} className="flex flex-col gap-5">
        <div className="grid grid-cols-2 gap-4">
          {field("surname", true)}
          {field("given", true)}
          {field("surname_reading")}
          {field("given_reading")}
        </div>
        <TextField label={t("invite.organisation")} hint={t("invite.organisation_hint")} value={typed.organisation} onChange={(organisation) => setTyped({ ...typed, organisation })} isRequired />
        <TextField label={t("invite.address")} hint={t("invite.address_hint")} value={typed.address} onChange={(address) => setTyped({ ...typed, address })} />
        <Select label={t("invite.role")} value={role} choices={roles.map((each) => ({ id: each, label: t(`roles.${each}`) }))} onChange={setRole} />
        <div>
          <DateField label={t("invite.last_day")} value={last} onChange={setLast} first={today} />
          <p className="mt-1 text-second text-mute">{t("invite.most", { count: mostDays })}</p>
        </div>
        <Banner>
          {t("invite.rule", { name })}
        </Banner>
        <FormEnd action={t("invite.send")} trouble={trouble} isBusy={isBusy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

type Missing = "missing_name" | "missing_organisation" | "missing_day";

function findMissing(typed: Typed, last: Day | null): Missing | null {
  if (typed.surname.trim() === "" || typed.given.trim() === "") return "missing_name";
  if (typed.organisation.trim() === "") return "missing_organisation";
  return last === null ? "missing_day" : null;
}
