/** Files within a file: opened below their row by the same viewers, or saved. */
import { Suspense, useState } from "react";
import { Download } from "lucide-react";
import { useWords } from "../../kernel/words";
import { wordSize } from "../../ui/dates";
import { Icon } from "../../ui/Icon";
import { KindIcon } from "../../ui/KindIcon";
import { Time } from "../../ui/Time";
import { Preview } from "./Preview";
import { partOf } from "./served";
import type { Source } from "./source";

export interface InnerFile {
  readonly place: number;
  readonly name: string;
  readonly size_bytes: number;
  readonly media_type: string;
  readonly at?: string;
  readonly is_encrypted?: boolean;
}

const MOST_DEPTH = 4;
const FIRST = 200;

/** The file within, as a source of its own: its places are told after those of what it lies in. */
export function sourceWithin(source: Source, file: InnerFile): Source {
  const address = new URL(source.previewUrl, location.origin);
  const places = address.searchParams.get("inner");
  address.searchParams.set("inner", places === null ? String(file.place) : `${places}.${file.place}`);
  const previewUrl = `${address.pathname}${address.search}`;
  const inner = { id: source.id, name: file.name.split("/").at(-1)!, mediaType: file.media_type, sizeBytes: file.size_bytes, previewUrl, contentUrl: "", downloadUrl: "" };
  return { ...inner, contentUrl: partOf(inner, { whole: "true", inline: "true" }), downloadUrl: partOf(inner, { whole: "true" }) };
}

const depthOf = (source: Source): number => (/[?&]inner=([\d.]+)/.exec(source.previewUrl)?.[1]?.split(".").length ?? 0) + 1;

export function Inner({ source, files }: { readonly source: Source; readonly files: readonly InnerFile[] }) {
  const t = useWords("previews");
  const [open, setOpen] = useState<number>();
  const [shown, setShown] = useState(FIRST);
  const mayOpen = depthOf(source) <= MOST_DEPTH;
  return (
    <>
      <ul>
        {files.slice(0, shown).map((file) => {
          const inner = sourceWithin(source, file);
          const isOpen = open === file.place;
          return (
            <li key={file.place} className="edge-hair-b last:border-b-0">
              <div className="flex min-h-row flex-wrap items-center gap-x-3 py-1">
                <KindIcon kind={kindOf(file.name)} mediaType={file.media_type} size={20} />
                {file.is_encrypted || !mayOpen ? (
                  <span className="min-w-0 flex-1">{file.name}</span>
                ) : (
                  <button type="button" aria-expanded={isOpen} className="link-text min-h-6 min-w-0 flex-1 text-left" onClick={() => setOpen(isOpen ? undefined : file.place)}>
                    {file.name}
                  </button>
                )}
                {file.is_encrypted && <span className="text-second text-mute">{t("archive.encrypted")}</span>}
                {file.at !== undefined && isMoment(file.at) && <Time at={file.at} className="text-second text-mute" />}
                <span className="text-second text-mute">{wordSize(file.size_bytes)}</span>
                {!file.is_encrypted && mayOpen && (
                  <a href={inner.downloadUrl} download className="link-text inline-flex min-h-6 items-center gap-1 text-second" aria-label={t("inner.save_named", { name: file.name })}>
                    <Icon of={Download} size={16} />
                    {t("inner.save")}
                  </a>
                )}
              </div>
              {isOpen && (
                <Suspense fallback={null}>
                  <div className="pt-1 pb-4">
                    <Preview source={inner} />
                  </div>
                </Suspense>
              )}
            </li>
          );
        })}
      </ul>
      {files.length > shown && (
        <button type="button" className="link-text py-2" onClick={() => setShown(shown + FIRST)}>
          {t("inner.more", { count: files.length - shown })}
        </button>
      )}
    </>
  );
}

/** A zip may say month 0 of 1980. */
const isMoment = (at: string): boolean => !Number.isNaN(Date.parse(at));

function kindOf(name: string): string {
  if (/\.(xlsx?|xlsm|csv)$/i.test(name)) return "sheet";
  if (/\.(pptx?|pptm)$/i.test(name)) return "slides";
  return /\.(docx?|docm|pdf|txt)$/i.test(name) ? "document" : "file";
}
