import type { SetUpItem } from '@illuminate/contract';
import {
  IconAlertCircle,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconProgress,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../ui/Tag.tsx';

const LOOKS: Record<SetUpItem['state'], { readonly tone: Tone; readonly Icon: TablerIcon }> = {
  'not-started': { tone: 'neutral', Icon: IconCircle },
  'in-progress': { tone: 'info', Icon: IconProgress },
  completed: { tone: 'ok', Icon: IconCircleCheck },
  problem: { tone: 'bad', Icon: IconAlertCircle },
  'cannot-start': { tone: 'neutral', Icon: IconCircleDashed },
};

export function SetUpTag({ state }: { readonly state: SetUpItem['state'] }) {
  const { t } = useTranslation();
  const { tone, Icon } = LOOKS[state];
  return (
    <Tag tone={tone} icon={<Icon stroke={2} />}>
      {t(`setUp.state.${state}`)}
    </Tag>
  );
}
