import { useState } from 'react';

/** How close the rows of tables stand: 44, 36 or 28 pixels. */
export const DENSITIES = ['roomy', 'normal', 'dense'] as const;
export type Density = (typeof DENSITIES)[number];

const KEY = 'illuminate-table-density';
const isDensity = (text: string | null): text is Density => DENSITIES.some((one) => one === text);

/** The reader's choice, kept in the browser for every table. */
export function useDensity(): readonly [Density, (density: Density) => void] {
  const [density, setDensity] = useState<Density>(() => {
    const kept = localStorage.getItem(KEY);
    return isDensity(kept) ? kept : 'normal';
  });
  return [
    density,
    (chosen) => {
      localStorage.setItem(KEY, chosen);
      setDensity(chosen);
    },
  ];
}
