/** My drive: the folder that is nobody else's until I share it. */
import { Link } from "@tanstack/react-router";
import { ThingTrouble } from "../gate/ThingTrouble";
import { SkeletonRows } from "../ui/Skeleton";
import { Folder } from "./FolderPage";
import { useWords } from "../kernel/words";
import { EmptyState } from "../ui/EmptyState";
import { useRoots } from "./queries";

export function MyDrivePage() {
  const { data: roots, error, refetch } = useRoots();
  if (roots?.own === null) return <NoDrive />;
  if (roots !== undefined) return <Folder id={roots.own.id} />;
  if (error !== null) return <ThingTrouble error={error} onRetry={() => void refetch()} />;
  return (
    <div className="px-8 py-6 max-desk:px-4">
      <SkeletonRows count={8} />
    </div>
  );
}

function NoDrive() {
  const t = useWords("drive");
  return (
    <div className="px-8 py-6 max-desk:px-4">
      <title>{t("own")}</title>
      <h1 className="text-title">{t("own")}</h1>
      <EmptyState
        title={t("guest_place.title")}
        hint={t("guest_place.text")}
        actions={
          <Link to="/drive/shared" className="link-text">
            {t("shared.title")}
          </Link>
        }
      />
    </div>
  );
}
