/** The first act: a Word file, dropped here or picked, becomes a document in one's own drive. */
import { useRef, useState } from "react";
import { Download, Upload } from "lucide-react";
import { isProblem, wordProblem } from "../kernel/problem";
import { makeIdempotencyKey, request } from "../kernel/request";
import { useWords } from "../kernel/words";
import { fetchRoots } from "../drive/api";
import { useMe } from "../sessions/me";
import { Button } from "../ui/Button";
import { buttonLook } from "../ui/buttonLook";
import { Icon } from "../ui/Icon";
import { useFileDrop } from "../ui/useFileDrop";
import { noteDocument, getProgress, setProgress } from "./progress";

const WORD = /\.docx$/i;

/** Where something of this name lies already, it gets the free name the server proposes. */
async function importWord(folder: string, file: File, name: string): Promise<{ readonly id: string; readonly name: string }> {
  try {
    const path = `/api/folders/${folder}/documents/import?name=${encodeURIComponent(`${name}.docx`)}`;
    const { id } = await request<{ id: string }>("POST", path, { body: file, idempotencyKey: makeIdempotencyKey() });
    return { id, name };
  } catch (error) {
    const free = isProblem(error, "name_taken") ? error.params["suggestion"] : null;
    if (typeof free !== "string" || free === name) throw error;
    return importWord(folder, file, free);
  }
}

export function DropStep() {
  const t = useWords("start");
  const me = useMe().person.id;
  const chooser = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly trouble?: string }>({ isBusy: false });

  const take = async (file: File | undefined) => {
    if (file === undefined || state.isBusy) return;
    if (!WORD.test(file.name)) {
      setState({ isBusy: false, trouble: t("steps.drop.not_word") });
      return;
    }
    setState({ isBusy: true });
    try {
      // My own drive: there I may share it, which is what comes next.
      const folder = (await fetchRoots({})).own!.id;
      setProgress(me, noteDocument(getProgress(me), await importWord(folder, file, file.name.replace(WORD, ""))));
    } catch (error) {
      setState({ isBusy: false, trouble: wordProblem(error) });
    }
  };
  const { hands } = useFileDrop(true, (transfer) => void take(transfer.files[0]));
  return (
    <div
      {...hands}
      className="flex flex-col items-center gap-3 rounded-field border-2 border-dashed border-ctl bg-page p-6 text-center"
    >
      <Icon of={Upload} size={24} className="text-mute" />
      <p>{t("steps.drop.here")}</p>
      <div className="flex flex-wrap justify-center gap-3">
        <Button look="solid" isPending={state.isBusy} onPress={() => chooser.current?.click()}>
          {t(state.isBusy ? "steps.drop.busy" : "steps.drop.choose")}
        </Button>
        <a href="/first-steps.docx" download={t("steps.drop.sample_name")} className={buttonLook("plain", "work")}>
          <Icon of={Download} />
          {t("steps.drop.sample")}
        </a>
      </div>
      {state.trouble && (
        <p role="alert" className="text-err">
          {state.trouble}
        </p>
      )}
      <input
        ref={chooser}
        type="file"
        hidden
        data-first-file=""
        accept=".docx"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </div>
  );
}
