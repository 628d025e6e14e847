import { OWN_ERROR } from '../logger.ts';

/** EX_CONFIG of sysexits.h: a service manager can tell "fix me first" from a crash, and not restart in a loop. */
export const START_REFUSED_EXIT_CODE = 78;

export type StartRefusedCode =
  | 'setting_invalid'
  | 'address_not_public'
  | 'demo_not_loopback'
  | 'folder_in_use'
  | 'folder_unusable'
  | 'folder_belongs_elsewhere'
  | 'control_belongs_elsewhere'
  | 'control_unreachable'
  | 'control_damaged'
  | 'control_newer'
  | 'control_changed'
  | 'control_not_empty'
  | 'dump_damaged'
  | 'dump_newer'
  | 'backup_damaged'
  | 'backup_newer'
  | 'folder_not_empty'
  | 'control_moved'
  | 'master_key_missing'
  | 'master_key_wrong'
  | 'master_key_unreadable'
  | 'master_key_exposed'
  | 'operator_key_unreadable';

/** The process must not start. The message is one sentence for a person: what, which, what to do. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
  readonly [OWN_ERROR] = true;
  readonly exitCode = START_REFUSED_EXIT_CODE;
  readonly code: StartRefusedCode;

  constructor(code: StartRefusedCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
