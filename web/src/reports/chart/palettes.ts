/** Colours of series, in their order: neighbours differ in lightness, and each stands out from the ground it is on. */
export interface Palette {
  readonly series: readonly string[];
  readonly ink: string;
  readonly muted: string;
  readonly rule: string;
  readonly ground: string;
}

/** The categorical set of the Government Analysis Function. */
export const LIGHT: Palette = {
  series: ['#12436D', '#28A197', '#801650', '#F46A25', '#3D3D3D', '#A285D1'],
  ink: '#1c1b22',
  muted: '#57545f',
  rule: '#dedde0',
  ground: '#ffffff',
};

/** Of the same hues; the dark ones of the other set would sink into the ground. */
export const DARK: Palette = {
  series: ['#8CB8E8', '#2FA89C', '#F0A3CB', '#E5702F', '#D5D3DA', '#9C7AD6'],
  ink: '#f2f0f5',
  muted: '#b9b5c3',
  rule: '#3e3c47',
  ground: '#1f1e26',
};
