// Preloaded into servers that tests start: whatever becomes of the test, its standard input closes, and the server goes with it.
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL'));
process.stdin.on('error', () => process.kill(process.pid, 'SIGKILL'));
process.stdin.resume();
process.stdin.unref?.();
