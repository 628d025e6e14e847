/** A figure as it was typed: a whole number, or an amount as decimal text so that no penny is lost. @returns null for no figure */
export function readFigure(text: string, isWhole: boolean): number | string | null {
  const plain = text.replaceAll(/[\s,]/g, '');
  if (isWhole) {
    const value = Number(plain);
    return /^-?\d+$/.test(plain) && Number.isSafeInteger(value) ? value : null;
  }
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? plain : null;
}
