/** The first act: a Word file, dropped here or picked, becomes a document in the drive of one's unit. */
import { useRef, useState, type DragEvent } from "react";
import { Download, Upload } from "lucide-react";
import { wordProblem } from "../kernel/problem";
import { makeIdempotencyKey, request } from "../kernel/request";
import { useWords } from "../kernel/words";
import { fetchRoots } from "../drive/api";
import { fetchUnit } from "../people/api";
import { useMe } from "../sessions/me";
import { Button } from "../ui/Button";
import { buttonLook } from "../ui/buttonLook";
import { Icon } from "../ui/Icon";
import { noteDocument, getProgress, setProgress } from "./progress";

/** Where a colleague sees it: the lowest shared drive of my units that takes it; else my own. */
async function findFolder(post: string | null): Promise<string> {
  const [roots, unit] = await Promise.all([fetchRoots({}), post === null ? null : fetchUnit(post, {})]);
  const units = [...(unit?.above ?? []).map((each) => each.id), post].reverse();
  const takes = roots.shared.filter((root) => root.abilities.includes("folder.add"));
  const shared = units.flatMap((id) => takes.find((root) => root.owner === id) ?? [])[0];
  return (shared ?? roots.own).id;
}

export function DropStep() {
  const t = useWords("start");
  const { person, posts } = useMe();
  const me = person.id;
  const chooser = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly trouble?: string }>({ isBusy: false });

  const take = async (file: File | undefined) => {
    if (file === undefined || state.isBusy) return;
    if (!/\.docx$/i.test(file.name)) {
      setState({ isBusy: false, trouble: t("steps.drop.not_word") });
      return;
    }
    setState({ isBusy: true });
    try {
      const folder = await findFolder(posts[0]?.unit.id ?? null);
      const name = encodeURIComponent(file.name);
      const made = await request<{ id: string }>("POST", `/api/folders/${folder}/documents/import?name=${name}`, {
        body: file,
        idempotencyKey: makeIdempotencyKey(),
      });
      setProgress(me, noteDocument(getProgress(me), { id: made.id, name: file.name.replace(/\.docx$/i, "") }));
    } catch (error) {
      setState({ isBusy: false, trouble: wordProblem(error) });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    // Not also for the page below, which would take it into a folder.
    event.stopPropagation();
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
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
