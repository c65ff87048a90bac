/** When drawing a page failed: say so, give back what was typed, offer another try. The rest of the app stays. */
import { Copy } from "lucide-react";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { copyText } from "../ui/copyText";
import { ErrorState } from "../ui/ErrorState";
import { showToast } from "../ui/toasts";

interface PageFailureProps {
  readonly error: unknown;
  readonly texts: readonly string[];
  readonly again: () => void;
}

export function PageFailure({ error, texts, again }: PageFailureProps) {
  const t = useWords("shell");
  const copy = async () => {
    if (await copyText(texts.join("\n\n"))) showToast({ words: t("failure.copied") });
  };
  return (
    <div className="max-w-180 p-8 max-desk:p-4">
      <ErrorState title={t("failure.title")} error={error} hint={t(texts.length > 0 ? "failure.text_kept" : "failure.text")} onRetry={again} />
      {texts.length > 0 && (
        <section className="mt-6">
          <h2 className="text-section">{t("failure.typed")}</h2>
          {texts.map((text, index) => (
            <pre key={index} className="edge-line mt-3 max-h-60 overflow-auto rounded-field bg-sub p-4 font-sans whitespace-pre-wrap" tabIndex={0}>
              {text}
            </pre>
          ))}
          <Button className="mt-3" icon={Copy} onPress={() => void copy()}>
            {t("failure.copy")}
          </Button>
        </section>
      )}
    </div>
  );
}
