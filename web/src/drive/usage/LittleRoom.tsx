/** Over a folder whose drive is nearly full: said to those who add things, before they are refused. */
import { Link } from "@tanstack/react-router";
import { useWords } from "../../kernel/words";
import { Banner } from "../../ui/Banner";
import { wordSize } from "../../ui/dates";
import type { Detail } from "../shapes";
import { can } from "../wording";
import { addressOfUsage } from "./api";

export function LittleRoom({ detail }: { readonly detail: Detail }) {
  const t = useWords("usage");
  const room = detail.little_room;
  if (!room) return null;
  const isFull = room.used_bytes >= room.limit_bytes;
  const drive = detail.path[0]?.id ?? detail.item.id;
  return (
    <div className="my-2">
      <Banner look={isFull ? "err" : "warn"}>
        {t(isFull ? "full" : "little", { used: wordSize(room.used_bytes), limit: wordSize(room.limit_bytes) })}{" "}
        {can(detail.item, "usage.read") && (
          <Link to={addressOfUsage(drive)} className="link-text">
            {t("see")}
          </Link>
        )}
      </Banner>
    </div>
  );
}
