import type { Connector } from '@illuminate/connector-kit';
import { ownDelivery } from './own-delivery/index.ts';
import { spektrix } from './spektrix/index.ts';
import { ticketsolve } from './ticketsolve/index.ts';

export const connectors: readonly Connector[] = [spektrix, ticketsolve, ownDelivery];
