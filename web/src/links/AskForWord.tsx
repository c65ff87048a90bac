/** The word that the section told besides the link. */
import { useState } from "react";
import { isProblem, wordProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { TextField } from "../ui/TextField";
import { CardHead } from "./CardHead";
import { begin, type Card } from "./holding";
import { OutsideFrame } from "../outside/OutsideFrame";

interface AskForWordProps {
  readonly card: Card;
  readonly secret: string;
  readonly onRight: (passphrase: string, token: string) => void;
  readonly onClosed: () => void;
}

export function AskForWord({ card, secret, onRight, onClosed }: AskForWordProps) {
  const t = useWords("links");
  const [word, setWord] = useState("");
  const [trouble, setTrouble] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    if (word === "" || isBusy) return;
    setBusy(true);
    try {
      onRight(word, await begin(secret, word));
    } catch (error) {
      if (isProblem(error, "link_closed")) onClosed();
      setTrouble(error);
      setBusy(false);
    }
  };
  return (
    <OutsideFrame agency={card.agency} head={t("outside.head")} title={card.subject}>
      <CardHead card={card} />
      <TextField
        className="mt-8"
        label={t("outside.word")}
        hint={t("outside.word_hint")}
        value={word}
        onChange={setWord}
        onEnter={() => void go()}
        error={trouble === undefined ? undefined : wordProblem(trouble)}
        autoComplete="off"
      />
      <Button look="solid" size="decide" className="mt-4 w-full" isPending={isBusy} isDisabled={word === ""} onPress={() => void go()}>
        {t("outside.word_go")}
      </Button>
    </OutsideFrame>
  );
}
