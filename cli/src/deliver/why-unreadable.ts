/** Why a file or a folder cannot be read, and what to do. */
export function whyUnreadable(path: string, kind: 'file' | 'folder', { code }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT':
      return `There is no ${kind} ${path}.`;
    case 'EACCES':
    case 'EPERM':
      return `You may not read the ${kind} ${path}: give this user the right to read it, or run the command as its owner.`;
    case 'ENOTDIR':
      return `${path} is no folder.`;
    default:
      return `${path} cannot be read as a ${kind} (${code}).`;
  }
}
