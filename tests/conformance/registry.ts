// One line for each connector: how it is tried.
export { ownDelivery } from './own-delivery.ts';
export { ownUpload } from './own-upload.ts';
export { spektrix } from './spektrix.ts';
export { ticketsolve } from './ticketsolve.ts';
