/**
 * Where a one-time link lands: `/link#token`. The secret rides in the fragment, which no server or log sees, is taken
 * out of the address at once, and is exchanged by POST only when the person presses the button: a mail scanner that
 * opens links does not use it up.
 */
import { useState } from "react";
import { wordProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { SignInFrame } from "./SignInPage";
import { signInWithLink } from "./signIn";

function takeToken(): string {
  const token = location.hash.slice(1);
  if (token !== "") history.replaceState(history.state, "", location.pathname);
  return token;
}

export function LinkPage() {
  const t = useWords("sessions");
  const [token] = useState(takeToken);
  const [trouble, setTrouble] = useState(token === "" ? t("link_empty") : undefined);
  const [isBusy, setBusy] = useState(false);
  const useLink = async () => {
    setBusy(true);
    try {
      await signInWithLink(token);
      location.assign("/");
    } catch (error) {
      setTrouble(wordProblem(error));
      setBusy(false);
    }
  };
  return (
    <SignInFrame title={t("link_title")}>
      <p className="mb-5">{t("link_text")}</p>
      {trouble && (
        <div role="alert" className="mb-5">
          <Banner look="err">{trouble}</Banner>
        </div>
      )}
      {token !== "" && (
        <Button look="solid" size="decide" className="w-full" isPending={isBusy} onPress={() => void useLink()}>
          {t("link_use")}
        </Button>
      )}
    </SignInFrame>
  );
}
