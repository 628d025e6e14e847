import { useTranslation } from 'react-i18next';

interface ShownEvent {
  readonly name: string | null;
  readonly eventId: string | null;
}

/** An event by its name and its number, as far as there are any. */
export function useEventWords(): (event: ShownEvent) => string {
  const { t } = useTranslation();
  return ({ name, eventId }) => {
    if (eventId === null) return name ?? t('matching.unknownUnnumbered');
    return name === null ? t('matching.unknownEvent', { id: eventId }) : `${name} (${eventId})`;
  };
}
