/** Around a shared thing: the way down to it, its name, what may be done; or that the link holds no more. */
import type { ReactNode } from "react";
import { isProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Banner } from "../ui/Banner";
import { Breadcrumbs } from "../ui/Breadcrumbs";
import { ErrorState } from "../ui/ErrorState";
import { KindIcon } from "../ui/KindIcon";
import { SkeletonRows } from "../ui/Skeleton";
import { OutsideFrame } from "./OutsideFrame";
import { sharedAddress, useOutside, type OutsideDetail } from "./shared";

interface SharedFrameProps {
  readonly id: string;
  readonly acts?: (detail: OutsideDetail) => ReactNode;
  readonly children: (detail: OutsideDetail) => ReactNode;
}

export function SharedFrame({ id, acts, children }: SharedFrameProps) {
  const t = useWords("links");
  const { data, error, refetch } = useOutside(id);
  if (isClosed(error)) return <SharedClosed agency={data?.agency ?? ""} />;
  if (data === undefined) {
    return (
      <OutsideFrame agency="" head={t("shared.head")} title={t("shared.head")} isWide>
        {error === null ? <SkeletonRows count={5} /> : <ErrorState title={t("shared.trouble")} error={error} onRetry={() => void refetch()} />}
      </OutsideFrame>
    );
  }
  const { thing, path, agency } = data;
  return (
    <OutsideFrame agency={agency} head={t("shared.head")} title={thing.name} isWide>
      {path.length > 0 && <Breadcrumbs crumbs={path.map((step) => ({ ...step, to: sharedAddress("folder", step.id) }))} here={thing.name} />}
      <div className="mt-1 mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="flex min-w-0 flex-1 basis-60 items-center gap-3 text-title wrap-anywhere">
          <KindIcon kind={thing.kind} mediaType={thing.media_type ?? undefined} size={24} />
          {thing.name}
        </h1>
        {acts?.(data)}
      </div>
      {children(data)}
    </OutsideFrame>
  );
}

/** Nobody is told whether it ended, was stopped, or shut out whoever has no account. */
export function isClosed(error: unknown): boolean {
  return isProblem(error) && [401, 403, 404].includes(error.status);
}

export function SharedClosed({ agency }: { readonly agency: string }) {
  const t = useWords("links");
  return (
    <OutsideFrame agency={agency} head={t("shared.head")} title={t("shared.closed_title")}>
      <h1 className="mb-4 text-title">{t("shared.closed_title")}</h1>
      <div role="alert">
        <Banner look="warn">
          <p>{t("shared.closed")}</p>
          <p className="mt-2">{t("shared.closed_again")}</p>
        </Banner>
      </div>
    </OutsideFrame>
  );
}
