/** What a link is to be: for whom, what they may do, until when, and a word besides. */
import { useEffect, useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Checkbox";
import { DateField } from "../../ui/DateField";
import { getDay, lastMoment, toIsoDay } from "../../ui/dates";
import { addDays, type Day } from "../../ui/holidays";
import { SegmentedChoice } from "../../ui/SegmentedChoice";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { showToast } from "../../ui/toasts";
import { forgetShareLink, setShareLink, type LinkRole, type LinkState, type Scope } from "./links";

const DAYS_BY_DEFAULT = 14;
const LEAST_WORD = 4;
const ROLES: readonly LinkRole[] = ["viewer", "commenter", "editor"];

interface LinkFormProps {
  readonly id: string;
  readonly state: LinkState;
  /** With the address of a link that was made, null where it was changed or nothing was done. */
  readonly onDone: (url: string | null) => void;
}

export function LinkForm({ id, state, onDone }: LinkFormProps) {
  const t = useWords("links");
  const ui = useWords("ui");
  const queries = useQueryClient();
  const { link } = state;
  const today = getDay(new Date());
  const [scope, setScope] = useState<Scope>(link?.scope ?? "agency");
  const [role, setRole] = useState<LinkRole>(link?.role ?? "viewer");
  const [endsOn, setEndsOn] = useState<Day | null>(link?.ends_at ? getDay(lastMoment(link.ends_at)) : null);
  const [word, setWord] = useState("");
  const [isWordGone, setWordGone] = useState(false);
  const [trouble, setTrouble] = useState<unknown>();
  const [isSending, setSending] = useState(false);
  const isOutside = scope === "anyone";
  const mayOutside = state.most === "anyone" && !state.is_labelled;
  const choose = (chosen: Scope) => {
    setScope(chosen);
    // Out of the house nothing stays open for ever.
    if (chosen === "anyone" && endsOn === null) setEndsOn(addDays(today, DAYS_BY_DEFAULT));
  };
  const why = whyNot(isOutside, endsOn, word);
  const frame = useRef<HTMLDivElement>(null);
  // It opens at the foot of a dialog: what is to be filled in, and the button, come into sight.
  useEffect(() => {
    // Its answer is a promise in new browsers, and no end of an effect.
    frame.current?.scrollIntoView({ block: "nearest" });
  }, [scope]);
  const save = async () => {
    if (why !== null || isSending) return;
    setSending(true);
    try {
      const done = await setShareLink(id, {
        scope,
        role: isOutside ? "viewer" : role,
        ends_on: endsOn === null ? null : toIsoDay(endsOn),
        passphrase: word === "" ? null : word,
        keeps_passphrase: word === "" && !isWordGone,
      });
      forgetShareLink(queries, id);
      if (link !== null) showToast({ words: t("share.changed") });
      onDone(done.url);
    } catch (error) {
      setTrouble(error);
      setSending(false);
    }
  };
  return (
    <div ref={frame} className="mt-3 flex flex-col gap-4 rounded-card bg-sub p-4">
      {mayOutside || isOutside ? (
        <SegmentedChoice label={t("share.for")} value={scope} onChange={choose} choices={(["agency", "anyone"] as const).map((each) => ({ id: each, label: t(`share.scopes.${each}`) }))} />
      ) : (
        <p className="text-second text-mute">{t(state.is_labelled ? "share.only_agency_label" : "share.only_agency_rule")}</p>
      )}
      {isOutside ? <Banner look="warn">{t("share.anyone_means")}</Banner> : <p className="text-second text-mute">{t("share.agency_means")}</p>}
      <div className="flex flex-wrap gap-4">
        {!isOutside && (
          <div className="min-w-44">
            <Select label={t("share.role")} value={role} onChange={setRole} choices={ROLES.map((each) => ({ id: each, label: t(`share.roles.${each}`) }))} />
          </div>
        )}
        <div className="min-w-0 flex-1 basis-60">
          <DateField key={scope} label={isOutside ? t("share.ends_on") : t("share.ends_on_free")} value={endsOn} onChange={setEndsOn} first={today} />
        </div>
      </div>
      <TextField label={t(link?.has_passphrase ? "share.word_new" : "receive.passphrase")} hint={t("receive.passphrase_hint")} value={word} onChange={setWord} onEnter={() => void save()} autoComplete="off" />
      {link?.has_passphrase && word === "" && (
        <Checkbox isChosen={isWordGone} onChange={setWordGone}>
          {t("share.word_gone")}
        </Checkbox>
      )}
      {trouble !== undefined && (
        <div role="alert">
          <Banner look="err">{wordProblem(trouble)}</Banner>
        </div>
      )}
      {why !== null && <p className="text-second text-mute">{t(why)}</p>}
      <div className="flex flex-wrap justify-end gap-3">
        <Button onPress={() => onDone(null)}>{ui("cancel")}</Button>
        <Button look="solid" icon={link === null ? Copy : undefined} isPending={isSending} isDisabled={why !== null} why={why === null ? undefined : t(why)} onPress={() => void save()}>
          {t(link === null ? "share.make" : "share.save")}
        </Button>
      </div>
    </div>
  );
}

function whyNot(isOutside: boolean, endsOn: Day | null, word: string): string | null {
  if (isOutside && endsOn === null) return "share.why_no_end";
  return word !== "" && [...word].length < LEAST_WORD ? "share.why_short_word" : null;
}
