/**
 * Says what a folder is for. Where somebody else saved meanwhile, what was typed stays and theirs is shown beside it;
 * saving once more then means it.
 */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { Tag } from "lucide-react";
import { isComposing, isEnter } from "../../kernel/composing";
import { keepDraft, readDraft } from "../../kernel/drafts";
import { isProblem, wordProblem } from "../../kernel/problem";
import { getWord, useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/TextField";
import { showToast, showTrouble } from "../../ui/toasts";
import { fetchDetail } from "../api";
import { keys } from "../queries";
import type { About } from "../shapes";
import { draftOf } from "./AboutFolder";
import { saveAbout } from "./api";
import { TagField } from "./TagField";

const MOST_CHARACTERS = 1000;

export interface EditAboutProps {
  readonly folder: string;
  readonly about: About;
  readonly onEnd: () => void;
}

/** What is typed, and the revision it was typed over. */
type Draft = About;

export function EditAbout({ folder, about, onEnd }: EditAboutProps) {
  const t = useWords("about");
  const ui = useWords("ui");
  const me = useMe().person.id;
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => readDraft<Draft>(me, draftOf(folder)) ?? about);
  const [theirs, setTheirs] = useState<About>();
  const [trouble, setTrouble] = useState<string>();
  const [isPending, setPending] = useState(false);

  const change = (next: Partial<Draft>) => {
    const whole = { ...draft, ...next };
    setDraft(whole);
    setTrouble(undefined);
    keepDraft(me, draftOf(folder), whole);
  };
  const end = () => {
    keepDraft(me, draftOf(folder), null);
    onEnd();
  };
  const renew = () => queries.invalidateQueries({ queryKey: keys.detail(folder) });
  const save = async () => {
    if (isPending) return;
    setPending(true);
    try {
      const saved = await saveAbout(folder, draft, draft.revision);
      await renew();
      const undo = { act: () => void saveAbout(folder, theirs ?? about, saved.revision).then(renew, showTrouble) };
      if (saved.revision !== draft.revision) showToast({ words: getWord("about", "saved"), icon: Tag, undo });
      end();
      return;
    } catch (error) {
      if (isProblem(error, "stale")) await showTheirs();
      else setTrouble(wordProblem(error));
    }
    setPending(false);
  };
  const showTheirs = async () => {
    try {
      const now = (await fetchDetail(folder, {})).about;
      if (now === null) return;
      setTheirs(now);
      change({ revision: now.revision });
    } catch (error) {
      setTrouble(wordProblem(error));
    }
  };
  return (
    <section
      aria-label={t("title")}
      className="edge-line mb-4 max-w-180 rounded-card p-4"
      // Before the box of tags, which would take Enter for its suggestion.
      onKeyDownCapture={(event) => {
        if (!isEnter(event) || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.isDefaultPrevented() && !isComposing(event)) onEnd();
      }}
    >
      {theirs && (
        <div className="mb-4">
          <Banner look="warn">
            <p className="font-bold">{t("theirs")}</p>
            <p className="mt-1 break-words whitespace-pre-wrap">{theirs.description === "" ? t("no_description") : theirs.description}</p>
            {theirs.tags.length > 0 && <p className="text-second text-mute">{t("their_tags", { tags: theirs.tags.join("、") })}</p>}
            <p className="mt-1">{t("theirs_text")}</p>
          </Banner>
        </div>
      )}
      <TextField
        label={t("description")}
        hint={t("description_hint")}
        rows={4}
        value={draft.description}
        onChange={(description) => change({ description })}
        mostCharacters={MOST_CHARACTERS}
        error={trouble}
        autoFocus
      />
      <div className="mt-4">
        <TagField tags={draft.tags} onChange={(tags) => change({ tags })} />
      </div>
      <div className="mt-4 flex justify-end gap-2">
        <Button onPress={end}>{ui("cancel")}</Button>
        <Button look="solid" isPending={isPending} isDisabled={[...draft.description].length > MOST_CHARACTERS} onPress={() => void save()}>
          {t("save")}
        </Button>
      </div>
    </section>
  );
}
