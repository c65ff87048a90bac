/** A shared file as whoever has no account sees it: read in the page, and saved. */
import { useParams } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { contentOf } from "../drive/addresses";
import { Preview } from "../drive/preview/Preview";
import { sourceOf } from "../drive/preview/source";
import { saveAs } from "../drive/saveAs";
import { useWords } from "../kernel/words";
import { SharedFrame } from "../outside/SharedFrame";
import { Button } from "../ui/Button";
import { wordSize } from "../ui/dates";
import { Time } from "../ui/Time";

export function SharedFilePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const t = useWords("links");
  return (
    <SharedFrame
      id={id}
      acts={({ thing }) => (
        <Button look="solid" icon={Download} onPress={() => saveAs(contentOf(id, "attachment"), thing.name)}>
          {t("shared.save")}
        </Button>
      )}
    >
      {({ thing }) => (
        <>
          <p className="mb-3 flex flex-wrap gap-x-4 text-second text-mute">
            {thing.size_bytes !== null && <span>{wordSize(thing.size_bytes)}</span>}
            <Time at={thing.modified_at} />
          </p>
          <div className="flex min-h-[70dvh] flex-1 flex-col">
            <Preview key={id} source={sourceOf(thing)} />
          </div>
        </>
      )}
    </SharedFrame>
  );
}
