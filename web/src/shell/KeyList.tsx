/** The list of keys, opened by ? anywhere outside a field; also what listens for the keys of the whole app. */
import { useEffect, useState } from "react";
import { useNavigate } from "@tanstack/react-router";
import { useWords } from "../kernel/words";
import { Dialog } from "../ui/Dialog";
import { handleKey } from "./keys";
import { commands, Search } from "./parts";

export function KeyList() {
  const t = useWords("shell");
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) =>
      handleKey(event, { showKeyList: () => setOpen(true), commands, go: (to) => void navigate({ to }) });
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [navigate]);
  const rows: readonly (readonly [keys: string, words: string])[] = [
    ["F6", t("keys.regions")],
    ...(Search ? [["Ctrl+K", t("keys.search")] as const] : []),
    ["?", t("keys.list")],
    ["Esc", t("keys.close")],
    ...commands.flatMap((command) => (command.keys === undefined ? [] : [[command.keys, t(command.words)] as const])),
  ];
  return (
    <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t("keys.title")} width="narrow">
      <dl>
        {rows.map(([keys, words]) => (
          <div key={keys + words} className="edge-hair-b flex min-h-row items-center gap-4">
            <dt className="order-2 ml-auto">
              <kbd className="edge-ctl rounded-chip px-2 font-sans text-second">{keys}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
