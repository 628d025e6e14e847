// Runs before the first paint, so that a stored theme never flashes; a file of its own, so that no inline script is needed.
(() => {
  let stored = null;
  try {
    stored = localStorage.getItem('illuminate-theme');
  } catch {
    // Storage is blocked: the system's theme it is.
  }
  const dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
