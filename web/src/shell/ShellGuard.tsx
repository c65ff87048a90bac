/**
 * Who may see the shell: a signed-in person. When a session ends under an open page, the page stays mounted but
 * hidden and inert, so that what was typed is there after signing in again; if somebody else signs in, everything is
 * thrown away.
 */
import { lazy, Suspense, useEffect, useRef } from "react";
import { useMeQuery, type Me } from "../sessions/me";
import { useWords } from "../kernel/words";
import { ErrorState } from "../ui/ErrorState";
import { Shell } from "./Shell";

/** Fetched apart: most visits find somebody signed in. */
export const loadSignIn = async () => ({ default: (await import("../sessions/SignInPage")).SignInPage });
const SignInPage = lazy(loadSignIn);

export function ShellGuard() {
  const t = useWords("shell");
  const { data: me, error, refetch } = useMeQuery();
  const last = useRef<Me | null>(null);
  useEffect(() => {
    if (!me) return;
    if (last.current !== null && last.current.person.id !== me.person.id) location.reload();
    last.current = me;
  }, [me]);

  if (me === undefined) {
    if (!error) return null;
    return (
      <main className="mx-auto max-w-160 p-8">
        <ErrorState title={t("start_failed")} error={error} onRetry={() => void refetch()} />
      </main>
    );
  }
  const shown = me ?? last.current;
  return (
    <>
      {shown && (
        <div hidden={me === null} inert={me === null}>
          <Shell me={shown} />
        </div>
      )}
      {me === null && (
        <Suspense>
          <SignInPage hasEnded={last.current !== null} />
        </Suspense>
      )}
    </>
  );
}
