/** Newer bytes for a file, on their way. What fails or is stopped is given up, and the file stays as it was. */
import type { QueryClient } from "@tanstack/react-query";
import { holdPage } from "../../kernel/leaving";
import type { Sending } from "../../kernel/sending";
import type { Item } from "../shapes";
import { cancelUpload, sendByTus, type TusOptions } from "../upload/tus";
import { basedOn, tellReplaced } from "./acts";
import type { ReplacedItem } from "./shapes";

export function sendVersion(queries: QueryClient, item: Item, file: File, me: string, told: Pick<TusOptions, "onProgress" | "onWaiting">): Sending<void> {
  let begun: string | undefined;
  const sending = sendByTus<ReplacedItem>({ kind: "file", id: item.id, basedOn: basedOn(item, me) }, file, {
    ...told,
    name: item.name,
    onUrl: (url) => (begun = url),
  });
  const finish = async () => {
    const letPageGo = holdPage();
    try {
      tellReplaced(queries, item, await sending.done);
    } catch (error) {
      if (begun !== undefined) void cancelUpload(begun);
      throw error;
    } finally {
      letPageGo();
    }
  };
  return { done: finish(), stop: sending.stop };
}
