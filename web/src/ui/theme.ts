import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core';

const aubergine: MantineColorsTuple = [
  '#f5effb',
  '#e6d8f4',
  '#d6bdf0',
  '#c9a6f0',
  '#a97dd6',
  '#8a59bb',
  '#703fa0',
  '#5a2a82',
  '#451f66',
  '#31154a',
];

const FONT = "'Source Sans 3 Variable', 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

export const theme = createTheme({
  fontFamily: FONT,
  fontSmoothing: true,
  colors: { aubergine },
  primaryColor: 'aubergine',
  // The shades whose contrast was computed for each scheme: white on the dark one, near-black on the light one.
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  defaultRadius: 3,
  respectReducedMotion: true,
  cursorType: 'pointer',
  headings: { fontFamily: FONT, fontWeight: '600', textWrap: 'balance' },
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'default' },
      vars: (_theme, { variant }) => ({
        root:
          variant === 'filled'
            ? {
                '--button-bg': 'var(--primary)',
                '--button-hover': 'var(--primary-strong)',
                '--button-color': 'var(--on-primary)',
                '--button-bd': '1px solid transparent',
              }
            : {
                '--button-bg': 'var(--sheet)',
                '--button-hover': 'var(--wash)',
                '--button-color': 'var(--ink)',
                '--button-bd': '1px solid var(--border)',
              },
      }),
    }),
  },
});

/** Mantine's own variables, filled from our tokens, so that there is one palette. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--sheet)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-anchor': 'var(--link)',
    '--mantine-color-default': 'var(--sheet)',
    '--mantine-color-default-hover': 'var(--wash)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--border)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-primary-color-filled': 'var(--primary)',
    '--mantine-primary-color-filled-hover': 'var(--primary-strong)',
    '--mantine-primary-color-contrast': 'var(--on-primary)',
  },
  light: {},
  dark: {},
});

/** The key that public/theme.js reads before the first paint. */
export const colorSchemes = localStorageColorSchemeManager({ key: 'illuminate-theme' });
