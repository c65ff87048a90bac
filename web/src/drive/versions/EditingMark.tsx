/** 編集中 佐藤 14:05〜: who has a file open, in a row of a list. */
import { usePreferences } from "../../kernel/preferences";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { PersonAvatar } from "../../people/PersonMark";
import type { Editing } from "../shapes";
import { useNameOf } from "../wording";
import { useWordSince } from "./VersionTime";

/** The surname alone where it is written first. */
export function useCalled(): (name: string) => string {
  const { language } = usePreferences();
  return (name) => (language === "ja" ? (name.split(/[\s ]/)[0] ?? name) : name);
}

export function EditingMark({ editing }: { readonly editing: readonly Editing[] }) {
  const t = useWords("versions");
  const me = useMe().person.id;
  const first = editing.find(({ person }) => person !== me) ?? editing[0]!;
  const name = useNameOf([first.person])(first.person);
  const called = useCalled();
  const time = useWordSince()(first.since);
  if (name === "") return null;
  const params = { name: first.person === me ? t("edit.me") : called(name), time, count: editing.length - 1 };
  return (
    <span className="inline-flex max-w-full items-center gap-2 align-middle font-bold text-ink">
      <PersonAvatar id={first.person} name={name} size={24} here={1} />
      <span className="min-w-0 truncate">{t(editing.length > 1 ? "edit.mark_more" : "edit.mark", params)}</span>
    </span>
  );
}
