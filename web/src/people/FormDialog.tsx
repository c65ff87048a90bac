/** A dialog around a small form: saves on Enter and by its button, keeps what was typed when saving fails. */
import { useState, type FormEvent, type ReactNode } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { wordProblem } from "../kernel/problem";
import { Dialog } from "../ui/Dialog";
import { FormEnd } from "../ui/FormEnd";
import { showToast, showTrouble } from "../ui/toasts";
import { renewPeople } from "./queries";

interface FormDialogProps {
  readonly title: string;
  readonly action: string;
  /** Said once it is saved. */
  readonly done: string;
  readonly save: () => Promise<void>;
  /** The way back, offered with what is said. */
  readonly undo?: () => Promise<void>;
  /** What still has to be given; said instead of saving. */
  readonly missing?: string;
  /** Nothing typed is lost by Esc; nothing changed is not sent. */
  readonly isChanged?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function FormDialog({ title, action, done, save, undo, missing, isChanged, onClose, children }: FormDialogProps) {
  const queries = useQueryClient();
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const takeBack = async () => {
    try {
      await undo?.();
    } catch (error) {
      showTrouble(error);
    }
    renewPeople(queries);
  };
  const run = async () => {
    if (isChanged === false) return onClose();
    if (missing !== undefined) return setTrouble(missing);
    setBusy(true);
    try {
      await save();
      showToast({ words: done, undo: undo && { act: () => void takeBack() } });
      onClose();
    } catch (error) {
      setTrouble(wordProblem(error));
      setBusy(false);
    }
    renewPeople(queries);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void run();
  };
  return (
    <Dialog isOpen width="narrow" title={title} holdsText={isChanged} onClose={onClose}>
      <form onSubmit={onSubmit} className="flex flex-col gap-5">
        {children}
        <FormEnd action={action} trouble={trouble} isBusy={isBusy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
