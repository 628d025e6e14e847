/** Brings what was added into sight, and goes on from there by keyboard. */
export function leadTo(place: HTMLElement | null): void {
  place?.scrollIntoView({ block: 'start' });
  place?.focus({ preventScroll: true });
}
