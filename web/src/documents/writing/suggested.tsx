/** What the menus offer: blocks for /, people, units and things for ＠. */
import { useEffect, useState, type ReactNode } from "react";
import { Heading1, Heading2, Heading3, Image, List, ListChecks, ListOrdered, Quote, Table, Text, type LucideIcon } from "lucide-react";
import { foldCase } from "../../kernel/folding";
import { request } from "../../kernel/request";
import { useWords } from "../../kernel/words";
import { Avatar } from "../../ui/Avatar";
import { Icon } from "../../ui/Icon";
import { KindIcon } from "../../ui/KindIcon";
import type { Choice, ChoiceGroup } from "../../ui/suggesting";
import { findPrincipals } from "../../drive/api";
import type { Item } from "../../drive/shapes";
import type { Pick } from "../../people/shapes";
import { putTable, setBlock, type BlockName } from "./format";
import type { Editor } from "./makeEditor";
import type { Called } from "./suggestion";

export interface Suggested extends Choice {
  /** What stands in the row; `words` also tells two of one name apart. */
  readonly name: string;
  readonly second?: string;
  readonly drawing: ReactNode;
  readonly act: (editor: Editor, acts: { readonly onPicture: () => void }) => void;
}

const WAIT_MILLISECONDS = 120;

export function useSuggested(called: Called): readonly ChoiceGroup<Suggested>[] {
  const blocks = useBlocks(called.menu === "block" ? called.query : null);
  const mentions = useMentions(called.menu === "mention" ? called.query : null);
  return called.menu === "block" ? blocks : mentions;
}

export function drawSuggested(choice: Suggested): ReactNode {
  return (
    <>
      {choice.drawing}
      {/* A name is never cut; where there is no room, what stands beside it is. */}
      <span className={choice.second ? "shrink-0" : "min-w-0 flex-1 truncate"}>{choice.name}</span>
      {choice.second && <span className="ml-auto min-w-0 truncate text-second font-normal text-mute">{choice.second}</span>}
    </>
  );
}

const blocks: readonly { readonly name: BlockName; readonly icon: LucideIcon; readonly also: string }[] = [
  { name: "paragraph", icon: Text, also: "p honbun ほんぶん" },
  { name: "heading1", icon: Heading1, also: "h1 midasi みだし" },
  { name: "heading2", icon: Heading2, also: "h2 midasi みだし" },
  { name: "heading3", icon: Heading3, also: "h3 midasi みだし" },
  { name: "bulletListItem", icon: List, also: "ul list かじょうがき" },
  { name: "numberedListItem", icon: ListOrdered, also: "ol list ばんごう" },
  { name: "checkListItem", icon: ListChecks, also: "todo check ちぇっく" },
  { name: "quote", icon: Quote, also: "q いんよう" },
  { name: "table", icon: Table, also: "table ひょう" },
  { name: "image", icon: Image, also: "image picture がぞう" },
];

function useBlocks(query: string | null): readonly ChoiceGroup<Suggested>[] {
  const t = useWords("writing");
  if (query === null) return [];
  const wanted = foldCase(query);
  const choices = blocks
    .map(({ name, icon, also }): Suggested & { also: string } => ({
      id: name,
      name: t(`blocks.${name}`),
      words: t(`blocks.${name}`),
      also,
      drawing: <Icon of={icon} className="text-mute" />,
      act: (editor, { onPicture }) => {
        if (name === "table") putTable(editor);
        else if (name === "image") onPicture();
        else setBlock(editor, name);
      },
    }))
    .filter(({ words, also }) => wanted === "" || words.toLowerCase().includes(wanted) || also.includes(wanted));
  return [{ id: "blocks", name: t("suggest.block"), choices }];
}

interface Found {
  readonly people: readonly Pick[];
  readonly things: readonly Item[];
}

const nothing: Found = { people: [], things: [] };

function useMentions(query: string | null): readonly ChoiceGroup<Suggested>[] {
  const t = useWords("writing");
  const found = useFound(query);
  if (query === null) return [];
  const named = found.people.filter(({ id, kind }) => id !== null && (kind === "person" || kind === "unit"));
  const groups: readonly ChoiceGroup<Suggested>[] = [
    { id: "people", name: t("suggest.people"), choices: named.map(suggestPerson) },
    { id: "things", name: t("suggest.things"), choices: found.things.map(suggestThing) },
  ];
  return groups.filter(({ choices }) => choices.length > 0);
}

/** Asked shortly after the last letter; an answer that comes late is dropped. */
function useFound(query: string | null): Found {
  const [found, setFound] = useState(nothing);
  useEffect(() => {
    if (query === null || query === "") {
      setFound(nothing);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const { signal } = stop;
      const people = findPrincipals(query, { signal }).then((answer) => answer.principals);
      const things = [...query].length < 2 ? [] : findThings(query, signal);
      Promise.all([people.catch(() => []), Promise.resolve(things).catch(() => [])]).then(
        ([first, second]) => signal.aborted || setFound({ people: first.slice(0, 6), things: second.slice(0, 4) }),
        () => undefined,
      );
    }, WAIT_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [query]);
  return found;
}

async function findThings(query: string, signal: AbortSignal): Promise<readonly Item[]> {
  const path = `/api/drive/find?${new URLSearchParams({ query }).toString()}`;
  const { items } = await request<{ items: readonly { readonly item: Item }[] }>("GET", path, { signal });
  return items.map(({ item }) => item);
}

function suggestPerson(pick: Pick): Suggested {
  const kind = pick.kind === "unit" ? "unit" : "person";
  return {
    id: pick.id!,
    name: pick.name,
    words: `${pick.name} ${pick.detail}`.trim(),
    second: pick.detail,
    drawing: <Avatar name={pick.name} kind={pick.is_guest ? "guest" : kind} size={24} />,
    act: (editor) => putMention(editor, kind, pick.id!, pick.name),
  };
}

function suggestThing(item: Item): Suggested {
  return {
    id: item.id,
    name: item.name,
    words: item.name,
    drawing: <KindIcon kind={item.kind} />,
    act: (editor) => putMention(editor, "thing", item.id, item.name),
  };
}

function putMention(editor: Editor, kind: string, id: string, label: string): void {
  editor.insertInlineContent([{ type: "mention", props: { kind, id, label } }, " "], { updateSelection: true });
  editor.focus();
}
