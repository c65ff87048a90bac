/** The three sections of 設定 about signing in, fetched together. */
import { PasskeysSection } from "./PasskeysSection";
import { PasswordSection } from "./PasswordSection";
import { SessionsSection } from "./SessionsSection";

export function OwnSections() {
  return (
    <>
      <SessionsSection />
      <PasskeysSection />
      <PasswordSection />
    </>
  );
}
