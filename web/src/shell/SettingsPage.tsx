/** 設定: the look, the language, the room between rows, the calendar; below, what features add (sessions …). */
import { setPreferences, usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { SegmentedChoice } from "../ui/SegmentedChoice";
import { settingsSections, useMine } from "./parts";

export function SettingsPage() {
  const t = useWords("shell");
  const preferences = usePreferences();
  return (
    <div className="max-w-180 px-10 py-6 max-desk:px-4">
      <title>{t("title", { page: t("rail.settings") })}</title>
      <h1 className="mb-6 text-title">{t("rail.settings")}</h1>
      <div className="flex flex-col gap-6">
        <SegmentedChoice
          label={t("settings.theme")}
          value={preferences.theme}
          choices={(["system", "light", "dark", "contrast"] as const).map((id) => ({ id, label: t(`settings.themes.${id}`) }))}
          onChange={(theme) => setPreferences({ theme })}
        />
        <SegmentedChoice
          label={t("settings.language")}
          value={preferences.language}
          choices={[
            { id: "ja", label: "日本語", lang: "ja" },
            { id: "en", label: "English", lang: "en" },
          ]}
          onChange={(language) => setPreferences({ language })}
        />
        <SegmentedChoice
          label={t("settings.density")}
          value={preferences.density}
          choices={(["compact", "standard", "roomy"] as const).map((id) => ({ id, label: t(`settings.densities.${id}`) }))}
          onChange={(density) => setPreferences({ density })}
        />
        <SegmentedChoice
          label={t("settings.era")}
          value={preferences.era}
          choices={(["wareki", "western"] as const).map((id) => ({ id, label: t(`settings.eras.${id}`) }))}
          onChange={(era) => setPreferences({ era })}
        />
        {useMine(settingsSections).map(({ id, Section }) => (
          <Section key={id} />
        ))}
      </div>
    </div>
  );
}
