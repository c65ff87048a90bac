/** The versions of a file, the latest first, and the place where a changed one comes back. */
import { X } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorState } from "../../ui/ErrorState";
import { SkeletonRows } from "../../ui/Skeleton";
import type { Item } from "../shapes";
import { can } from "../wording";
import { DropZone } from "./DropZone";
import { showVersionsPanel } from "./panelState";
import type { Versions } from "./queries";
import type { Version } from "./shapes";
import { VersionRow } from "./VersionRow";

export interface VersionsPanelProps {
  readonly item: Item;
  readonly versions: Versions;
  /** The number that the page shows. */
  readonly shown: number;
  /** That version, where an address asked for it: it may be older than what is loaded. */
  readonly asked: Version | undefined;
}

/** Beside the preview, as high as it is. */
export function VersionsColumn({ item, versions, shown, asked }: VersionsPanelProps) {
  const t = useWords("versions");
  const ui = useWords("ui");
  return (
    <aside
      data-region="panel"
      tabIndex={-1}
      aria-label={t("list")}
      className="edge-line-t edge-line-l flex min-h-0 w-80 shrink-0 flex-col overflow-hidden bg-page"
    >
      <header className="edge-line-b flex items-center gap-2 py-1 pr-1 pl-4">
        <h2 className="flex-1 text-section">{t("count", { count: versions.total || (item.version ?? 0) })}</h2>
        <Button look="quiet" icon={X} aria-label={t("close")} onPress={() => showVersionsPanel(false)}>
          {ui("close")}
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={t("list")}>
        <List item={item} versions={versions} shown={shown} asked={asked} />
      </div>
      <Foot item={item} versions={versions} />
    </aside>
  );
}

/** From below on a phone, over the page on a narrow desk. */
export function VersionsSheet({ item, versions, shown, asked }: VersionsPanelProps) {
  const t = useWords("versions");
  return (
    <Dialog isOpen title={t("count", { count: versions.total || (item.version ?? 0) })} onClose={() => showVersionsPanel(false)}>
      <div className="-mx-4">
        <Foot item={item} versions={versions} />
        <List item={item} versions={versions} shown={shown} asked={asked} />
      </div>
    </Dialog>
  );
}

function Foot({ item, versions }: Pick<VersionsPanelProps, "item" | "versions">) {
  if (!can(item, "file.replace")) return null;
  const newest = versions.versions[0]?.number ?? item.version ?? 1;
  return <DropZone item={item} next={newest + 1} />;
}

function List({ item, versions, shown, asked }: VersionsPanelProps) {
  const t = useWords("versions");
  if (versions.error !== null) return <ErrorState title={t("trouble")} error={versions.error} onRetry={versions.again} />;
  if (versions.isLoading) return <SkeletonRows count={4} lines={2} />;
  const isFar = asked !== undefined && !versions.versions.some(({ number }) => number === asked.number);
  return (
    <>
      <ol>
        {isFar && <VersionRow item={item} version={asked} isShown />}
        {versions.versions.map((version) => (
          <VersionRow key={version.number} item={item} version={version} isShown={version.number === shown} />
        ))}
      </ol>
      {versions.hasMore && (
        <div className="p-4 text-center">
          <Button isPending={versions.isLoadingMore} onPress={versions.loadMore}>
            {t("more")}
          </Button>
        </div>
      )}
      {versions.total > 1 && <p className="px-4 py-3 text-second text-mute">{t("age_note")}</p>}
    </>
  );
}
