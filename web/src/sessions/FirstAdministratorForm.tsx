/** The first person of a new server: name, 職員番号, and a passkey or a password. */
import { useState, type FormEvent } from "react";
import { Fingerprint, KeyRound } from "lucide-react";
import { wordProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { SegmentedChoice } from "../ui/SegmentedChoice";
import { TextField } from "../ui/TextField";
import { hasPasskeys, hasTurnedAway } from "./passkey";
import { registerFirstAdministrator, type Administrator } from "./signIn";

const empty: Administrator = { number: "", surname: "", given: "", surname_reading: "", given_reading: "" };
const fields = ["surname", "given", "surname_reading", "given_reading", "number"] as const;

type Way = "passkey" | "password";

export function FirstAdministratorForm({ token }: { readonly token: string }) {
  const t = useWords("sessions");
  const [person, setPerson] = useState(empty);
  const [password, setPassword] = useState("");
  const [way, setWay] = useState<Way>(hasPasskeys() ? "passkey" : "password");
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const register = async () => {
    setBusy(true);
    try {
      await registerFirstAdministrator(token, person, way === "password" ? password : null);
      location.assign("/");
    } catch (error) {
      setTrouble(hasTurnedAway(error) ? t("passkeys.not_made") : wordProblem(error));
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void register();
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <p>{t("first.text")}</p>
      <div className="grid grid-cols-2 gap-4">
        {fields.map((field) => (
          <TextField
            key={field}
            label={t(`first.${field}`)}
            value={person[field]}
            onChange={(value) => setPerson({ ...person, [field]: value })}
            className={field === "number" ? "col-span-2" : ""}
            isRequired
          />
        ))}
      </div>
      {hasPasskeys() && (
        <SegmentedChoice<Way>
          label={t("first.way")}
          value={way}
          choices={[
            { id: "passkey", label: t("passkey") },
            { id: "password", label: t("password") },
          ]}
          onChange={setWay}
        />
      )}
      {way === "password" && (
        <TextField label={t("password")} hint={t("change.rule")} type="password" value={password} onChange={setPassword} autoComplete="new-password" isRequired />
      )}
      {trouble && (
        <div role="alert">
          <Banner look="err">{trouble}</Banner>
        </div>
      )}
      <Button type="submit" look="solid" size="decide" icon={way === "passkey" ? Fingerprint : KeyRound} isPending={isBusy}>
        {t(way === "passkey" ? "first.with_passkey" : "first.with_password")}
      </Button>
    </form>
  );
}
