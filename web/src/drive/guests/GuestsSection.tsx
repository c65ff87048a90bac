/** 設定 → ゲスト: what they are, and the way to those whom one invited. */
import { Link } from "@tanstack/react-router";
import { useWords } from "../../kernel/words";

export function GuestsSection() {
  const t = useWords("guests");
  return (
    <section aria-labelledby="guests-title" className="edge-line-t pt-6">
      <h2 id="guests-title" className="text-section">
        {t("title")}
      </h2>
      <p className="mb-3 text-second text-mute">{t("settings_text")}</p>
      <Link to="/guests" className="link-text">
        {t("settings_link")}
      </Link>
    </section>
  );
}
