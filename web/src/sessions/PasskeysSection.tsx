/** 設定 → パスキー: the ones a person has, a new one for this device, and removing one that is lost. */
import { useState } from "react";
import { Fingerprint, Plus } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { wordProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { ErrorState } from "../ui/ErrorState";
import { Icon } from "../ui/Icon";
import { SkeletonRows } from "../ui/Skeleton";
import { Time } from "../ui/Time";
import { showToast } from "../ui/toasts";
import { addPasskey, removePasskey, renewCredentials, useCredentials } from "./credentials";
import { hasPasskeys, hasTurnedAway } from "./passkey";
import type { PasskeyLine } from "./shapes";

export function PasskeysSection() {
  const t = useWords("sessions");
  const queries = useQueryClient();
  const { data, error, refetch } = useCredentials();
  const [isBusy, setBusy] = useState(false);
  const [removing, setRemoving] = useState<PasskeyLine | null>(null);
  const act = async (run: () => Promise<void>, words: string) => {
    setBusy(true);
    try {
      await run();
      showToast({ words });
    } catch (trouble) {
      showToast({ words: hasTurnedAway(trouble) ? t("passkeys.not_made") : wordProblem(trouble), look: "trouble" });
    }
    setBusy(false);
    setRemoving(null);
    renewCredentials(queries);
  };
  return (
    <section aria-labelledby="passkeys-title" className="edge-line-t pt-6">
      <h2 id="passkeys-title" className="text-section">
        {t("passkey")}
      </h2>
      <p className="mb-3 text-second text-mute">{t("passkeys.text")}</p>
      {error !== null && data === undefined && <ErrorState title={t("passkeys.trouble")} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <SkeletonRows count={1} lines={2} />}
      {data?.passkeys.length === 0 && <p>{t("passkeys.none")}</p>}
      <ul>
        {data?.passkeys.map((passkey) => (
          <Row key={passkey.id} passkey={passkey} onRemove={() => setRemoving(passkey)} />
        ))}
      </ul>
      {hasPasskeys() ? (
        <Button icon={Plus} isPending={isBusy} onPress={() => void act(() => addPasskey(""), t("passkeys.added"))} className="mt-4">
          {t("passkeys.add")}
        </Button>
      ) : (
        <p className="mt-4 text-second text-mute">{t("passkeys.not_here")}</p>
      )}
      {removing && (
        <Dialog
          isOpen
          role="alertdialog"
          width="narrow"
          title={t("passkeys.remove_title", { name: removing.name })}
          onClose={() => setRemoving(null)}
          description={t("passkeys.remove_text")}
          actions={
            <>
              <Button size="large" onPress={() => setRemoving(null)}>
                {t("cancel")}
              </Button>
              <Button look="solid" size="large" isPending={isBusy} onPress={() => void act(() => removePasskey(removing.id), t("passkeys.removed"))}>
                {t("passkeys.remove")}
              </Button>
            </>
          }
        >
          {null}
        </Dialog>
      )}
    </section>
  );
}

function Row({ passkey, onRemove }: { readonly passkey: PasskeyLine; readonly onRemove: () => void }) {
  const t = useWords("sessions");
  return (
    <li className="edge-hair-b flex min-h-row-two items-center gap-4 py-2">
      <Icon of={Fingerprint} size={24} className="text-mute" />
      <div className="min-w-0 flex-1">
        <p>{passkey.name === "" ? t("passkey") : passkey.name.replace(", ", "・")}</p>
        <p className="text-second text-mute">
          {t("passkeys.made")} <Time at={passkey.created_at} />・
          {passkey.used_at === null ? (
            t("passkeys.never")
          ) : (
            <>
              {t("passkeys.used")} <Time at={passkey.used_at} />
            </>
          )}
        </p>
      </div>
      <Button size="row" onPress={onRemove}>
        {t("passkeys.remove")}
      </Button>
    </li>
  );
}
