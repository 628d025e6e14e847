import type { MailState } from '@illuminate/contract';
import { IconAlertCircle, IconCircleCheck, IconHourglass, IconSend, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../ui/Tag.tsx';

const LOOKS: Record<MailState, readonly [Tone, TablerIcon]> = {
  queued: ['info', IconHourglass],
  sending: ['info', IconSend],
  sent: ['ok', IconCircleCheck],
  failed: ['bad', IconAlertCircle],
};

export function MailTag({ state }: { readonly state: MailState }) {
  const { t } = useTranslation();
  const [tone, Icon] = LOOKS[state];
  return (
    <Tag tone={tone} icon={<Icon stroke={2} />}>
      {t(`outbox.states.${state}`)}
    </Tag>
  );
}
