/** Ending somebody's post: from the day after its last, what the unit may see is closed to them. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { wordProblem } from "../kernel/problem";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { DateField } from "../ui/DateField";
import { Dialog } from "../ui/Dialog";
import { getDay, toIsoDay } from "../ui/dates";
import { addDays, toNumber, type Day } from "../ui/holidays";
import { showToast } from "../ui/toasts";
import * as api from "./api";
import { renewPeople } from "./queries";
import type { HeldPost, PersonCard } from "./shapes";
import { wordPost } from "./wording";

interface EndPostDialogProps {
  readonly person: PersonCard;
  readonly post: HeldPost;
  readonly onClose: () => void;
}

export function EndPostDialog({ person, post, onClose }: EndPostDialogProps) {
  const t = useWords("people");
  const { language } = usePreferences();
  const queries = useQueryClient();
  const today = getDay(new Date());
  const [last, setLast] = useState<Day | null>(today);
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const isOver = last !== null && toNumber(last) < toNumber(today);
  const save = async () => {
    if (last === null) return;
    setBusy(true);
    try {
      await api.endPost(post.id, toIsoDay(last));
      renewPeople(queries);
      showToast({ words: t("post.ended", { name: person.name }) });
      onClose();
    } catch (error) {
      setTrouble(wordProblem(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      width="narrow"
      title={t("post.end_title", { name: person.name })}
      onClose={onClose}
      description={<p className="mt-4">{t(isOver ? "post.ends_now" : "post.ends_after", { post: wordPost(post, language) })}</p>}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {t("cancel")}
          </Button>
          <Button look="solid" size="large" isDisabled={last === null} isPending={isBusy} onPress={() => void save()}>
            {t(isOver ? "post.end_now" : "post.end")}
          </Button>
        </>
      }
    >
      <DateField label={t("post.last_day")} value={last} onChange={setLast} />
      <Button size="row" className="mt-3" onPress={() => setLast(addDays(today, -1))} isDisabled={isOver}>
        {t("post.already")}
      </Button>
      {trouble && (
        <div role="alert" className="mt-4">
          <Banner look="err">{trouble}</Banner>
        </div>
      )}
    </Dialog>
  );
}
