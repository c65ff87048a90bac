/** The versions of a file, the latest first, and the place where a changed one comes back. */
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/ErrorState";
import { SkeletonRows } from "../../ui/Skeleton";
import { FileColumn } from "../FileColumn";
import type { Item } from "../shapes";
import { can } from "../wording";
import { DropZone } from "./DropZone";
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

export function VersionsPanel(props: VersionsPanelProps) {
  const t = useWords("versions");
  const { item, versions } = props;
  return (
    <FileColumn
      name={t("list")}
      title={t("count", { count: versions.total || (item.version ?? 0) })}
      closeName={t("close")}
      foot={<Foot item={item} versions={versions} />}
      footInSheet="first"
    >
      <List {...props} />
    </FileColumn>
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
