/** My drive: the folder that is nobody else's until I share it. */
import { ThingTrouble } from "../gate/ThingTrouble";
import { SkeletonRows } from "../ui/Skeleton";
import { Folder } from "./FolderPage";
import { useRoots } from "./queries";

export function MyDrivePage() {
  const { data: roots, error, refetch } = useRoots();
  if (roots !== undefined) return <Folder id={roots.own.id} />;
  if (error !== null) return <ThingTrouble error={error} onRetry={() => void refetch()} />;
  return (
    <div className="px-8 py-6 max-desk:px-4">
      <SkeletonRows count={8} />
    </div>
  );
}
