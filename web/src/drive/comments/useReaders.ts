/** Whom a mention may call, as one types: asked shortly after the last letter; an answer that comes late is dropped. */
import { useEffect, useState } from "react";
import { usePreferences } from "../../kernel/preferences";
import { useWords } from "../../kernel/words";
import type { Choice, ChoiceGroup } from "../../ui/suggesting";
import { findReaders } from "./api";

export interface Reader extends Choice {
  readonly name: string;
  readonly detail: string;
}

const WAIT_MILLISECONDS = 120;

export function useReaders(file: string, query: string | null): readonly ChoiceGroup<Reader>[] {
  const t = useWords("comments");
  const { language } = usePreferences();
  const [readers, setReaders] = useState<readonly Reader[]>([]);
  useEffect(() => {
    if (query === null || query === "") {
      setReaders([]);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      findReaders(file, query, { signal: stop.signal }).then(
        (people) =>
          setReaders(
            people.map((pick) => {
              const detail = language === "en" ? pick.english_detail : pick.detail;
              return { id: pick.id!, name: pick.name, detail, words: `${pick.name} ${detail}`.trim() };
            }),
          ),
        () => undefined, // the name can be typed without being a mention
      );
    }, WAIT_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [file, query, language]);
  return query === null || readers.length === 0 ? [] : [{ id: "readers", name: t("mention"), choices: readers }];
}
