/** A PDF: waited for, unlocked, read. */
import { useState } from "react";
import { useWords } from "../../../kernel/words";
import { Button } from "../../../ui/Button";
import { TextField } from "../../../ui/TextField";
import type { ViewerProps } from "../viewers";
import { Waiting } from "../Waiting";
import { PdfPages } from "./PdfPages";
import { usePdf } from "./usePdf";

export function PdfView({ source, onBroken }: ViewerProps) {
  const opening = usePdf(source, onBroken);
  if (opening.kind === "reading") return <Waiting received={opening.received} size={source.sizeBytes} />;
  if (opening.kind === "password") return <Password isWrong={opening.isWrong} answer={opening.answer} />;
  return <PdfPages name={source.name} pdf={opening.pdf} first={opening.first} />;
}

/** The password stays in this page: it goes to the reader in the browser, never to the server. */
function Password({ isWrong, answer }: { readonly isWrong: boolean; readonly answer: (password: string) => void }) {
  const t = useWords("viewers");
  const [password, setPassword] = useState("");
  const give = () => {
    if (password !== "") answer(password);
  };
  return (
    <div className="mx-auto flex max-w-100 flex-col gap-4 px-6 py-12">
      <p className="text-section">{t("password.title")}</p>
      <p className="text-mute">{t("password.text")}</p>
      <TextField label={t("password.label")} type="password" autoComplete="off" autoFocus value={password} onChange={setPassword} onEnter={give} error={isWrong ? t("password.wrong") : undefined} />
      <div>
        <Button look="outlined" onPress={give}>
          {t("password.open")}
        </Button>
      </div>
    </div>
  );
}
