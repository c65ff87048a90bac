/** 機密性: which of the five, what each asks of whoever reads, and that lowering belongs to who manages the sharing. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { Check, Lock } from "lucide-react";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { wordProblem } from "../kernel/problem";
import { getWord, useWords } from "../kernel/words";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Icon } from "../ui/Icon";
import { showToast, showTrouble } from "../ui/toasts";
import { tellChanged } from "./acts";
import * as api from "./api";
import type { Item } from "./shapes";
import { can, isClosed } from "./wording";

const labels = [1, 2, 3, 4, 5] as const;

export function LabelDialog({ item, onClose }: { readonly item: Item; readonly onClose: () => void }) {
  const t = useWords("drive");
  const ui = useWords("ui");
  const queries = useQueryClient();
  const [label, setLabel] = useState(item.label);
  const [trouble, setTrouble] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  // Only who manages the sharing lowers it: nobody is offered what would be refused.
  const mayLower = can(item, "thing.share");
  const offered = labels.filter((each) => mayLower || each >= item.label);
  const put = async (next: number, revision: number) => {
    const changed = await api.setLabel(item.id, next, revision);
    tellChanged(queries, changed);
    return changed;
  };
  const save = async () => {
    if (label === item.label) return onClose();
    setSaving(true);
    try {
      const changed = await put(label, item.revision);
      const back = () => put(item.label, changed.revision).catch(showTrouble);
      const words = getWord("drive", "label.done", { name: item.name, label: t(`labels.${label}`) });
      showToast({ words, icon: Lock, undo: can(changed, "thing.share") ? { act: () => void back() } : undefined });
      onClose();
    } catch (error) {
      setTrouble(wordProblem(error));
      setSaving(false);
    }
  };
  return (
    <Dialog
      isOpen
      width="narrow"
      title={t("label.title", { name: item.name })}
      onClose={onClose}
      note={mayLower ? undefined : t("label.only_rises")}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {ui("cancel")}
          </Button>
          <Button look="solid" size="large" isPending={isSaving} onPress={() => void save()}>
            {t("label.save")}
          </Button>
        </>
      }
    >
      <RadioGroup value={String(label)} onChange={(next) => setLabel(Number(next))} className="flex flex-col gap-2">
        <Label className="sr-only">{t("list.label")}</Label>
        {offered.map((each) => (
          <Radio
            key={each}
            value={String(each)}
            className="press edge-ctl flex min-h-14 items-center gap-3 rounded-field px-4 py-2 hover:bg-sub data-selected:border-pri data-selected:ground-sel"
          >
            <span className="flex w-5 shrink-0 justify-center">{each === label && <Icon of={Check} className="text-pri" />}</span>
            <span className="min-w-0 flex-1">
              <span className={`flex items-center gap-2 ${each === label ? "font-bold text-link" : ""}`}>
                {t(`labels.${each}`)}
                {isClosed(each) && <Icon of={Lock} size={16} />}
                {each === item.label && <span className="text-second font-normal text-mute">{t("label.now")}</span>}
              </span>
              <span className="block text-second text-mute">{t(`label.texts.${each}`)}</span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {item.kind === "folder" && <p className="mt-3 text-second text-mute">{t("label.of_folder")}</p>}
      {trouble !== undefined && (
        <div role="alert" className="mt-4">
          <Banner look="err">{trouble}</Banner>
        </div>
      )}
    </Dialog>
  );
}
