import type { RequestState, StateInWords } from '@illuminate/contract';
import {
  IconCircleCheck,
  IconCircleOff,
  IconHourglass,
  IconInbox,
  IconMessageQuestion,
  IconPlugConnected,
  type TablerIcon,
} from '@tabler/icons-react';
import { Tag } from '../ui/Tag.tsx';

const ICONS: Record<RequestState, TablerIcon> = {
  new: IconInbox,
  'waiting-for-organisation': IconMessageQuestion,
  'waiting-for-provider': IconHourglass,
  ready: IconPlugConnected,
  done: IconCircleCheck,
  declined: IconCircleOff,
};

/** Where a request stands, as a tag. */
export function StateTag({
  state,
  size = 'normal',
}: {
  readonly state: StateInWords;
  readonly size?: 'normal' | 'large';
}) {
  const Icon = ICONS[state.code];
  return (
    <Tag tone={state.tone} icon={<Icon stroke={2} />} size={size}>
      {state.word}
    </Tag>
  );
}
