import type { UploadState } from '@illuminate/contract';
import {
  IconAlertCircle,
  IconCheck,
  IconCircleX,
  IconClockPause,
  IconDots,
  IconPencil,
  IconRotate,
  IconUpload,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../ui/Tag.tsx';

const LOOKS: Readonly<Record<UploadState, readonly [Tone, TablerIcon]>> = {
  receiving: ['warn', IconUpload],
  received: ['warn', IconPencil],
  checking: ['info', IconDots],
  checked: ['warn', IconPencil],
  loading: ['info', IconDots],
  loaded: ['ok', IconCheck],
  undone: ['neutral', IconRotate],
  cancelled: ['neutral', IconCircleX],
  expired: ['neutral', IconClockPause],
  failed: ['bad', IconAlertCircle],
};

/** How far an upload is, in a word. */
export function StateTag({
  state,
  size = 'normal',
}: {
  readonly state: UploadState;
  readonly size?: 'normal' | 'large';
}) {
  const { t } = useTranslation();
  const [tone, Icon] = LOOKS[state];
  return (
    <Tag tone={tone} icon={<Icon size={size === 'large' ? 20 : 16} stroke={2} />} size={size}>
      {t(`uploads.stateOf.${state}`)}
    </Tag>
  );
}
