/** What one typed and the server will not take any more: shown, and offered for copying. It leaves with the page only. */
import { useState, type ReactNode } from "react";
import { Check, Copy } from "lucide-react";
import { useWords } from "../kernel/words";
import { announce } from "../ui/announce";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { copyText } from "../ui/copyText";

interface UnsentTextProps {
  readonly text: string;
  readonly why: string;
  readonly action?: ReactNode;
}

export function UnsentText({ text, why, action }: UnsentTextProps) {
  const t = useWords("writing");
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    if (!(await copyText(text))) return;
    setCopied(true);
    announce(t("unsent.copied"));
  };
  return (
    <Banner look="err" action={action}>
      <p className="font-bold">{why}</p>
      {text !== "" && (
        <>
          <p>{t("unsent.text")}</p>
          <textarea readOnly aria-label={t("unsent.label")} value={text} rows={Math.min(8, text.split("\n").length + 1)} className="edge-ctl mt-2 w-full rounded-field bg-page px-4 py-2 text-ink" />
          <Button look="outlined" icon={isCopied ? Check : Copy} className="mt-2" onPress={() => void copy()}>
            {t(isCopied ? "unsent.copied" : "unsent.copy")}
          </Button>
        </>
      )}
    </Banner>
  );
}
