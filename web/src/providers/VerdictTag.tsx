import type { Assessment } from '@illuminate/contract';
import { IconCheck, IconCircleHalf2, IconMinus, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../ui/Tag.tsx';

const LOOKS = {
  yes: { tone: 'ok', Icon: IconCheck },
  partly: { tone: 'info', Icon: IconCircleHalf2 },
  no: { tone: 'warn', Icon: IconMinus },
  unknown: { tone: 'neutral', Icon: IconQuestionMark },
} as const;

/** The answer to one of the points, in a word. */
export function VerdictTag({ assessment: { verdict, basis } }: { readonly assessment: Assessment }) {
  const { t } = useTranslation();
  const { tone, Icon } = LOOKS[verdict];
  // What nobody has checked must not look like what somebody has.
  if (basis === 'unchecked' && verdict !== 'unknown') {
    return (
      <Tag tone="neutral" icon={<IconQuestionMark stroke={2} />}>
        {t(`providers.unchecked.${verdict}`)}
      </Tag>
    );
  }
  return (
    <Tag tone={tone} icon={<Icon stroke={2} />}>
      {t(`providers.verdict.${verdict}`)}
    </Tag>
  );
}
