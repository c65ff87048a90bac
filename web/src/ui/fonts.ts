/** Noto Sans JP in unicode-range slices, served by us: a page fetches only the slices whose letters it shows. */
import "@fontsource/noto-sans-jp/400.css";
import "@fontsource/noto-sans-jp/700.css";
