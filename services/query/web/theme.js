// Loaded before anything is drawn, so that a chosen theme does not flash up as the other.  A classic script: a module
// would run too late.

try {
  const chosen = localStorage.getItem("dateline-theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch {
  // Without storage the browser's own preference holds.
  delete document.documentElement.dataset.theme;
}
