import { useNavigate, useSearch } from '@tanstack/react-router';
import { readBuilderSearch } from './builder-search.ts';
import type { Step } from './steps.ts';

/** The step that the address names, and the way to another: each is one page back or forward in the browser. */
export function useStep(): readonly [Step, (step: Step) => void] {
  const navigate = useNavigate();
  const step = useSearch({ strict: false, select: (search) => readBuilderSearch(search).step ?? 'info' });
  const go = (to: Step) => {
    if (to === step) return;
    void navigate({
      to: '.',
      search: ({ step: _, ...rest }) => (to === 'info' ? rest : { ...rest, step: to }),
      resetScroll: false,
    });
  };
  return [step, go];
}
