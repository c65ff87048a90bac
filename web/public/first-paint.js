// Runs before the first paint so that a dark or high-contrast screen never flashes white.
// src/kernel/preferences.ts does the same afterwards and is the one that decides; keep the key equal.
(function () {
  var kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("zencho.preferences") || "{}") || {};
  } catch {
    kept = {};
  }
  var root = document.documentElement;
  var theme = kept.theme;
  if (theme !== "light" && theme !== "dark" && theme !== "contrast") {
    if (matchMedia("(prefers-contrast: more)").matches) theme = "contrast";
    else theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  root.dataset.theme = theme;
  root.dataset.density = kept.density || "standard";
  if (kept.language === "en") root.lang = "en";
})();
