/**
 * Where a one-time link lands: `/link#token`. The secret rides in the fragment, which no server or log sees, is taken
 * out of the address at once, and is exchanged by POST only when the person presses the button: a mail scanner that
 * opens links does not use it up.
 */
import { useEffect, useState, type ReactNode } from "react";
import { wordProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { FirstAdministratorForm } from "./FirstAdministratorForm";
import { SignInFrame } from "./SignInFrame";
import type { LinkCard } from "./shapes";
import { lookAtLink, signInWithLink } from "./signIn";

function takeToken(): string {
  const token = location.hash.slice(1);
  if (token !== "") history.replaceState(history.state, "", location.pathname);
  return token;
}

export function LinkPage() {
  const t = useWords("sessions");
  const [token] = useState(takeToken);
  const [card, setCard] = useState<LinkCard>();
  const [trouble, setTrouble] = useState(token === "" ? t("link_empty") : undefined);
  useEffect(() => {
    if (token !== "") lookAtLink(token).then(setCard, (error: unknown) => setTrouble(wordProblem(error)));
  }, [token]);
  if (card?.purpose === "first-administrator") {
    return (
      <SignInFrame title={t("first.title")}>
        <FirstAdministratorForm token={token} />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title={t(card?.purpose === "guest" ? "guest_title" : "link_title")}>
      {trouble ? <Trouble>{trouble}</Trouble> : card && <UseLink token={token} name={card.name ?? ""} isGuest={card.purpose === "guest"} onTrouble={setTrouble} />}
    </SignInFrame>
  );
}

function Trouble({ children }: { readonly children: ReactNode }) {
  return (
    <div role="alert">
      <Banner look="err">{children}</Banner>
    </div>
  );
}

interface UseLinkProps {
  readonly token: string;
  readonly name: string;
  readonly isGuest: boolean;
  readonly onTrouble: (words: string) => void;
}

function UseLink({ token, name, isGuest, onTrouble }: UseLinkProps) {
  const t = useWords("sessions");
  const [isBusy, setBusy] = useState(false);
  const use = async () => {
    setBusy(true);
    try {
      await signInWithLink(token);
      location.assign(isGuest ? "/welcome" : "/");
    } catch (error) {
      onTrouble(wordProblem(error));
      setBusy(false);
    }
  };
  return (
    <>
      <p className="mb-5">{t(isGuest ? "guest_text" : "link_text", { name })}</p>
      <Button look="solid" size="decide" className="w-full" isPending={isBusy} onPress={() => void use()}>
        {t(isGuest ? "guest_use" : "link_use")}
      </Button>
    </>
  );
}
