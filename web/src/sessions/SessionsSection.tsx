/** 設定 → サインイン中の端末: where one is signed in, and the way to end it there, or everywhere at once. */
import { useState } from "react";
import { Laptop, LogOut, Smartphone } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { Chip } from "../ui/Chip";
import { Dialog } from "../ui/Dialog";
import { ErrorState } from "../ui/ErrorState";
import { Icon } from "../ui/Icon";
import { SkeletonRows } from "../ui/Skeleton";
import { Time } from "../ui/Time";
import { showToast, showTrouble } from "../ui/toasts";
import { endOtherSessions, endSession, renewCredentials, signOutEverywhere, useSessions } from "./credentials";
import type { SessionLine } from "./shapes";

export function SessionsSection() {
  const t = useWords("sessions");
  const queries = useQueryClient();
  const { data: sessions, error, refetch } = useSessions();
  const [isAsking, setAsking] = useState(false);
  const act = async (run: () => Promise<unknown>, words: string) => {
    try {
      await run();
      showToast({ words });
    } catch (trouble) {
      showTrouble(trouble);
    }
    renewCredentials(queries);
  };
  const hasOthers = (sessions ?? []).length > 1;
  return (
    <section aria-labelledby="sessions-title" className="edge-line-t pt-6">
      <h2 id="sessions-title" className="text-section">
        {t("list.title")}
      </h2>
      <p className="mb-3 text-second text-mute">{t("list.text")}</p>
      {error !== null && sessions === undefined && <ErrorState title={t("list.trouble")} error={error} onRetry={() => void refetch()} />}
      {sessions === undefined && error === null && <SkeletonRows count={2} lines={2} />}
      <ul>
        {sessions?.map((session) => (
          <Row key={session.id} session={session} onEnd={() => void act(() => endSession(session.id), t("list.ended"))} />
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-3">
        {hasOthers && (
          <Button onPress={() => void act(endOtherSessions, t("list.others_ended"))}>{t("list.end_others")}</Button>
        )}
        <Button look="danger" icon={LogOut} onPress={() => setAsking(true)}>
          {t("list.everywhere")}
        </Button>
      </div>
      <Dialog
        isOpen={isAsking}
        role="alertdialog"
        width="narrow"
        title={t("list.everywhere_title")}
        onClose={() => setAsking(false)}
        description={t("list.everywhere_text")}
        actions={
          <>
            <Button size="large" onPress={() => setAsking(false)}>
              {t("cancel")}
            </Button>
            <Button look="solid" size="large" onPress={() => void act(signOutEverywhere, t("list.ended"))}>
              {t("list.everywhere_do")}
            </Button>
          </>
        }
      >
        {null}
      </Dialog>
    </section>
  );
}

function Row({ session, onEnd }: { readonly session: SessionLine; readonly onEnd: () => void }) {
  const t = useWords("sessions");
  const isPhone = /iPhone|Android/.test(session.browser);
  const browser = session.browser === "" ? t("list.unknown_browser") : session.browser.replace(", ", "・");
  return (
    <li className="edge-hair-b flex min-h-row-two items-center gap-4 py-2">
      <Icon of={isPhone ? Smartphone : Laptop} size={24} className="text-mute" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3">
          {browser}
          {session.is_current && <Chip look="ok">{t("list.this")}</Chip>}
        </p>
        <p className="text-second text-mute">
          {t(`list.how.${session.how}`)}・{t("list.since")} <Time at={session.created_at} />
          {!session.is_current && (
            <>
              ・{t("list.seen")} <Time at={session.seen_at} />
            </>
          )}
        </p>
      </div>
      {!session.is_current && (
        <Button size="row" onPress={onEnd}>
          {t("list.end")}
        </Button>
      )}
    </li>
  );
}
