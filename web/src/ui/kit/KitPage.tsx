/**
 * Every part of the kit in every state, on one page at `/dev/ui`: for people who build screens to look at, and for
 * the tests, which walk it in all themes and widths. Nothing here is reachable from a menu.
 */
import { useWords } from "../../kernel/words";
import { setPreferences, usePreferences } from "../../kernel/preferences";
import { SegmentedChoice } from "../SegmentedChoice";
import { Toasts } from "../Toasts";
import { ButtonSamples, ChipSamples, PeopleSamples } from "./marks";
import { FieldSamples } from "./fields";
import { FloatSamples } from "./floats";
import { StateSamples } from "./states";

export function KitPage() {
  const t = useWords("shell");
  const { theme, language } = usePreferences();
  return (
    <main className="bg-page p-8 text-ink max-desk:p-4">
      <title>{t("title", { page: "UI" })}</title>
      <div className="flex flex-wrap items-end gap-6">
        <h1 className="text-title">UI</h1>
        <SegmentedChoice
          label={t("settings.theme")}
          isLabelHidden
          value={theme}
          choices={(["light", "dark", "contrast"] as const).map((id) => ({ id, label: t(`settings.themes.${id}`) }))}
          onChange={(chosen) => setPreferences({ theme: chosen })}
        />
        <SegmentedChoice
          label={t("settings.language")}
          isLabelHidden
          value={language}
          choices={[
            { id: "ja", label: "日本語", lang: "ja" },
            { id: "en", label: "English", lang: "en" },
          ]}
          onChange={(chosen) => setPreferences({ language: chosen })}
        />
      </div>
      <div className="mt-6 grid gap-10 wide:grid-cols-3">
        <div className="flex min-w-0 flex-col gap-8">
          <ButtonSamples />
          <FieldSamples />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <StateSamples />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <ChipSamples />
          <PeopleSamples />
          <FloatSamples />
        </div>
      </div>
      <Toasts />
    </main>
  );
}
