/**
 * What stands over a file: who has it open, in an application or in the page, that this is one version and not the newest, and what
 * came back too late and waits for somebody to say what becomes of it.
 */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { Columns2, FilePenLine } from "lucide-react";
import { isProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { Avatar } from "../../ui/Avatar";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { goToEditor, useIsEditable } from "../editor/useEditor";
import type { Item } from "../shapes";
import { askForOneFile } from "../upload/asking";
import { can, useNameOf } from "../wording";
import { settle, stopEditing } from "./acts";
import { useCalled } from "./EditingMark";
import { returnFile } from "./returning";
import type { Choice, Version } from "./shapes";
import { useShow, type Shown } from "./useShown";
import { useWordAt, useWordSince } from "./VersionTime";

/** One line for each who edits; what I took out myself says how it comes back. */
export function EditingBanners({ item }: { readonly item: Item }) {
  const t = useWords("versions");
  const queries = useQueryClient();
  const me = useMe().person.id;
  const nameOf = useNameOf(item.editing.map(({ person }) => person));
  const called = useCalled();
  const word = useWordSince();
  const isEditable = useIsEditable(item) === true;
  return item.editing.map(({ person, since, version, in_page }) => {
    const isMine = person === me;
    const whole = nameOf(person);
    const name = isMine ? t("edit.me") : called(whole);
    if (whole === "") return null;
    return (
      <div key={person} className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-field border border-warn bg-warn-ground px-4 py-3">
        <Avatar name={whole} here={1} />
        <p className="min-w-0 flex-1 basis-60">
          <b className="mr-3">{t("edit.mark", { name, time: word(since) })}</b>
          {in_page ? t("edit.in_page") : isMine ? t(version === item.version ? "edit.mine" : "edit.mine_old", { number: version }) : t("edit.theirs", { name })}
        </p>
        {in_page && isEditable && (
          <Button size="row" icon={FilePenLine} onPress={() => goToEditor(item.id)}>
            {t(isMine ? "edit.go_on" : "edit.join")}
          </Button>
        )}
        {isMine && !in_page && can(item, "file.replace") && (
          <span className="flex gap-2">
            <Button size="row" onPress={() => askForOneFile((file) => void returnFile(queries, item, file, me))}>
              {t("drop.choose")}
            </Button>
            <Button size="row" look="quiet" onPress={() => void stopEditing(queries, item)}>
              {t("edit.stop")}
            </Button>
          </span>
        )}
      </div>
    );
  });
}

/** The page of a link to one version. */
export function ShownBanner({ item, shown }: { readonly item: Item; readonly shown: Shown }) {
  const t = useWords("versions");
  const show = useShow(item.id);
  const wordAt = useWordAt();
  const { number, version, error } = shown;
  if (number === null) return null;
  const newest = (
    <Button size="row" onPress={() => show(null)}>
      {t("at.show_newest")}
    </Button>
  );
  if (isProblem(error, "no_such_version")) {
    return (
      <div className="mb-3">
        <Banner look="warn" action={newest}>
          <b className="mr-3">{t("at.gone", { number })}</b>
          {t("at.gone_text")}
        </Banner>
      </div>
    );
  }
  if (version === undefined) return null;
  return (
    <div className="mb-3">
      <Banner action={version.is_current ? undefined : newest}>
        <b className="mr-3">{t("at.title", { time: wordAt(version.made_at), number })}</b>
        {version.name !== null && <span className="mr-3">{version.name}</span>}
        {t(version.is_current ? "at.newest" : version.aside ? "at.aside" : "at.newer")}
      </Banner>
    </div>
  );
}

/** Bytes that came back too late: both are there, and whoever may replace the file chooses. */
export function AsideBanners({ item, waiting }: { readonly item: Item; readonly waiting: readonly Version[] }) {
  return waiting.map((version) => <AsideBanner key={version.number} item={item} version={version} />);
}

function AsideBanner({ item, version }: { readonly item: Item; readonly version: Version }) {
  const t = useWords("versions");
  const queries = useQueryClient();
  const show = useShow(item.id);
  const called = useCalled();
  const name = called(useNameOf([version.made_by])(version.made_by));
  const [isPending, setPending] = useState(false);
  const { number } = version;
  const choose = async (choice: Choice) => {
    setPending(true);
    await settle(queries, item, number, choice);
    setPending(false);
    show(null);
  };
  return (
    <section aria-label={t("marks.aside")} className="mb-3">
      <Banner look="warn">
        <p className="font-bold">{t("aside.title", { name, number, from: version.based_on })}</p>
        <p>{t("aside.text", { current: item.version })}</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="row" icon={Columns2} onPress={() => show(number, item.version ?? undefined)}>
            {t("aside.show")}
          </Button>
          {can(item, "file.replace") &&
            (["current", "apart", "leave"] as const).map((choice) => (
              <Button key={choice} size="row" isPending={isPending} onPress={() => void choose(choice)}>
                {t(`aside.${choice}`)}
              </Button>
            ))}
        </div>
      </Banner>
    </section>
  );
}
