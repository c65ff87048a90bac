/** A mail: who wrote what to whom and when, and what was attached, each openable here and savable. */
import { useWords } from "../../kernel/words";
import { Time } from "../../ui/Time";
import { Inner, type InnerFile } from "./Inner";
import type { NotShown } from "./served";
import type { ViewerProps } from "./viewers";
import { Unshown } from "./Unshown";

export interface Mail {
  readonly kind: "mail";
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  readonly at: string | null;
  readonly words: string;
  readonly attachments: readonly InnerFile[];
  readonly unshown: readonly NotShown[];
}

export function MailView({ source, mail }: Pick<ViewerProps, "source"> & { readonly mail: Mail }) {
  const t = useWords("previews");
  const lines = [
    ["from", mail.from],
    ["to", mail.to],
    ["cc", mail.cc],
  ] as const;
  return (
    <section aria-label={source.name} className="min-h-full bg-page">
      <div className="edge-line-b px-5 py-4 max-desk:px-4">
        <h2 className="text-section">{mail.subject || t("mail.no_subject")}</h2>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 pt-3">
          {lines.map(
            ([key, words]) =>
              words !== "" && (
                <div key={key} className="contents">
                  <dt className="text-mute">{t(`mail.${key}`)}</dt>
                  <dd>{words}</dd>
                </div>
              ),
          )}
          {mail.at !== null && (
            <div className="contents">
              <dt className="text-mute">{t("mail.at")}</dt>
              <dd>
                <Time at={mail.at} />
              </dd>
            </div>
          )}
        </dl>
        <Unshown unshown={mail.unshown} below className="pt-2" />
      </div>
      {mail.attachments.length > 0 && (
        <div className="edge-line-b px-5 py-4 max-desk:px-4">
          <h3 className="pb-2 font-bold">{t("mail.attachments", { count: mail.attachments.length })}</h3>
          <Inner source={source} files={mail.attachments} />
        </div>
      )}
      <div className="px-5 py-4 whitespace-pre-wrap max-desk:px-4">{mail.words || <span className="text-mute">{t("mail.no_words")}</span>}</div>
    </section>
  );
}
