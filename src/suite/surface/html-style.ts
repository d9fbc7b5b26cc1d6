/** The style sheet of the report's page, light and dark. */
export const htmlStyle = `
:root { color-scheme: light dark; --ink: #1d2330; --soft: #5b6472; --line: #dfe3ea; --paper: #fff; --back: #f5f6f9;
  --good: #17713f; --good-back: #e3f4ea; --bad: #a3271f; --bad-back: #fbe9e7; --warn: #7a5200; --warn-back: #fdf1d6; --accent: #3453b8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaf0; --soft: #a3abba; --line: #333a47; --paper: #1b1f27; --back: #12151b;
  --good: #6fd39b; --good-back: #17352a; --bad: #ff9d94; --bad-back: #45211f; --warn: #f2c76b; --warn-back: #3d3117; --accent: #9db4ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 32px 20px 80px; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 17px; margin: 0; font-family: ui-monospace, monospace; }
p { margin: 4px 0; } .soft { color: var(--soft); }
.totals { display: flex; flex-wrap: wrap; gap: 12px; margin: 20px 0; padding: 0; list-style: none; }
.totals li { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 12px 18px; min-width: 150px; }
.totals b { display: block; font-size: 24px; }
.filters { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; margin: 0 0 20px; }
.filters input[type=search] { flex: 1 1 240px; font: inherit; padding: 8px 12px; border: 1px solid var(--soft); border-radius: 8px;
  background: var(--paper); color: inherit; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; margin: 0 0 14px; overflow: hidden; }
section > header { display: flex; gap: 14px; align-items: center; padding: 12px 18px; }
section > header meter { flex: 0 0 120px; margin-left: auto; }
details { border-top: 1px solid var(--line); } summary { cursor: pointer; display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; padding: 9px 18px; }
summary:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
summary code { font-size: 14px; overflow-wrap: anywhere; } .says { color: var(--soft); font-size: 13px; }
.mark { border-radius: 99px; padding: 1px 10px; font-size: 13px; white-space: nowrap; }
.reached { color: var(--good); background: var(--good-back); } .missed { color: var(--soft); background: var(--back); }
.unheard { color: var(--bad); background: var(--bad-back); } .half { color: var(--warn); background: var(--warn-back); }
.body { padding: 2px 18px 18px; } dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 8px 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.picture { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; margin-top: 10px; }
.picture svg { display: block; } .picture text { fill: var(--ink); font: 12px system-ui, sans-serif; } .picture line { stroke: var(--soft); }
.picture .lane { stroke: var(--line); } .picture rect { fill: var(--back); stroke: var(--line); } .picture path { fill: var(--soft); }
[hidden] { display: none; }
@media (max-width: 640px) { section > header meter { display: none; } dl { grid-template-columns: 1fr; } }
`
