// Plain Node without dependencies: what one run of a program costs.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Clock ticks of /proc; Linux tells user space 100 on every architecture that Node runs on. */
const tickMs = 10;

/**
 * Runs a program to its end with its output read and dropped; rejects when it fails. `wallMs` is from before its start to
 * after its end, `cpuMs` what it and the children that it waited for used, to 10 ms. With `expectedLines` it also fails when it
 * wrote another number of lines.
 */
export async function measure([file, ...args], { cwd, env, withMemory = false, expectedLines }) {
  const cpuBefore = childrenCpuMs();
  const startedMs = performance.now();
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  let lines = 0;
  if (expectedLines === undefined) child.stdout.resume();
  else child.stdout.on('data', (chunk) => (lines += countLines(chunk)));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const memory = withMemory ? watchPeak(child.pid) : undefined;
  const { status, wallMs } = await new Promise((resolve, reject) => {
    let ended;
    child.on('error', reject);
    child.on('exit', () => {
      ended = performance.now() - startedMs;
    });
    child.on('close', (code, signal) => resolve({ status: code ?? signal, wallMs: ended }));
  });
  const peakBytes = memory?.();
  if (status !== 0) {
    const words = Buffer.concat(output).toString().trim();
    throw new Error(`${[file, ...args].join(' ')} ended with ${status}: ${words.slice(-1000)}`);
  }
  if (expectedLines !== undefined && lines !== expectedLines) {
    throw new Error(`${[file, ...args].join(' ')} wrote ${lines} lines, not ${expectedLines}`);
  }
  return { wallMs, cpuMs: childrenCpuMs() - cpuBefore, ...(peakBytes === undefined ? {} : { peakBytes }) };
}

function countLines(chunk) {
  let count = 0;
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++;
  return count;
}

/** User and system time of all children so far that have ended. */
function childrenCpuMs() {
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ')[1].split(' ');
  return (Number(fields[13]) + Number(fields[14])) * tickMs;
}

/** The kernel keeps the peak, but only while the process lives: it is read every 3 ms, and the last reading counts. */
function watchPeak(pid) {
  let peak = 0;
  const read = () => {
    try {
      const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
      peak = Math.max(peak, Number(found?.[1] ?? 0) * 1024);
    } catch {
      // It has ended.
    }
  };
  const timer = setInterval(read, 3);
  return () => {
    clearInterval(timer);
    return peak;
  };
}
