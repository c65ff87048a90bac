/** A name for a version: Enter takes it, Esc leaves things as they were; what the server refuses stays typed. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { isComposing } from "../../kernel/composing";
import { wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/TextField";
import { nameVersion } from "./acts";
import type { Version } from "./shapes";

const MOST_CHARACTERS = 100;

interface NameVersionProps {
  readonly id: string;
  readonly version: Version;
  readonly onEnd: () => void;
}

export function NameVersion({ id, version, onEnd }: NameVersionProps) {
  const t = useWords("versions");
  const ui = useWords("ui");
  const queries = useQueryClient();
  const [name, setName] = useState(version.name ?? "");
  const [trouble, setTrouble] = useState<string>();
  const [isPending, setPending] = useState(false);
  const save = async () => {
    setPending(true);
    try {
      await nameVersion(queries, id, version.number, name);
      onEnd();
    } catch (error) {
      setTrouble(wordProblem(error));
      setPending(false);
    }
  };
  return (
    <div
      className="mt-3"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || isComposing(event)) return;
        event.stopPropagation();
        onEnd();
      }}
    >
      <TextField
        label={t("name")}
        hint={t("name_hint")}
        value={name}
        onChange={setName}
        mostCharacters={MOST_CHARACTERS}
        error={trouble}
        onEnter={() => void save()}
        autoFocus
      />
      <div className="mt-2 flex gap-2">
        <Button size="row" isPending={isPending} onPress={() => void save()}>
          {t("save")}
        </Button>
        <Button size="row" look="quiet" onPress={onEnd}>
          {ui("cancel")}
        </Button>
      </div>
    </div>
  );
}
