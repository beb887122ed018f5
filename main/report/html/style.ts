/** How the page looks. Its colours are the charts' own variables. */
export const STYLE = `
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { max-width: 880px; margin: 0 auto; padding: 32px 24px 48px; font-size: 15px; line-height: 1.55; overflow-wrap: anywhere; }
h1 { font-size: 28px; line-height: 1.2; margin: 2px 0 22px; }
h2 { font-size: 18px; line-height: 1.3; margin: 40px 0 10px; padding-top: 10px; border-top: 1px solid var(--rule); }
h3 { font-size: 15px; margin: 20px 0 6px; }
p { margin: 0 0 8px; max-width: 50em; }
code { font-family: ui-monospace, 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace; font-size: 0.9em; }
small { display: block; color: var(--quiet); font-size: 11px; font-weight: 400; line-height: 1.35; white-space: nowrap; }
.kind { margin: 0; color: var(--quiet); }
.simulated { max-width: none; margin: 0 0 24px; padding: 14px 18px; border: 4px double var(--alarm); color: var(--alarm); }
.simulated b { display: block; font-size: 22px; letter-spacing: 0.06em; text-transform: uppercase; }
.simulated-tag { color: var(--alarm); }
.verdict { display: grid; grid-template-columns: auto 1fr; gap: 8px 36px; align-items: center; padding: 18px 0; border-top: 4px solid var(--ink); border-bottom: 1px solid var(--ink); }
.verdict p:last-child { margin-bottom: 0; }
.number { margin: 0; font-size: 96px; font-weight: 700; line-height: 1; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; white-space: nowrap; }
.number span { display: block; font-size: 15px; font-weight: 400; letter-spacing: 0; line-height: 1.6; color: var(--quiet); }
.number.none { font-size: 34px; letter-spacing: 0; color: var(--alarm); }
.number.change { font-size: 56px; }
.headline { font-size: 20px; line-height: 1.4; font-weight: 600; }
dl { margin: 0; }
dl > div { display: grid; grid-template-columns: 15em 1fr; gap: 0 20px; padding: 4px 0; border-bottom: 1px solid var(--rule); break-inside: avoid; }
dt { color: var(--quiet); }
dd { margin: 0; }
.facts { display: grid; grid-template-columns: repeat(3, 1fr); gap: 14px 24px; }
.facts > div { display: block; padding: 0; border: 0; }
.facts dd { font-size: 18px; line-height: 1.35; font-weight: 600; }
dl.plan { columns: 2; column-gap: 28px; font-size: 13px; }
.plan > div { grid-template-columns: 12.5em 1fr; gap: 0 10px; }
.warnings { margin: 0; padding: 0; list-style: none; }
.warnings li { margin: 0 0 8px; padding: 2px 0 2px 14px; border-left: 4px solid var(--alarm); }
figure { margin: 0; break-inside: avoid; }
h3 ~ figure { margin: 14px 0; }
figure svg { display: block; width: 100%; height: auto; }
figcaption, .caption { color: var(--quiet); font-size: 13px; max-width: 54em; margin-top: 6px; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13.5px; overflow-wrap: normal; }
.wide + .wide { margin-top: 18px; }
th, td { padding: 5px 6px; text-align: right; vertical-align: top; font-weight: 400; border-bottom: 1px solid var(--rule); }
th:first-child { text-align: left; padding-left: 8px; }
caption { caption-side: top; padding: 0 0 8px; text-align: left; color: var(--quiet); overflow-wrap: anywhere; }
table.sides tbody th { white-space: nowrap; }
table.sides td { overflow-wrap: anywhere; }
thead th { border-bottom: 1px solid var(--ink); vertical-align: bottom; font-weight: 600; line-height: 1.3; }
tr { break-inside: avoid; }
tr.capacity { background: var(--band-even); }
tr.capacity th { font-weight: 700; }
td b, td b small { font-weight: 700; }
ol { margin: 0 0 14px; padding-left: 1.4em; }
li { margin-bottom: 5px; break-inside: avoid; }
footer { margin-top: 40px; padding-top: 10px; border-top: 4px solid var(--ink); font-size: 13px; }
footer > dl > div { display: inline-block; margin-right: 24px; border: 0; padding: 0; }
footer dt, footer dd { display: inline; }
@media (max-width: 600px) {
  .verdict { grid-template-columns: 1fr; }
  .facts { grid-template-columns: 1fr 1fr; }
  dl > div { grid-template-columns: 1fr; }
  dl.plan { columns: 1; }
}
@page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) ' / ' counter(pages); font-size: 8pt; } }
@media print {
  html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  h1 { font-size: 19pt; }
  h2 { font-size: 12.5pt; margin-top: 22pt; break-after: avoid; }
  h3, .caption { break-after: avoid; }
  dl, .word { break-inside: avoid; }
  .verdict, .facts, .simulated { break-inside: avoid; }
  footer { margin-top: 14pt; font-size: 8pt; break-before: avoid; break-inside: avoid; }
  .wide { overflow: visible; break-inside: avoid; }
  code { font-size: 0.84em; }
  table { font-size: 8.5pt; }
  small { font-size: 7pt; }
  p, li { orphans: 3; widows: 3; }
}
`;
