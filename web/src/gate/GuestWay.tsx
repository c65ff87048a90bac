/** What a guest is told where somebody of the agency could ask for access. */
import { Link } from "@tanstack/react-router";
import { useWords } from "../kernel/words";

export function GuestWay() {
  const t = useWords("gate");
  return (
    <>
      <p className="mt-2">{t("guest.text")}</p>
      <p className="mt-4">
        <Link to="/drive/shared" className="link-text">
          {t("guest.home")}
        </Link>
      </p>
    </>
  );
}
