import type { Headline, HeadlineCode } from '@illuminate/contract';
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleOff,
  IconClock,
  IconEqualNot,
  IconHourglass,
  IconPlayerPause,
  IconRefresh,
  IconStack2,
  IconTags,
  type TablerIcon,
} from '@tabler/icons-react';
import { Tag } from '../ui/Tag.tsx';

const ICONS: Record<HeadlineCode, TablerIcon> = {
  CALLED_OFF: IconCircleOff,
  WITHDRAWN: IconCircleOff,
  UNCLAIMED: IconHourglass,
  AWAITING_CONSENT: IconHourglass,
  NOT_SET_UP: IconCircle,
  STORE_DAMAGED: IconAlertCircle,
  PAUSED: IconPlayerPause,
  SUSPENDED: IconAlertCircle,
  CRED_REJECTED: IconAlertCircle,
  CRED_INSUFFICIENT: IconAlertCircle,
  ZONE_DIFFERS: IconAlertCircle,
  BACKFILL: IconRefresh,
  NO_EVENTS: IconAlertTriangle,
  FAILED: IconAlertCircle,
  PROVIDER_DOWN: IconClock,
  RETRYING: IconClock,
  DELIVERY_GAP: IconAlertTriangle,
  AWAITING_DELIVERY: IconHourglass,
  STALE: IconClock,
  TWO_SOURCES: IconStack2,
  DIFFERS: IconEqualNot,
  PARTIAL: IconAlertTriangle,
  SCHEMA_CHANGED: IconTags,
  CONSENT_EXPIRING: IconClock,
  OK: IconCircleCheck,
};

interface HeadlineTagProps {
  readonly headline: Pick<Headline, 'code' | 'tone' | 'word'>;
  readonly size?: 'normal' | 'large';
}

/** A connection's state as a tag: icon, word and tone. */
export function HeadlineTag({ headline, size = 'normal' }: HeadlineTagProps) {
  const Icon = ICONS[headline.code];
  return (
    <Tag tone={headline.tone} icon={<Icon stroke={2} />} size={size}>
      {headline.word}
    </Tag>
  );
}
