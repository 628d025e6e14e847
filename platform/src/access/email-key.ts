/** An e-mail address as it is compared: people do not remember how they once wrote it. */
export function emailKey(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}
