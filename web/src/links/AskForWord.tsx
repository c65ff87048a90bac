/** The word that was told besides the link. What it opens stands above the field. */
import { useState, type ReactNode } from "react";
import { isProblem, wordProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { OutsideFrame } from "../outside/OutsideFrame";
import { Button } from "../ui/Button";
import { TextField } from "../ui/TextField";

interface AskForWordProps {
  readonly agency: string;
  readonly head: string;
  readonly title: string;
  readonly hint: string;
  readonly act: string;
  readonly children: ReactNode;
  /** Rejects where it is not the word. */
  readonly onWord: (word: string) => Promise<void>;
  readonly onClosed: () => void;
}

export function AskForWord({ agency, head, title, hint, act, children, onWord, onClosed }: AskForWordProps) {
  const t = useWords("links");
  const [word, setWord] = useState("");
  const [trouble, setTrouble] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    if (word === "" || isBusy) return;
    setBusy(true);
    try {
      await onWord(word);
    } catch (error) {
      if (isProblem(error, "link_closed")) onClosed();
      setTrouble(error);
      setBusy(false);
    }
  };
  return (
    <OutsideFrame agency={agency} head={head} title={title}>
      {children}
      <TextField
        className="mt-8"
        label={t("outside.word")}
        hint={hint}
        value={word}
        onChange={setWord}
        onEnter={() => void go()}
        error={trouble === undefined ? undefined : wordProblem(trouble)}
        autoComplete="off"
        autoFocus
      />
      <Button look="solid" size="decide" className="mt-4 w-full" isPending={isBusy} isDisabled={word === ""} onPress={() => void go()}>
        {act}
      </Button>
    </OutsideFrame>
  );
}
