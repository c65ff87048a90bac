/** Before anyone is signed in, the look and the language can already be chosen. */
import { Contrast, Languages } from "lucide-react";
import { setPreferences, usePreferences, type Theme } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { Menu } from "../ui/Menu";

const themes: readonly Theme[] = ["system", "light", "dark", "contrast"];

export function AppearanceBar() {
  const t = useWords("shell");
  const { theme, language } = usePreferences();
  const other = language === "ja" ? "en" : "ja";
  return (
    <footer className="edge-line-t flex flex-wrap items-center justify-end gap-3 px-8 py-3 max-desk:px-4">
      <Menu
        name={t("settings.theme")}
        placement="top start"
        trigger={(props) => (
          <Button {...props} look="quiet" icon={Contrast}>
            {t("settings.theme")}: {t(`settings.themes.${theme}`)}
          </Button>
        )}
        acts={themes.map((id) => ({ id, label: t(`settings.themes.${id}`), onAction: () => setPreferences({ theme: id }) }))}
      />
      <Button look="quiet" icon={Languages} onPress={() => setPreferences({ language: other })}>
        <span lang={other}>{other === "en" ? "English" : "日本語"}</span>
      </Button>
    </footer>
  );
}
