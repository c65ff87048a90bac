/**
 * Honest 404: gone, mistyped, in the bin and not allowed all look the same, and asking for access is always offered
 * and always answered alike. Somebody's bell rings only if the thing exists; this page never learns which.
 */
import { useState } from "react";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { wordProblem } from "../kernel/problem";
import { makeIdempotencyKey, request } from "../kernel/request";
import { useWords } from "../kernel/words";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { TextField } from "../ui/TextField";

const MOST_CHARACTERS = 200;

interface NotFoundPageProps {
  /** What the address names; without it, the last two parts of the address are taken. */
  readonly thing?: { readonly kind: string; readonly id: string };
}

export function NotFoundPage({ thing }: NotFoundPageProps) {
  const t = useWords("gate");
  const shell = useWords("shell");
  const navigate = useNavigate();
  const address = useRouterState({ select: (state) => state.location.pathname });
  return (
    <div className="max-w-180 px-10 py-10 max-desk:px-4 max-desk:py-6">
      <title>{shell("title", { page: t("not_found.title") })}</title>
      <h1 className="text-title">{t("not_found.title")}</h1>
      <p className="mt-2">{t("not_found.text")}</p>
      <AskForAccess thing={thing ?? readThing(address)} onHome={() => void navigate({ to: "/" })} />
    </div>
  );
}

/** `/drive/folders/<id>` → the kind and id somebody meant, right or wrong. */
export function readThing(address: string): { readonly kind: string; readonly id: string } {
  const parts = address.split("/").filter((part) => part !== "");
  return { kind: (parts.at(-2) ?? "thing").replace(/s$/, ""), id: parts.at(-1) ?? "" };
}

interface AskForAccessProps {
  readonly thing: { readonly kind: string; readonly id: string };
  readonly onHome: () => void;
}

function AskForAccess({ thing, onHome }: AskForAccessProps) {
  const t = useWords("gate");
  const [reason, setReason] = useState("");
  const [state, setState] = useState<"writing" | "sending" | "sent">("writing");
  const [trouble, setTrouble] = useState<string>();
  const [key] = useState(makeIdempotencyKey);
  const ask = async () => {
    setState("sending");
    setTrouble(undefined);
    try {
      await request("POST", "/api/access-requests", { body: { ...thing, reason }, idempotencyKey: key });
      setState("sent");
    } catch (error) {
      setTrouble(wordProblem(error));
      setState("writing");
    }
  };
  if (state === "sent") {
    return (
      <div className="mt-8" role="status">
        <Banner look="ok" action={<Button onPress={onHome}>{t("not_found.home")}</Button>}>
          {t("not_found.sent")}
        </Banner>
      </div>
    );
  }
  const isMissing = reason.trim() === "";
  return (
    <section aria-label={t("not_found.ask")} className="edge-line mt-8 rounded-card p-6 max-desk:p-4">
      <h2 className="text-section">{t("not_found.ask")}</h2>
      <p className="mb-4 text-second text-mute">{t("not_found.ask_text")}</p>
      <TextField label={t("not_found.reason")} value={reason} onChange={setReason} rows={3} mostCharacters={MOST_CHARACTERS} isRequired />
      {trouble && (
        <div role="alert" className="mt-4">
          <Banner look="err">{trouble}</Banner>
        </div>
      )}
      <div className="edge-hair-t mt-6 flex flex-wrap justify-end gap-3 pt-4">
        <Button size="large" onPress={onHome}>
          {t("not_found.home")}
        </Button>
        <Button
          look="solid"
          size="large"
          isPending={state === "sending"}
          isDisabled={isMissing || reason.length > MOST_CHARACTERS}
          why={isMissing ? t("not_found.reason_missing") : undefined}
          onPress={() => void ask()}
        >
          {t("not_found.ask")}
        </Button>
      </div>
    </section>
  );
}
