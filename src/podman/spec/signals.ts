/** Linux's own numbers: the engine runs there, whatever this machine is. */
const numbers: Readonly<Record<string, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  IOT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  STKFLT: 16,
  CHLD: 17,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  XCPU: 24,
  XFSZ: 25,
  VTALRM: 26,
  PROF: 27,
  WINCH: 28,
  IO: 29,
  POLL: 29,
  PWR: 30,
  SYS: 31,
};

const firstRealTime = 34;
const lastRealTime = 64;

/** The number of a signal written as `SIGTERM`, `term`, `15`, `RTMIN+3` or `SIGRTMAX-1`; undefined when it is none. */
export function signalNumber(text: string): number | undefined {
  const name = text.trim().toUpperCase().replace(/^SIG/, '');
  if (/^\d+$/.test(name)) {
    const number = Number(name);
    return number >= 1 && number <= lastRealTime ? number : undefined;
  }
  const realTime = /^RT(MIN|MAX)(?:([+-])(\d+))?$/.exec(name);
  if (realTime === null) return numbers[name];
  const base = realTime[1] === 'MIN' ? firstRealTime : lastRealTime;
  const number = base + (realTime[2] === '-' ? -1 : 1) * Number(realTime[3] ?? 0);
  return number >= firstRealTime && number <= lastRealTime ? number : undefined;
}
