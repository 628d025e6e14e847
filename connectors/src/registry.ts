// One line for each connector.
export { ownDelivery } from './own-delivery/index.ts';
export { ownUpload } from './own-upload/index.ts';
export { spektrix } from './spektrix/index.ts';
export { ticketsolve } from './ticketsolve/index.ts';
