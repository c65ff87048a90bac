/** At the head of a folder: what it is for, folded after two lines, and its tags; editors change both in place. */
import { useLayoutEffect, useRef, useState } from "react";
import { Link } from "@tanstack/react-router";
import { Pencil, Tag } from "lucide-react";
import { readDraft } from "../../kernel/drafts";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { drawLater } from "../../ui/later";
import { OwnLinks } from "../OwnLinks";
import type { About, Detail } from "../shapes";
import { can } from "../wording";
import type { EditAboutProps } from "./EditAbout";

const EditAbout = drawLater<EditAboutProps>(async () => (await import("./EditAbout")).EditAbout);

export function draftOf(folder: string): string {
  return `about.${folder}`;
}

export function AboutFolder({ detail }: { readonly detail: Detail }) {
  const t = useWords("about");
  const me = useMe().person.id;
  const { item, about } = detail;
  const isEditable = can(item, "folder.describe");
  // What was typed and not saved is still there.
  const [isEditing, setEditing] = useState(() => isEditable && readDraft(me, draftOf(item.id)) !== null);
  if (about === null) return null;
  if (isEditing) return <EditAbout folder={item.id} about={about} onEnd={() => setEditing(false)} />;
  const isEmpty = about.description === "" && about.tags.length === 0;
  if (isEmpty && !isEditable) return null;
  return (
    <section aria-label={t("title")} className="pb-3">
      {about.description !== "" && <Description text={about.description} />}
      <div className="flex flex-wrap items-center gap-2">
        {about.tags.length > 0 && <Tags about={about} />}
        {isEditable && (
          <Button size="row" look="quiet" icon={isEmpty ? Tag : Pencil} className={isEmpty ? "-ml-3" : ""} onPress={() => setEditing(true)}>
            {t(isEmpty ? "add" : "change")}
          </Button>
        )}
      </div>
    </section>
  );
}

function Tags({ about }: { readonly about: About }) {
  const t = useWords("about");
  return (
    <ul aria-label={t("tags")} className="flex flex-wrap gap-2">
      {about.tags.map((tag) => (
        <li key={tag}>
          <Link
            to="/drive/tagged"
            search={{ tag } as never}
            className="press edge-line inline-flex h-7 items-center gap-1 rounded-full bg-page px-3 text-second hover:bg-sub max-desk:h-11"
          >
            <Icon of={Tag} size={16} className="text-mute" />
            {tag}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Description({ text }: { readonly text: string }) {
  const t = useWords("about");
  const words = useRef<HTMLParagraphElement>(null);
  const [isLong, setLong] = useState(false);
  const [isWhole, setWhole] = useState(false);
  useLayoutEffect(() => {
    const measure = () => {
      const line = words.current;
      if (line !== null && !isWhole) setLong(line.scrollHeight > line.clientHeight + 1);
    };
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, [text, isWhole]);
  return (
    <div className="max-w-180 pb-2">
      <p ref={words} className={`break-words whitespace-pre-wrap ${isWhole ? "" : "line-clamp-2"}`}>
        <OwnLinks text={text} />
      </p>
      {isLong && (
        <button type="button" aria-expanded={isWhole} className="link-text min-h-6 text-second" onClick={() => setWhole(!isWhole)}>
          {t(isWhole ? "fold" : "unfold")}
        </button>
      )}
    </div>
  );
}
