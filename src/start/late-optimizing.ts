/**
 * What V8 is told when there is much to do, and its defaults. Most commands end before code that was optimized early has earned
 * what optimizing it took, half the time of reading a hundred services; and the HTTP parser's WebAssembly would keep the
 * process from ending for a tenth of a second. Flags have other names in each version of Node; the keys are its major ones.
 */
const compilerFlags: Readonly<Record<string, readonly { name: string; usual: number; ours: number }[]>> = {
  20: [
    { name: 'interrupt-budget', usual: 67_584, ours: 1_000_000 },
    { name: 'wasm-tiering-budget', usual: 1_800_000, ours: 1_000_000_000 },
    { name: 'regexp-tier-up-ticks', usual: 1, ours: 100 },
  ],
  22: [
    { name: 'invocation-count-for-turbofan', usual: 3000, ours: 50_000 },
    { name: 'wasm-tiering-budget', usual: 13_000_000, ours: 1_000_000_000 },
    { name: 'regexp-tier-up-ticks', usual: 1, ours: 100 },
  ],
};

/** The flags for this Node. */
export const flagsHere = compilerFlags[process.version.slice(1, 3)] ?? [];
