/** A guest's first page: how they sign in from the next time on, and then to what was shared with them. */
import { Link } from "@tanstack/react-router";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { PasskeysSection } from "../../sessions/PasskeysSection";
import { PasswordSection } from "../../sessions/PasswordSection";
import { buttonLook } from "../../ui/buttonLook";

export function WelcomePage() {
  const t = useWords("guests");
  const shell = useWords("shell");
  const { person } = useMe();
  const title = t("welcome.title", { name: person.name });
  return (
    <div className="max-w-180 px-10 py-6 max-desk:px-4">
      <title>{shell("title", { page: title })}</title>
      <h1 className="text-title">{title}</h1>
      <p className="mt-2">{t("welcome.text")}</p>
      <dl className="edge-line my-6 rounded-card p-4">
        <dt className="text-second text-mute">{t("welcome.number")}</dt>
        <dd className="text-section">{person.number}</dd>
        <dd className="text-second text-mute">{t("welcome.number_text")}</dd>
      </dl>
      <div className="flex flex-col gap-6">
        <PasskeysSection />
        <PasswordSection />
      </div>
      <p className="edge-line-t mt-6 pt-6">
        <Link to="/drive/shared" className={buttonLook("solid", "large")}>
          {t("welcome.go")}
        </Link>
      </p>
    </div>
  );
}
