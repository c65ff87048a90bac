/** Tags as chips: what is typed can be one, and those that folders bear already are suggested. */
import { useEffect, useState } from "react";
import { useWords } from "../../kernel/words";
import { SuggestField } from "../../ui/SuggestField";
import type { Choice } from "../../ui/suggesting";
import { fetchTags, type UsedTag } from "./api";
import { foldTag, MOST_CHARACTERS, MOST_TAGS } from "./folding";

const WAIT_MILLISECONDS = 120;

interface TagChoice extends Choice {
  readonly tag: string;
  /** How many folders bear it; none where it is new. */
  readonly folders: number;
}

interface TagFieldProps {
  readonly tags: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
}

export function TagField({ tags, onChange }: TagFieldProps) {
  const t = useWords("about");
  const [text, setText] = useState("");
  const used = useUsedTags(text);
  const typed = text.trim().replace(/^[#＃]+/, "");
  const isTooLong = [...typed].length > MOST_CHARACTERS;
  const isFull = tags.length >= MOST_TAGS;
  const taken = new Set(tags.map(foldTag));
  const known: readonly TagChoice[] = used
    .filter(({ name }) => !taken.has(foldTag(name)))
    .map(({ name, folders }) => ({ id: name, words: name, tag: name, folders }));
  const isNew = typed !== "" && !isTooLong && !taken.has(foldTag(typed)) && !known.some(({ tag }) => foldTag(tag) === foldTag(typed));
  const fresh: readonly TagChoice[] = isNew ? [{ id: `new ${typed}`, words: t("put", { tag: typed }), tag: typed, folders: 0 }] : [];
  const groups = isFull ? [] : [{ id: "tags", name: t("tags"), choices: [...fresh, ...known] }].filter(({ choices }) => choices.length > 0);
  const trouble = isFull ? t("most", { most: MOST_TAGS }) : isTooLong ? t("too_long", { most: MOST_CHARACTERS }) : undefined;
  return (
    <>
      <SuggestField<TagChoice>
        label={t("tags")}
        value={text}
        onChange={setText}
        groups={groups}
        onChoose={({ tag }) => {
          onChange([...tags, tag]);
          setText("");
        }}
        draw={({ words, folders }) => (
          <>
            <span className="min-w-0 flex-1 truncate">{words}</span>
            {folders > 0 && <span className="text-second font-normal text-mute">{t("folders", { count: folders })}</span>}
          </>
        )}
        placeholder={t("tags_hint")}
        chosen={tags.map((tag) => ({ id: tag, words: tag, tag, folders: 0 }))}
        onRemove={({ tag }) => onChange(tags.filter((each) => each !== tag))}
      />
      {trouble && (
        <p role="status" className="mt-1 text-second text-mute">
          {trouble}
        </p>
      )}
    </>
  );
}

function useUsedTags(text: string): readonly UsedTag[] {
  const [used, setUsed] = useState<readonly UsedTag[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    // One can go on without suggestions.
    const timer = setTimeout(() => void fetchTags(text.trim(), { signal: stop.signal }).then(setUsed, () => undefined), WAIT_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  return used;
}
