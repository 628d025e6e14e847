import type { Output } from '@illuminate/contract';

/** What a link invites to. */
export type Invited = Output<'lookUpInvitation'>;
