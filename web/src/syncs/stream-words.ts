import type { TFunction } from 'i18next';
import { en } from '../locales/en.ts';

const isKnown = (stream: string): stream is keyof typeof en.streams => stream in en.streams;

/** What people call a stream. A stream that is new to us keeps the name its connector gave it. */
export const streamInWords = (stream: string, t: TFunction): string =>
  isKnown(stream) ? t(`streams.${stream}`) : stream;
