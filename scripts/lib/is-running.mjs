// Plain Node without dependencies.

/** Whether there is a process of that number; 0 and less name groups of them, which none is. */
export function isRunning(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's is there as well.
    return error.code === 'EPERM';
  }
}
