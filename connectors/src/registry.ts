import type { Connector } from '@illuminate/connector-kit';
import { spektrix } from './spektrix/index.ts';

export const connectors: readonly Connector[] = [spektrix];
