/** A client's name at a provider as people type it: one word, whatever its letters. */
export function isClientWord(client: string): boolean {
  return /^[\p{L}\p{N}][^\s\p{C}/\\?#%]{0,99}$/u.test(client);
}
