/** Whether the panel of uploads stands in its corner: something is on its way, is being read, or was begun and not ended. */
import { useIsPreparing } from "./preparing";
import { useUnfinished } from "./unfinished";
import { useHasUploads } from "./uploads";

export function useHasUploadPanel(): boolean {
  const hasUploads = useHasUploads();
  const isPreparing = useIsPreparing();
  const hasUnfinished = useUnfinished().length > 0;
  return hasUploads || isPreparing || hasUnfinished;
}
