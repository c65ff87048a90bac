/** 設定 → アプリパスワード: which devices open shared drives by a program, and the way to end each. */
import { useState } from "react";
import { HardDrive, Plus } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { lastMoment, wordDayNarrow } from "../ui/dates";
import { Dialog } from "../ui/Dialog";
import { ErrorState } from "../ui/ErrorState";
import { Icon } from "../ui/Icon";
import { SkeletonRows } from "../ui/Skeleton";
import { Time } from "../ui/Time";
import { showToast, showTrouble } from "../ui/toasts";
import { endAppPassword, renewAppPasswords, useAppPasswords, type AppPassword } from "./api";
import { MakeDialog } from "./MakeDialog";

export function AppPasswordsSection() {
  const t = useWords("webdav");
  const { data, error, refetch } = useAppPasswords();
  const [isMaking, setMaking] = useState(false);
  const [ending, setEnding] = useState<AppPassword | null>(null);
  // What was made while the city had WebDAV can be ended still.
  if (data !== undefined && data.address === null && data.passwords.length === 0) return null;
  const isFull = data !== undefined && data.passwords.length >= data.limit;
  return (
    <section aria-labelledby="app-passwords-title" className="edge-line-t pt-6">
      <h2 id="app-passwords-title" className="text-section">
        {t("title")}
      </h2>
      <p className="mb-3 text-second text-mute">{t("text")}</p>
      {error !== null && data === undefined && <ErrorState title={t("trouble")} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <SkeletonRows count={1} lines={2} />}
      {data?.passwords.length === 0 && <p>{t("none")}</p>}
      <ul>
        {data?.passwords.map((password) => (
          <Row key={password.id} password={password} onEnd={() => setEnding(password)} />
        ))}
      </ul>
      {data && data.address !== null && (
        <>
          {isFull && <p className="mt-4 text-second text-mute">{t("full", { limit: data.limit })}</p>}
          <Button icon={Plus} isDisabled={isFull} onPress={() => setMaking(true)} className="mt-4">
            {t("add")}
          </Button>
          {isMaking && <MakeDialog address={data.address} number={data.number} onClose={() => setMaking(false)} />}
        </>
      )}
      {ending && <EndDialog password={ending} onClose={() => setEnding(null)} />}
    </section>
  );
}

function Row({ password, onEnd }: { readonly password: AppPassword; readonly onEnd: () => void }) {
  const t = useWords("webdav");
  const style = usePreferences();
  return (
    <li className="edge-hair-b flex min-h-row-two items-center gap-4 py-2">
      <Icon of={HardDrive} size={24} className="text-mute" />
      <div className="min-w-0 flex-1">
        <p className="break-words">{password.name}</p>
        <p className="flex flex-wrap gap-x-3 text-second text-mute">
          {password.used_at === null ? (
            <span>{t("never")}</span>
          ) : (
            <span>
              {t("used")} <Time at={password.used_at} />
              {password.used_from !== null && ` (${password.used_from})`}
            </span>
          )}
          {password.client !== null && <span>{t("client", { client: password.client })}</span>}
          <time dateTime={password.ends_at}>{t("until", { day: wordDayNarrow(lastMoment(password.ends_at), style) })}</time>
        </p>
        {password.refused_at !== null && (
          <p className="text-second text-err">
            {t("refused", { client: password.refused_client })} <Time at={password.refused_at} />
          </p>
        )}
      </div>
      <Button size="row" aria-label={t("end_of", { name: password.name })} onPress={onEnd}>
        {t("end")}
      </Button>
    </li>
  );
}

function EndDialog({ password, onClose }: { readonly password: AppPassword; readonly onClose: () => void }) {
  const t = useWords("webdav");
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const { id, name } = password;
  const end = async () => {
    setBusy(true);
    try {
      await endAppPassword(id);
      showToast({ words: t("ended", { name }) });
    } catch (trouble) {
      showTrouble(trouble);
    }
    renewAppPasswords(queries);
    onClose();
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      width="narrow"
      title={t("end_title", { name })}
      onClose={onClose}
      description={t("end_text")}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {t("cancel")}
          </Button>
          <Button look="solid" size="large" isPending={isBusy} onPress={() => void end()}>
            {t("end_do")}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
