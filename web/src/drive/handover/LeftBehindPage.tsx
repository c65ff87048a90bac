/** For administrators: whose things nobody has taken over since they left. Nothing goes by itself before. */
import { Link } from "@tanstack/react-router";
import { useWords } from "../../kernel/words";
import { Avatar } from "../../ui/Avatar";
import { buttonLook } from "../../ui/buttonLook";
import { wordSize } from "../../ui/dates";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { SkeletonRows } from "../../ui/Skeleton";
import { Time } from "../../ui/Time";
import { useNameOf } from "../wording";
import { useLeftBehind } from "./api";

export function LeftBehindPage() {
  const t = useWords("handover");
  const shell = useWords("shell");
  const { data, error, refetch } = useLeftBehind();
  const nameOf = useNameOf(data?.map(({ person }) => person) ?? []);
  return (
    <div className="max-w-220 px-10 py-6 max-desk:px-4">
      <title>{shell("title", { page: t("left.title") })}</title>
      <h1 className="text-title">{t("left.title")}</h1>
      <p className="mt-1 mb-4 text-second text-mute">{t("left.text")}</p>
      {error !== null && data === undefined && <ErrorState title={t("failed")} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <SkeletonRows count={3} lines={2} />}
      {data?.length === 0 && <EmptyState title={t("left.empty")} />}
      <ul>
        {data?.map(({ person, left_on: day, used_bytes: size }) => (
          <li key={person} className="edge-hair-b flex min-h-row-two flex-wrap items-center gap-3 py-2">
            <Avatar name={nameOf(person)} />
            <span className="min-w-0 flex-1">
              <span className="block break-words">{nameOf(person)}</span>
              <span className="block text-second text-mute">
                <Time at={day} as="day" /> {wordSize(size)}
              </span>
            </span>
            <Link to="/people/$person/handover" params={{ person } as never} className={buttonLook("plain", "row")}>
              {t("act")}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
