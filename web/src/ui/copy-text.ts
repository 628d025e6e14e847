/** Copies text. Where the browser has no clipboard for this page (http, not loopback), an old way is tried. @returns whether it worked */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('readonly', '');
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    const had = document.activeElement;
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    if (had instanceof HTMLElement) had.focus();
    return copied;
  }
}
