/** The way in: a passkey, else 職員番号 and password. Shown in place, so the address one wanted stays. */
import { useState, type FormEvent } from "react";
import { Fingerprint, KeyRound } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { wordProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { Banner } from "../ui/Banner";
import { TextField } from "../ui/TextField";
import { meKey } from "./me";
import { hasPasskeys, hasTurnedAway } from "./passkey";
import { SignInFrame } from "./SignInFrame";
import { signInWithPasskey, signInWithPassword } from "./signIn";

export function SignInPage({ hasEnded = false }: { readonly hasEnded?: boolean }) {
  const t = useWords("sessions");
  return (
    <SignInFrame title={t("title")}>
      {hasEnded && <Banner look="warn">{t("ended")}</Banner>}
      <SignInForm />
    </SignInFrame>
  );
}

type Way = "passkey" | "password";

function SignInForm() {
  const t = useWords("sessions");
  const queries = useQueryClient();
  const [number, setNumber] = useState("");
  const [password, setPassword] = useState("");
  const [way, setWay] = useState<Way>(hasPasskeys() ? "passkey" : "password");
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();

  const signIn = async (how: () => Promise<void>) => {
    setBusy(true);
    setTrouble(undefined);
    try {
      await how();
      await queries.invalidateQueries({ queryKey: meKey });
    } catch (error) {
      // Turning away from the passkey window is a choice, not a failure.
      setTrouble(hasTurnedAway(error) ? t("passkey_not_used") : wordProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void signIn(() => (way === "password" ? signInWithPassword(number, password) : signInWithPasskey()));
  };

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      {way === "passkey" && <p>{t("passkey_text")}</p>}
      {way === "password" && (
        <TextField label={t("number")} hint={`${t("number_hint")} (${t("number_hint_guest")})`} value={number} onChange={setNumber} name="username" autoComplete="username" autoFocus />
      )}
      {way === "password" && (
        <TextField label={t("password")} type="password" value={password} onChange={setPassword} name="password" autoComplete="current-password" />
      )}
      {trouble && (
        <div role="alert">
          <Banner look="err">{trouble}</Banner>
        </div>
      )}
      <Button type="submit" look="solid" size="decide" icon={way === "passkey" ? Fingerprint : KeyRound} isPending={isBusy}>
        {t(way === "passkey" ? "with_passkey" : "with_password")}
      </Button>
      {hasPasskeys() && <OtherWay way={way} onChange={setWay} />}
    </form>
  );
}

function OtherWay({ way, onChange }: { readonly way: Way; readonly onChange: (way: Way) => void }) {
  const t = useWords("sessions");
  const other = way === "passkey" ? "password" : "passkey";
  return (
    <>
      <p className="flex items-center gap-3 text-second text-mute before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t("other_ways")}
      </p>
      <Button size="large" icon={other === "passkey" ? Fingerprint : KeyRound} onPress={() => onChange(other)}>
        {t(other)}
      </Button>
    </>
  );
}
