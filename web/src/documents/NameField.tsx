/** The name, changed in place by those who may: press it, type, Enter. Esc leaves it as it was. */
import { useEffect, useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { rename } from "../drive/api";
import { keys as driveKeys } from "../drive/queries";
import type { Detail } from "../drive/shapes";
import { isComposing, isEnter } from "../kernel/composing";
import { useWords } from "../kernel/words";
import { fieldLook } from "../ui/fieldLook";
import { showTrouble } from "../ui/toasts";

const MOST_CHARACTERS = 255;

export function NameField({ detail, canRename }: { readonly detail: Detail; readonly canRename: boolean }) {
  const t = useWords("writing");
  const { item } = detail;
  const [isEditing, setEditing] = useState(false);
  if (!isEditing) {
    const name = <span className="min-w-0 truncate">{item.name}</span>;
    return (
      <h1 className="flex min-w-0 text-section" title={item.name}>
        {canRename ? (
          <button type="button" onClick={() => setEditing(true)} className="press flex min-w-0 rounded-chip hover:bg-sub" title={t("rename")}>
            {name}
            <span className="sr-only"> {t("rename")}</span>
          </button>
        ) : (
          name
        )}
      </h1>
    );
  }
  return <NameInput detail={detail} onEnd={() => setEditing(false)} />;
}

function NameInput({ detail, onEnd }: { readonly detail: Detail; readonly onEnd: () => void }) {
  const t = useWords("writing");
  const queries = useQueryClient();
  const { item } = detail;
  const [name, setName] = useState(item.name);
  const input = useRef<HTMLInputElement>(null);
  const hasEnded = useRef(false);
  useEffect(() => input.current?.select(), []);
  const save = async () => {
    if (hasEnded.current) return;
    hasEnded.current = true;
    const wanted = name.trim();
    if (wanted === "" || wanted === item.name) {
      onEnd();
      return;
    }
    try {
      const renamed = await rename(item.id, wanted, item.revision);
      queries.setQueryData(driveKeys.detail(item.id), { ...detail, item: renamed });
      onEnd();
    } catch (error) {
      // What was typed stays in the field.
      hasEnded.current = false;
      showTrouble(error);
      input.current?.focus();
    }
  };
  return (
    <input
      ref={input}
      aria-label={t("name")}
      value={name}
      maxLength={MOST_CHARACTERS}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (isEnter(event)) void save();
        else if (event.key === "Escape" && !isComposing(event)) {
          hasEnded.current = true;
          onEnd();
        }
      }}
      className={`h-9 max-w-150 px-2 text-section ${fieldLook}`}
    />
  );
}
