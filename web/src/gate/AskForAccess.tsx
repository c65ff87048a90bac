/**
 * Asking for a role on a thing. The server answers everybody alike, whether the thing exists or not; somebody's bell
 * rings only if it does. An address that names nothing at all is treated the same.
 */
import { useState } from "react";
import { wordProblem } from "../kernel/problem";
import { makeIdempotencyKey, request } from "../kernel/request";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { getDay, toIsoDay, wordDay } from "../ui/dates";
import { addDays, type Day } from "../ui/holidays";
import { Select } from "../ui/Select";
import { TextField } from "../ui/TextField";

const MOST_CHARACTERS = 200;
const NOTHING = "00000000-0000-0000-0000-000000000000";

export type RoleName = "viewer" | "commenter" | "editor" | "manager";

export interface AskForAccessProps {
  /** null when the address names no thing. */
  readonly thingId: string | null;
  readonly role?: RoleName;
  readonly onHome: () => void;
}

type Length = "week" | "month" | "year" | "open";

/** The last day of what is asked for; 年度末 is 31 March. */
export function getLastDay(length: Length, today: Day): Day | null {
  if (length === "week") return addDays(today, 7);
  if (length === "month") return addDays(today, 30);
  if (length === "year") return { year: today.month <= 3 ? today.year : today.year + 1, month: 3, day: 31 };
  return null;
}

export function AskForAccess({ thingId, role = "viewer", onHome }: AskForAccessProps) {
  const t = useWords("gate");
  const [reason, setReason] = useState("");
  const [length, setLength] = useState<Length>("week");
  const [state, setState] = useState<"writing" | "sending" | "sent">("writing");
  const [trouble, setTrouble] = useState<string>();
  const [key] = useState(makeIdempotencyKey);
  const ask = async () => {
    setState("sending");
    setTrouble(undefined);
    const last = getLastDay(length, getDay(new Date()));
    const body = { reason: reason.trim(), role, until: last && toIsoDay(last) };
    try {
      await request("POST", `/api/things/${thingId ?? NOTHING}/access-requests`, { body, idempotencyKey: key });
      setState("sent");
    } catch (error) {
      setTrouble(wordProblem(error));
      setState("writing");
    }
  };
  if (state === "sent") {
    return (
      <div className="mt-8" role="status">
        <Banner look="ok" action={<Button onPress={onHome}>{t("ask.home")}</Button>}>
          {t("ask.sent")}
        </Banner>
      </div>
    );
  }
  const isMissing = reason.trim() === "";
  const title = t(role === "viewer" ? "ask.title" : "ask.title_role", { role: t(`roles.${role}`) });
  return (
    <section aria-label={title} className="edge-line mt-8 rounded-card p-6 max-desk:p-4">
      <h2 className="text-section">{title}</h2>
      <p className="mb-4 text-second text-mute">{t(role === "viewer" ? "ask.text" : "ask.text_role")}</p>
      <TextField label={t("ask.reason")} value={reason} onChange={setReason} rows={3} mostCharacters={MOST_CHARACTERS} isRequired />
      <div className="mt-4 max-w-80">
        <LengthSelect value={length} onChange={setLength} />
      </div>
      {trouble && (
        <div role="alert" className="mt-4">
          <Banner look="err">{trouble}</Banner>
        </div>
      )}
      <div className="edge-hair-t mt-6 flex flex-wrap justify-end gap-3 pt-4">
        <Button size="large" onPress={onHome}>
          {t("ask.home")}
        </Button>
        <Button
          look="solid"
          size="large"
          isPending={state === "sending"}
          isDisabled={isMissing || [...reason].length > MOST_CHARACTERS}
          why={isMissing ? t("ask.reason_missing") : undefined}
          onPress={() => void ask()}
        >
          {title}
        </Button>
      </div>
    </section>
  );
}

function LengthSelect({ value, onChange }: { readonly value: Length; readonly onChange: (value: Length) => void }) {
  const t = useWords("gate");
  const style = usePreferences();
  const now = new Date();
  const choices = (["week", "month", "year", "open"] as const).map((id) => {
    const last = getLastDay(id, getDay(now));
    return { id, label: t(`ask.lengths.${id}`, { day: last && wordDay(last, now, style) }) };
  });
  return <Select label={t("ask.until")} value={value} choices={choices} onChange={onChange} />;
}
