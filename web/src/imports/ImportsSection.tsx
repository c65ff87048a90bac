/** 設定 → ファイルサーバーの引っ越し: offered to those who have something to follow there, and to administrators. */
import { Link } from "@tanstack/react-router";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { useRuns } from "./api";

export function ImportsSection() {
  const t = useWords("imports");
  const { data: runs } = useRuns();
  const isAdministrator = useMe().agency.abilities.includes("import.count");
  if (!isAdministrator && !runs?.length) return null;
  return (
    <section aria-labelledby="imports-title" className="edge-line-t pt-6">
      <h2 id="imports-title" className="text-section">
        {t("title")}
      </h2>
      <p className="mb-3 text-second text-mute">{t("settings_text")}</p>
      <Link to="/imports" className="link-text">
        {t("settings_link")}
      </Link>
    </section>
  );
}
