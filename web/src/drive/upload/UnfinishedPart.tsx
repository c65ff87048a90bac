/** What was begun on another day, or before the page was left, and how to go on with it: with the same file. */
import { useState } from "react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { wordSize } from "../../ui/dates";
import { TailTruncate } from "../../ui/TailTruncate";
import { askForAnyFiles } from "./asking";
import { dropUnfinished, matchUnfinished, type Unfinished } from "./unfinished";
import { addUploads } from "./uploads";

const KEPT_DAYS = 7;
const MOST_NAMED = 4;

export function UnfinishedPart({ unfinished }: { readonly unfinished: readonly Unfinished[] }) {
  const t = useWords("uploads");
  const [isStrange, setStrange] = useState(false);
  const choose = () =>
    askForAnyFiles((files) => {
      const { found, strange } = matchUnfinished(files);
      setStrange(strange.length > 0);
      addUploads(found.map(([one, file]) => ({ folder: one.target, file, url: `/api/uploads/${one.id}` })));
    });
  return (
    <div className="edge-line-t px-4 py-3 text-second">
      <h3 className="font-bold">{t("unfinished.title", { count: unfinished.length })}</h3>
      <p className="mt-1 text-mute">{t("unfinished.text", { days: KEPT_DAYS })}</p>
      <ul className="my-2">
        {unfinished.slice(0, MOST_NAMED).map((one) => (
          <li key={one.id} className="flex items-center gap-2">
            <TailTruncate name={one.name} className="flex-1" />
            <span className="shrink-0 text-mute">{t("panel.sent_of", { sent: wordSize(one.offset_bytes), all: wordSize(one.size_bytes) })}</span>
          </li>
        ))}
        {unfinished.length > MOST_NAMED && <li className="text-mute">{t("unfinished.more", { count: unfinished.length - MOST_NAMED })}</li>}
      </ul>
      {isStrange && (
        <p role="alert" className="mb-2 text-err">
          {t("unfinished.other_file")}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="row" look="quiet" onPress={() => void dropUnfinished(unfinished)}>
          {t("unfinished.drop")}
        </Button>
        <Button size="row" look="outlined" onPress={choose}>
          {t("unfinished.choose")}
        </Button>
      </div>
    </div>
  );
}
