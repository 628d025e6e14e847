/** In which a report is put together, one after the other. */
export const STEPS = ['info', 'criteria', 'output', 'template'] as const;
export type Step = (typeof STEPS)[number];
