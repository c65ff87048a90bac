/** 鈴木さんが編集中: the first who writes here by name, with how many more. */
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { PersonAvatar } from "../people/PersonMark";
import { useNameOf } from "./wording";

export function Writing({ persons }: { readonly persons: readonly string[] }) {
  const t = useWords("drive");
  const { language } = usePreferences();
  const nameOf = useNameOf(persons.slice(0, 1));
  const name = nameOf(persons[0]);
  if (name === "") return null;
  const called = language === "ja" ? name.split(/[\s ]/)[0] : name;
  return (
    <span className="inline-flex max-w-full items-center gap-2 align-middle font-bold text-ink">
      <PersonAvatar id={persons[0] ?? null} name={name} size={24} here={1} />
      <span className="min-w-0 truncate">{persons.length > 1 ? t("writing_more", { name: called, count: persons.length - 1 }) : t("writing", { name: called })}</span>
    </span>
  );
}
