/** What a file shows of itself: the bytes of the version one came for, what there is to say about it, its versions. */
import type { ReactNode } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { isProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { DropHint } from "../../ui/DropHint";
import { ErrorState } from "../../ui/ErrorState";
import { drawLater } from "../../ui/later";
import { SkeletonRows } from "../../ui/Skeleton";
import { useFileDrop } from "../../ui/useFileDrop";
import { CommentsLater } from "../comments/later";
import { useFilePanel } from "../filePanel";
import { Preview } from "../preview/Preview";
import { sourceOf } from "../preview/source";
import type { Item } from "../shapes";
import { can } from "../wording";
import { sourceOfVersion } from "./addresses";
import { useVersions } from "./queries";
import { returnFile } from "./returning";
import type { Shown } from "./useShown";
import { AsideBanners, EditingBanners, ShownBanner } from "./VersionBanners";
import type { VersionsPanelProps } from "./VersionsPanel";

const VersionsPanel = drawLater<VersionsPanelProps>(async () => (await import("./VersionsPanel")).VersionsPanel);
const Compare = drawLater(async () => (await import("./Compare")).Compare);

interface FileBodyProps {
  readonly item: Item;
  readonly shown: Shown;
  /** The files before and after this one. */
  readonly around: ReactNode;
}

export function FileBody({ item, shown, around }: FileBodyProps) {
  const t = useWords("versions");
  const queries = useQueryClient();
  const me = useMe().person.id;
  const versions = useVersions(item.id, can(item, "file.download"));
  const panel = useFilePanel();
  const { isOver, hands } = useFileDrop(can(item, "file.replace"), ({ files: [file] }) => {
    if (file !== undefined) void returnFile(queries, item, file, me);
  });
  if (!can(item, "file.download")) return <div className="px-8 max-desk:px-4"><EditingBanners item={item} /></div>;
  const side = { item, versions, shown: shown.number ?? item.version ?? 0, asked: shown.version };
  return (
    <div {...hands} className="relative flex min-h-0 flex-1 flex-col">
      <div className="shrink-0 px-8 max-desk:px-4">
        <EditingBanners item={item} />
        <AsideBanners item={item} waiting={versions.waiting} />
        <ShownBanner item={item} shown={shown} />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">
          <Bytes item={item} shown={shown} around={around} />
        </div>
        {panel === "versions" && <VersionsPanel {...side} />}
        {panel === "comments" && can(item, "comment.read") && <CommentsLater key={item.id} item={item} shown={shown.number} />}
      </div>
      {isOver && <DropHint words={t("drop.over")} />}
    </div>
  );
}

function Bytes({ item, shown, around }: FileBodyProps) {
  const t = useWords("versions");
  const { number, version, compare, error, again } = shown;
  if (number === null) return <Preview key={item.version} source={sourceOf(item)} around={around} />;
  if (compare !== null) return <Compare item={item} numbers={[number, compare]} />;
  // That it is gone stands above already.
  if (isProblem(error, "no_such_version")) return null;
  if (error !== null && version === undefined) return <div className="px-8 max-desk:px-4"><ErrorState title={t("at.trouble", { number })} error={error} onRetry={again} /></div>;
  if (version === undefined) return <SkeletonRows count={4} />;
  return <Preview key={number} source={sourceOfVersion(item, version)} around={around} />;
}
