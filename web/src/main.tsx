/** Starts the page: the words first, because nothing can be drawn without them; then the app; fonts beside it. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { watchConnection } from "./kernel/connection";
import { getPreferences, usePreferences, watchMachineTheme } from "./kernel/preferences";
import { makeQueryClient } from "./kernel/queries";
import { loadLaterWords, startWords } from "./kernel/words";
import { watchSignOut } from "./sessions/me";
import { makeRouter } from "./shell/router";
import { startAnnouncing } from "./ui/announce";
import { wordSize } from "./ui/dates";
import { loadDialog, loadLater, loadMenu } from "./ui/later";
import { loadSignIn } from "./shell/ShellGuard";
import "./ui/theme.css";

const queries = makeQueryClient();
const router = makeRouter();

function App() {
  const { language } = usePreferences();
  return (
    <QueryClientProvider client={queries}>
      <I18nProvider locale={language === "ja" ? "ja-JP" : "en-US"}>
        <RouterProvider router={router} />
      </I18nProvider>
    </QueryClientProvider>
  );
}

async function start(): Promise<void> {
  watchMachineTheme();
  watchConnection();
  watchSignOut(queries);
  startAnnouncing();
  await startWords(getPreferences().language, { size: wordSize });
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  loadLater([() => loadLaterWords(), loadMenu, loadDialog, loadSignIn]);
  // The slices are declared apart from the first stylesheet: their hundred kilobytes must not hold up the first paint.
  await import("./ui/fonts");
}

void start();
