/** 設定 → 引き継ぎ: for oneself, and for administrators what those who left have left behind. */
import { Link } from "@tanstack/react-router";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";

export function HandoverSection() {
  const t = useWords("handover");
  const isAdministrator = useMe().agency.abilities.includes("people.manage");
  return (
    <section aria-labelledby="handover-title" className="edge-line-t pt-6">
      <h2 id="handover-title" className="text-section">
        {t("title")}
      </h2>
      <p className="mb-3 text-second text-mute">{t("settings_text")}</p>
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        <Link to="/handover" className="link-text">
          {t("settings_link")}
        </Link>
        {isAdministrator && (
          <Link to="/handovers" className="link-text">
            {t("left_link")}
          </Link>
        )}
      </p>
    </section>
  );
}
