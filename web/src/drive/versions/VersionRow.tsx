/** One version in the list: when, by whom, how it came; what one does with it stands in the row that is shown. */
import { useState } from "react";
import { Link } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { Columns2, Download, History, Link as LinkIcon, Pencil, Pin } from "lucide-react";
import type { TFunction } from "i18next";
import { useWords } from "../../kernel/words";
import { PersonAvatar } from "../../people/PersonMark";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { addressOf } from "../addresses";
import type { Item } from "../shapes";
import { can, useNameOf } from "../wording";
import { copyVersionLink, downloadVersion, keep, restore } from "./acts";
import { NameVersion } from "./NameVersion";
import type { Version } from "./shapes";
import { useShow } from "./useShown";
import { VersionTime } from "./VersionTime";

interface VersionRowProps {
  readonly item: Item;
  readonly version: Version;
  readonly isShown: boolean;
}

export function VersionRow({ item, version, isShown }: VersionRowProps) {
  const t = useWords("versions");
  const drive = useWords("drive");
  const name = useNameOf([version.made_by])(version.made_by);
  const marks = (["kept", "linked", "aside"] as const).filter((mark) => version[mark]);
  return (
    <li className={`edge-hair-b relative px-4 py-3 ${isShown ? "ground-sel" : "hover:bg-sub"}`}>
      {isShown && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-1 bg-pri" />}
      <Link
        to={addressOf("file", item.id)}
        search={(version.is_current ? {} : { version: version.number }) as never}
        aria-current={isShown ? "true" : undefined}
        className="block rounded-chip"
      >
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 font-bold">
            {t("number", { number: version.number })} <VersionTime at={version.made_at} />
          </span>
          {isShown ? <span className="shrink-0 font-bold text-link">{t("shown")}</span> : version.is_current && <span className="shrink-0 text-second text-mute">{t("now")}</span>}
        </span>
        {version.name !== null && <span className="mt-1 block font-bold break-words">{version.name}</span>}
        <span className="mt-1 flex min-w-0 items-center gap-2 text-second text-mute">
          {name !== "" && <PersonAvatar id={version.made_by} name={name} size={24} />}
          <span className="min-w-0 break-words">
            {name}
            {name !== "" && drive("dot")}
            {wordHow(t, version)}
          </span>
        </span>
      </Link>
      {marks.length > 0 && (
        <span className="mt-2 flex flex-wrap gap-2">
          {marks.map((mark) => (
            <Chip key={mark} look={mark === "aside" ? "warn" : "plain"}>
              {t(`marks.${mark}`)}
            </Chip>
          ))}
        </span>
      )}
      {isShown && <Acts item={item} version={version} />}
    </li>
  );
}

/** 取り込み · アプリから戻しました · 第2版から · 第1版に戻しました */
function wordHow(t: TFunction, version: Version): string {
  const from = version.based_on;
  if (version.how === "restored" || version.how === "chosen") return t(`how.${version.how}_from`, { from });
  if (from !== null && from !== version.number - 1) return t("how.returned_from", { from });
  return t(`how.${version.how}`);
}

function Acts({ item, version }: { readonly item: Item; readonly version: Version }) {
  const t = useWords("versions");
  const queries = useQueryClient();
  const show = useShow(item.id);
  const [isNaming, setNaming] = useState(false);
  const { number } = version;
  const isEditable = can(item, "file.replace");
  const other = version.is_current ? number - 1 : item.version!;
  if (isNaming) return <NameVersion id={item.id} version={version} onEnd={() => setNaming(false)} />;
  return (
    <div role="group" aria-label={t("acts.of", { number })} className="mt-3 flex flex-wrap gap-2">
      <Button size="row" icon={LinkIcon} onPress={() => void copyVersionLink(queries, item.id, number)}>
        {t("acts.link")}
      </Button>
      {other > 0 && (
        <Button size="row" icon={Columns2} onPress={() => show(number, other)}>
          {t("acts.compare")}
        </Button>
      )}
      {!version.is_current && isEditable && (
        <Button size="row" icon={History} onPress={() => void restore(queries, item, number).then(() => show(null))}>
          {t("acts.restore")}
        </Button>
      )}
      {!version.is_current && (
        <Button size="row" icon={Download} onPress={() => downloadVersion(item, number)}>
          {t("acts.download")}
        </Button>
      )}
      {isEditable && (
        <>
          <Button size="row" icon={Pencil} onPress={() => setNaming(true)}>
            {t(version.name === null ? "acts.name" : "acts.rename")}
          </Button>
          <Button size="row" icon={Pin} aria-pressed={version.kept} className="aria-pressed:ground-sel aria-pressed:text-link" onPress={() => void keep(queries, item.id, number, !version.kept)}>
            {t("acts.keep")}
          </Button>
        </>
      )}
    </div>
  );
}
