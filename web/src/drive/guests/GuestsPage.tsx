/** Those whom one invited; for who manages people, all of the agency. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { NotFoundPage } from "../../gate/NotFoundPage";
import { useTopic } from "../../live/topics";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { SegmentedChoice } from "../../ui/SegmentedChoice";
import { SkeletonRows } from "../../ui/Skeleton";
import { renewGuests, useGuests } from "./api";
import { GuestRow } from "./GuestRow";

export function GuestsPage() {
  return useMe().person.is_guest ? <NotFoundPage /> : <Guests />;
}

function Guests() {
  const t = useWords("guests");
  const shell = useWords("shell");
  const me = useMe();
  const queries = useQueryClient();
  const isAdministrator = me.agency.abilities.includes("people.manage");
  const [which, setWhich] = useState<"mine" | "all">(isAdministrator ? "all" : "mine");
  const { data, error, refetch } = useGuests(which);
  useTopic(`person:${me.person.id}`, (name) => {
    if (name === "GuestChanged") renewGuests(queries);
  }, { onMissed: () => renewGuests(queries) });
  return (
    <div className="max-w-220 px-10 py-6 max-desk:px-4">
      <title>{shell("title", { page: t("title") })}</title>
      <h1 className="text-title">{t("title")}</h1>
      <p className="mt-1 mb-4 text-second text-mute">{t("text")}</p>
      {isAdministrator && (
        <SegmentedChoice
          label={t("which")}
          value={which}
          choices={[
            { id: "all", label: t("all") },
            { id: "mine", label: t("mine") },
          ]}
          onChange={setWhich}
        />
      )}
      {error !== null && data === undefined && <ErrorState title={t("failed")} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <SkeletonRows count={3} lines={2} />}
      {data?.guests.length === 0 && <EmptyState title={t(which === "all" ? "empty_all" : "empty")} hint={t("empty_hint")} />}
      <ul aria-label={t(which)} className="mt-2">
        {data?.guests.map((guest) => (
          <GuestRow key={guest.person} guest={guest} mostDays={data.most_days} canVouch={isAdministrator} />
        ))}
      </ul>
    </div>
  );
}
