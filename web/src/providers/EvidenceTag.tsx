import type { Provider } from '@illuminate/contract';
import { IconEye, IconFileText, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../ui/Tag.tsx';

type Label = Provider['knownLimits'][number]['label'];

const LOOKS = {
  documented: { tone: 'ok', Icon: IconFileText },
  observed: { tone: 'info', Icon: IconEye },
  provisional: { tone: 'warn', Icon: IconQuestionMark },
} as const;

/** How sure we are of something. */
export function EvidenceTag({ label }: { readonly label: Label }) {
  const { t } = useTranslation();
  const { tone, Icon } = LOOKS[label];
  return (
    <Tag tone={tone} icon={<Icon stroke={2} />}>
      {t(`providers.label.${label}`)}
    </Tag>
  );
}
