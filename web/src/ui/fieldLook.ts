/** The look of everything one types into. */
export const fieldLook =
  "edge-ctl w-full rounded-field bg-page text-ink disabled:border-dashed disabled:bg-sub disabled:text-mute " +
  "aria-invalid:border-2 aria-invalid:border-err data-invalid:border-2 data-invalid:border-err";
