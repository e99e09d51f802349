/** Colours of networks, in the order in which they are given out; distinct for the colour-blind, legible on light and dark. */
export const networkColors = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#b8860b',
  '#56a0d3',
  '#7a5195',
  '#7f7f7f',
] as const;

/** The style sheet: no fonts but the viewer's own, and colours that follow the viewer's light or dark. */
export const styleSheet = `
  text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; fill: #1f2328; }
  .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
  .page { fill: #ffffff; }
  .headline { font-size: 18px; font-weight: 600; }
  .dim, .tag { fill: #59636e; }
  .note, .legend, .label { font-size: 11px; }
  .title { font-size: 14px; font-weight: 600; }
  .tag { font-size: 10px; }
  .line { font-size: 11px; }
  .frame { fill: #f6f8fa; stroke: #8c959f; stroke-width: 1; }
  .pod { stroke: #5e4a9c; stroke-width: 1.5; }
  .frame-title { font-size: 13px; font-weight: 600; }
  .box { fill: #ffffff; stroke: #59636e; stroke-width: 1.2; }
  .job { stroke-dasharray: 5 3; }
  .store { fill: #eaeef2; }
  .add { stroke: #1a7f37; stroke-width: 2; }
  .change { stroke: #9a6700; stroke-width: 2; }
  .remove { stroke: #cf222e; stroke-width: 2; stroke-dasharray: 4 3; }
  .keep { stroke: #b1b8c0; }
  .icon { fill: none; stroke: #59636e; stroke-width: 1.2; }
  .arrow { fill: none; stroke-width: 1.4; stroke: #59636e; }
  .healthy { stroke: #1a7f37; stroke-width: 2; }
  .completed { stroke: #9a6700; stroke-dasharray: 6 4; }
  .uses { stroke-dasharray: 2 3; }
  .stopped { stroke: #cf222e; }
  .head { fill: #59636e; }
  .head.healthy { fill: #1a7f37; stroke: none; }
  .head.completed { fill: #9a6700; stroke: none; }
  .head.stopped { fill: #cf222e; stroke: none; }
  .label { fill: #59636e; stroke: #f6f8fa; stroke-width: 4px; stroke-linejoin: round; paint-order: stroke; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .page { fill: #0d1117; }
    .dim, .tag, .label { fill: #9198a1; }
    .label { stroke: #151b23; }
    .frame { fill: #151b23; stroke: #656c76; }
    .pod { stroke: #a78bfa; }
    .box { fill: #0d1117; stroke: #9198a1; }
    .store { fill: #212830; }
    .icon, .arrow { stroke: #9198a1; }
    .head { fill: #9198a1; }
    .add, .healthy { stroke: #3fb950; }
    .change, .completed { stroke: #d29922; }
    .remove, .stopped { stroke: #f85149; }
    .keep { stroke: #3d444d; }
    .head.healthy { fill: #3fb950; }
    .head.completed { fill: #d29922; }
    .head.stopped { fill: #f85149; }
  }
`;
