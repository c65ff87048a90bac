/** The look shared by buttons and by links that stand where a button would. */
export type ButtonLook = "solid" | "outlined" | "plain" | "danger" | "quiet" | "onbar";
export type ButtonSize = "row" | "work" | "large" | "decide";

const looks: Record<ButtonLook, string> = {
  // One solid button per screen or dialog: the thing one most likely came to do.
  solid: "bg-pri text-on-pri font-bold border border-transparent hover:bg-pri-hover",
  outlined: "bg-page text-pri font-bold border-(length:--ctl-width) border-pri hover:bg-sel",
  plain: "bg-page text-ink edge-ctl hover:bg-sub",
  danger: "bg-page text-err font-bold border-(length:--ctl-width) border-err hover:bg-err-ground",
  quiet: "bg-transparent text-ink border border-transparent hover:bg-sub",
  // On the black bars (offline, toast), which are dark in every theme.
  onbar: "bg-transparent text-on-bar font-bold border border-current hover:bg-on-bar/15",
};

const sizes: Record<ButtonSize, string> = {
  row: "h-8 px-3 text-second rounded-button",
  work: "h-9 px-4 text-body rounded-button max-desk:h-11",
  large: "h-11 px-5 text-body rounded-field",
  decide: "h-14 px-6 text-body rounded-field",
};

export function buttonLook(look: ButtonLook = "plain", size: ButtonSize = "work"): string {
  return (
    `press inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap select-none ${looks[look]} ${sizes[size]} ` +
    "disabled:look-disabled disabled:font-normal"
  );
}
