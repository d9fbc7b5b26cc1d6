/** The style sheet of the panel. It stands in a shadow root, so that it does not touch the page, nor the page it. */
export const panelCss: string = `
:host {
  all: initial;
  color-scheme: light dark;
  --bg: light-dark(#ffffff, #14171c);
  --raised: light-dark(#f5f6f8, #1c2027);
  --line: light-dark(#d9dee5, #323945);
  --text: light-dark(#1a222d, #e7eaf0);
  --muted: light-dark(#525d6d, #a3aebd);
  --accent: light-dark(#0b57d0, #8ab8ff);
  --on-accent: light-dark(#ffffff, #10213f);
  --bad: light-dark(#b3261e, #ff9d94);
  --warn: light-dark(#8a5000, #ffc46b);
  --good: light-dark(#14653a, #74d69f);
  display: block;
  box-sizing: border-box;
  font: 13px/1.45 system-ui, sans-serif;
  color: var(--text);
}
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
:host([hidden]) { display: none; }
:host([dock="right"]), :host([dock="bottom"]), :host([dock="floating"]) { position: fixed; z-index: 2147483000; }
:host([dock="right"]) { inset: 0 0 0 auto; width: min(var(--size, 440px), 100vw); }
:host([dock="bottom"]) { inset: auto 0 0 0; height: min(var(--size, 340px), 92vh); }
:host([dock="floating"]) { right: 16px; bottom: 16px; width: min(460px, calc(100vw - 32px)); height: min(620px, calc(100vh - 32px)); }
:host([dock="window"]) { position: absolute; inset: 0; }
:host([dock="inline"]) { height: 100%; }
* { box-sizing: border-box; }
.panel {
  container-type: inline-size;
  display: grid;
  grid-template-rows: auto auto auto minmax(0, 1fr);
  height: 100%;
  background: var(--bg);
  border: 1px solid var(--line);
}
:host([dock="floating"]) .panel { border-radius: 12px; overflow: hidden; box-shadow: 0 12px 40px rgb(0 0 0 / 0.3); }
:host([dock="right"]) .panel { border-width: 0 0 0 1px; box-shadow: -6px 0 24px rgb(0 0 0 / 0.12); }
:host([dock="bottom"]) .panel { border-width: 1px 0 0; }
:host([dock="inline"]) .panel, :host([dock="window"]) .panel { border: 0; }
.splitter { position: absolute; z-index: 1; touch-action: none; background: transparent; }
:host([dock="right"]) .splitter { inset: 0 auto 0 -3px; width: 7px; cursor: ew-resize; }
:host([dock="bottom"]) .splitter { inset: -3px 0 auto 0; height: 7px; cursor: ns-resize; }
:host(:not([dock="right"], [dock="bottom"])) .splitter { display: none; }
.splitter:hover { background: color-mix(in srgb, var(--accent) 40%, transparent); }
.head { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 8px; padding: 8px 12px; background: var(--raised); }
h2 { flex: 1; display: flex; align-items: center; gap: 6px; margin: 0; font-size: 14px; font-weight: 650; white-space: nowrap; }
h2 svg { width: 18px; height: 18px; color: var(--accent); }
.head > .button { padding-inline: 6px; font-size: 12px; }
.tabs { display: flex; flex-wrap: wrap; gap: 0 2px; padding: 0 8px; background: var(--raised); border-bottom: 1px solid var(--line); }
.tab { flex: none; padding: 6px 8px; border: 0; border-bottom: 2px solid transparent; background: none; color: var(--muted); font: inherit; cursor: pointer; }
.tab:hover { color: var(--text); }
.tab[aria-selected="true"] { color: var(--accent); border-color: var(--accent); text-shadow: 0.4px 0 currentcolor; }
.badge { display: inline-block; min-width: 18px; margin-left: 5px; padding: 0 5px; border-radius: 9px; background: var(--line); color: var(--text); font-size: 11px; font-weight: 600; text-align: center; }
.said { display: flex; gap: 8px; align-items: start; padding: 8px 12px; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.said.bad { background: light-dark(#fdecea, #3a1715); color: var(--bad); }
.said.fine { background: light-dark(#e7f4ec, #12311f); color: var(--good); }
.said p { flex: 1; margin: 2px 0; }
.said:empty { display: none; }
.section { overflow: auto; padding: 12px; display: flex; flex-direction: column; gap: 12px; outline-offset: -3px; }
h3 { margin: 4px 0 0; font-size: 12px; font-weight: 650; color: var(--muted); overflow-wrap: anywhere; }
p { margin: 0; }
ul, ol { margin: 0; padding: 0; list-style: none; }
.bar { display: flex; flex-wrap: wrap; gap: 6px 8px; align-items: end; margin: 0; }
.bar .switch, .bar .muted { align-self: center; }
.rows { display: flex; flex-direction: column; gap: 8px; }
.row { display: flex; flex-direction: column; gap: 8px; padding: 10px; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); }
.row-head { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.armed .row { border-color: var(--warn); }
.card { display: flex; flex-direction: column; gap: 10px; padding: 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); }
.card h3 { color: var(--text); font-size: 13px; margin: 0; }
.tag { padding: 1px 7px; border: 1px solid var(--line); border-radius: 9px; font-size: 11px; color: var(--muted); background: var(--bg); }
.muted, .note { color: var(--muted); }
.note { font-size: 12px; }
.empty { padding: 18px 8px; text-align: center; color: var(--muted); }
.bad { color: var(--bad); }
.button { min-height: 28px; padding: 3px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--bg); color: var(--text); font: inherit; text-decoration: none; cursor: pointer; }
.button:hover:not(:disabled) { border-color: var(--muted); }
.button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
.button.danger { color: var(--bad); }
.button:disabled { color: var(--muted); cursor: not-allowed; }
.icon { display: grid; place-items: center; width: 28px; height: 28px; padding: 0; border: 0; border-radius: 6px; background: none; color: var(--muted); cursor: pointer; }
.icon:hover { background: var(--line); color: var(--text); }
.icon svg { width: 16px; height: 16px; }
:is(button, select, input, textarea, a, [tabindex]):focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.switch { display: inline-flex; gap: 7px; align-items: center; min-height: 28px; padding: 2px 4px; border: 0; border-radius: 6px; background: none; color: var(--text); font: inherit; cursor: pointer; }
.track { position: relative; width: 30px; height: 18px; border-radius: 9px; background: light-dark(#78828f, #5d6878); transition: background 0.12s; }
.track::after { content: ""; position: absolute; inset: 3px auto auto 3px; width: 12px; height: 12px; border-radius: 50%; background: #fff; transition: translate 0.12s; }
.switch[aria-checked="true"] .track { background: light-dark(#0b57d0, #4f8ff0); }
.switch[aria-checked="true"] .track::after { translate: 12px 0; }
.field { display: flex; flex-direction: column; gap: 2px; min-width: 0; max-width: 100%; }
.field > span { font-size: 11px; color: var(--muted); }
:is(select, input, textarea) { min-height: 28px; max-width: 100%; padding: 3px 8px; border: 1px solid light-dark(#8b95a3, #5d6878); border-radius: 6px; background: var(--bg); color: var(--text); font: inherit; }
input[type="number"] { width: 80px; }
input[type="search"] { width: 260px; }
.text { width: 100%; flex: 1; min-height: 240px; font: 12px/1.5 ui-monospace, monospace; white-space: pre; }
code, pre, .code { font: 12px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { margin: 2px 0 6px; padding: 8px; border-radius: 6px; background: var(--raised); overflow: auto; white-space: pre-wrap; }
.split { display: grid; gap: 12px; align-items: start; }
.list { min-width: 0; }
.links { display: flex; flex-direction: column; }
.link { display: flex; justify-content: space-between; gap: 12px; width: 100%; padding: 4px 8px; border: 0; border-radius: 6px; background: none; color: var(--text); font: inherit; text-align: left; cursor: pointer; }
.link:hover { background: var(--raised); }
.link[aria-current="true"] { background: color-mix(in srgb, var(--accent) 16%, var(--bg)); }
.link .code { color: var(--muted); }
.split .card { order: -1; }
.facts { display: grid; grid-template-columns: auto 1fr; gap: 5px 12px; margin: 0; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.timeline { display: flex; flex-direction: column; gap: 4px; }
.timeline li { display: flex; flex-wrap: wrap; gap: 4px 10px; padding: 5px 8px; border-left: 3px solid var(--line); }
.timeline .done { border-color: var(--good); }
.timeline .problem { border-color: var(--bad); }
.when { color: var(--muted); font-variant-numeric: tabular-nums; white-space: nowrap; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 12px; counter-reset: lane; font-size: 12px; color: var(--muted); }
.legend li { counter-increment: lane; }
.legend li::before { content: counter(lane) " "; color: var(--accent); font-weight: 600; }
.story { font-size: 12px; }
.line { display: flex; gap: 8px; align-items: center; width: 100%; padding: 0 4px; border: 0; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; }
.line:hover { background: var(--raised); }
.line .when { flex: none; width: 62px; text-align: right; }
.line svg { flex: none; }
.what { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.line[aria-expanded="true"] .what { white-space: normal; overflow-wrap: anywhere; }
.kind { color: var(--muted); }
.story .bad .what { color: var(--bad); }
.story .bad .kind { color: inherit; }
.story .warn .what { color: var(--warn); }
.story .warn .kind { color: inherit; }
.lane { stroke: var(--line); fill: none; }
.arrow { stroke: var(--muted); stroke-width: 1.5; fill: none; }
.arrow.reply { stroke-dasharray: 4 3; }
.arrow.event { stroke: var(--good); }
.arrow.bad { stroke: var(--bad); }
.arrow.accent { stroke: var(--accent); }
circle.plain { fill: var(--muted); }
circle.bad { fill: var(--bad); }
circle.warn { fill: var(--warn); }
circle.accent { fill: var(--accent); }
.menu { position: relative; }
@container (min-width: 620px) {
  .split { grid-template-columns: minmax(220px, 2fr) 3fr; }
  .split .card { order: 0; position: sticky; top: 0; }
  .facts.grid { grid-template-columns: auto 1fr auto 1fr; }
}
@container (max-width: 400px) {
  h2 { gap: 0; font-size: 0; }
  .line .when { width: auto; }
  input[type="search"] { width: 100%; }
  .bar > .field:has(input[type="search"]) { width: 100%; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`
