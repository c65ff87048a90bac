/**
 * Honest 404: gone, mistyped, in the bin and not allowed all look the same, and asking for access is always offered
 * and always answered alike. This page never learns which it was.
 */
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useWords } from "../kernel/words";
import { useMeQuery } from "../sessions/me";
import { AskLater } from "./AskLater";

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** The last id of the address is the thing somebody meant, right or wrong. */
export function findThingId(address: string): string | null {
  return address.match(ID)?.at(-1) ?? null;
}

export function NotFoundPage() {
  const t = useWords("gate");
  const shell = useWords("shell");
  const navigate = useNavigate();
  const isGuest = useMeQuery().data?.person.is_guest === true;
  const address = useRouterState({ select: (state) => state.location.pathname });
  return (
    <div className="max-w-180 px-10 py-10 max-desk:px-4 max-desk:py-6">
      <title>{shell("title", { page: t("not_found.title") })}</title>
      <h1 className="text-title">{t("not_found.title")}</h1>
      {!isGuest && <p className="mt-2">{t("not_found.text")}</p>}
      <AskLater thingId={findThingId(address)} onHome={() => void navigate({ to: "/" })} />
    </div>
  );
}
