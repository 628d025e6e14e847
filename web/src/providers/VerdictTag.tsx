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
export function VerdictTag({ verdict }: { readonly verdict: Assessment['verdict'] }) {
  const { t } = useTranslation();
  const { tone, Icon } = LOOKS[verdict];
  return (
    <Tag tone={tone} icon={<Icon stroke={2} />}>
      {t(`providers.verdict.${verdict}`)}
    </Tag>
  );
}
