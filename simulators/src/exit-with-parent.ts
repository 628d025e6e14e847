/**
 * Ends this process when the one that started it is gone, however it died: its end of standard input, and of the IPC
 * channel where there is one, closes even when it was killed.
 */
export function exitWithParent(): void {
  const leave = (): void => process.exit(0);
  process.on('disconnect', leave);
  process.stdin.on('end', leave);
  process.stdin.on('close', leave);
  process.stdin.on('error', leave);
  process.stdin.resume();
}
