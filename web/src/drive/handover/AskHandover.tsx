/** The last question before everything goes: what follows for whom. */
import { useState } from "react";
import { wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import type { Picked } from "../../people/PickField";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { handOver, type HandedOver } from "./api";

interface AskHandoverProps {
  readonly person: string | undefined;
  readonly to: Picked;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: (done: HandedOver) => void;
}

export function AskHandover({ person, to, name, onClose, onDone }: AskHandoverProps) {
  const t = useWords("handover");
  const ui = useWords("ui");
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const isUnit = to.pick.kind === "unit";
  const run = async () => {
    setBusy(true);
    try {
      onDone(await handOver(person, { kind: isUnit ? "unit" : "person", id: to.id }, name));
    } catch (error) {
      setTrouble(wordProblem(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      width="narrow"
      title={t("ask", { name: to.words })}
      onClose={onClose}
      description={
        <>
          <p className="mt-4">{t(isUnit ? "ask_unit" : "ask_person", { name: to.words })}</p>
          <p className="mt-2">{t(person === undefined ? "ask_mine" : "ask_theirs")}</p>
        </>
      }
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {ui("cancel")}
          </Button>
          <Button look="solid" size="large" isPending={isBusy} onPress={() => void run()}>
            {t("act")}
          </Button>
        </>
      }
    >
      {trouble !== undefined && (
        <div role="alert">
          <Banner look="err">{trouble}</Banner>
        </div>
      )}
    </Dialog>
  );
}
