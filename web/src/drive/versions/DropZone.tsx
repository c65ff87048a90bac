/** Where a changed file comes back: dropped (all of the page takes it), or chosen; how far it is while it is sent. */
import { useQueryClient } from "@tanstack/react-query";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { Button } from "../../ui/Button";
import { wordSize } from "../../ui/dates";
import { ProgressBar } from "../../ui/ProgressBar";
import type { Item } from "../shapes";
import { askForOneFile } from "../upload/asking";
import { basedOn } from "./acts";
import { returnFile, useReturning } from "./returning";

interface DropZoneProps {
  readonly item: Item;
  /** The number that comes next. */
  readonly next: number;
}

export function DropZone({ item, next }: DropZoneProps) {
  const t = useWords("versions");
  const queries = useQueryClient();
  const me = useMe().person.id;
  const returning = useReturning(item.id);
  const take = (file: File) => void returnFile(queries, item, file, me);
  const from = basedOn(item, me);
  if (returning !== undefined) {
    return (
      <div className="p-4">
        <ProgressBar
          label={t("drop.sending", { name: returning.name })}
          value={returning.sent}
          most={returning.size}
          words={`${wordSize(returning.sent)} / ${wordSize(returning.size)}`}
          onStop={returning.stop}
        />
      </div>
    );
  }
  return (
    <div className="m-4 flex flex-col items-center gap-1 rounded-card border-2 border-dashed border-ctl px-3 py-4 text-center">
      <p className="font-bold max-desk:hidden">{t("drop.title")}</p>
      <p className="text-second text-mute">{from === item.version ? t("drop.text", { number: next }) : t("drop.from", { from })}</p>
      <Button className="mt-2" onPress={() => askForOneFile(take)}>
        {t("drop.choose")}
      </Button>
    </div>
  );
}
