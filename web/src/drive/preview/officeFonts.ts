/** Fonts of Office files as this machine may have them: Mincho where there is one, our own Gothic otherwise. */
const MINCHO = /明朝|Mincho|Serif|Times|Century/i;

export const MINCHO_FONTS = "'Yu Mincho', 'Hiragino Mincho ProN', 'MS Mincho', 'Noto Serif JP', 'Noto Serif CJK JP', 'Noto Sans JP', serif";

/** What a font's name stands for; nothing where none is said. */
export function fontOf(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  return MINCHO.test(name) ? MINCHO_FONTS : "var(--font-sans)";
}
