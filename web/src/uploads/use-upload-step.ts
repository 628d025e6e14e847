import { useNavigate, useSearch } from '@tanstack/react-router';
import { paths } from '../paths.ts';

/** Before a file is sent. */
type Step = 'file' | 'leave';

interface UploadStepNow {
  readonly step: Step;
  /** Whether the address names a step whose file the page has not got. */
  readonly isGone: boolean;
  readonly go: (to: Step) => void;
  /** Whatever is changed at the first step is looked at there, wherever the address led before. */
  readonly changed: () => void;
}

/** The step that the address names, each one page back or forward in the browser. Without a file that was read it is the first. */
export function useUploadStep(hasFile: boolean, isRead: boolean): UploadStepNow {
  const navigate = useNavigate({ from: paths.newUpload });
  const named = useSearch({ from: paths.newUpload, select: ({ step }): Step => step ?? 'file' });
  const move = (to: Step, replace: boolean) =>
    void navigate({
      to: paths.newUpload,
      search: ({ step: _, ...rest }) => (to === 'file' ? rest : { ...rest, step: to }),
      replace,
      resetScroll: false,
    });
  return {
    step: named === 'leave' && isRead ? 'leave' : 'file',
    isGone: named === 'leave' && !hasFile,
    go: (to) => move(to, false),
    changed: () => {
      if (named !== 'file') move('file', true);
    },
  };
}
