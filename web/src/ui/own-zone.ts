/** The reader's own time zone, where what is shown is no organisation's. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
