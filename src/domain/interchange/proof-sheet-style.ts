// The look of a proof sheet: two columns of sentences and the links between them, light and dark, on paper in light.

export const proofSheetStyle = `
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1c1f22;--ink-2:#4d5358;--line:#e5e2da;--source:#0e6e6e;--target:#a0472a;--alarm:#a8173a;--alarm-wash:rgb(168 23 58/9%)}
@media (prefers-color-scheme:dark){:root{--paper:#181a1c;--ink:#d6d3cc;--ink-2:#a6abaf;--line:#2b2f32;--source:#5cbdb7;--target:#e09a7a;--alarm:#f2889b;--alarm-wash:rgb(242 136 155/14%)}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 'Source Serif 4','Noto Serif',Georgia,serif;overflow-wrap:anywhere}
main{max-width:78rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}
h1{font-size:1.45em;line-height:1.3;margin:0}
h1 .end{display:block;color:var(--ink-2);font-weight:400}
.summary,thead,.label,.number,.why,footer{font-family:'Inter','Noto Sans','Segoe UI',system-ui,sans-serif;font-size:.75rem;line-height:1.5}
.summary{margin:.6em 0 2em;color:var(--ink-2)}
.summary .alarm{font-weight:600}
table{width:100%;border-collapse:collapse;table-layout:fixed}
col.hinge{width:7.5rem}
th{padding:0 0 .6em;text-align:start;font-weight:600;vertical-align:bottom;border-bottom:1px solid var(--line)}
th small{display:block;font-weight:400;font-size:1em;color:var(--ink-2)}
th.hinge{text-align:center;font-weight:400;color:var(--ink-2)}
th.source{color:var(--source)}th.target{color:var(--target)}
td{padding:.55em 0 .1em;vertical-align:top}
tbody.opens>tr:first-child>td{padding-top:1.35em}
td p{display:grid;grid-template-columns:2.4rem minmax(0,1fr);margin:0}
td p.opens{margin-top:.8em}
.heading{font-weight:600}
.label{padding-block-start:.28em;color:var(--ink-2);font-weight:400;font-variant-numeric:tabular-nums}
td.hinge{padding-inline:.9rem}
.thread{display:flex;align-items:center;height:1.6em}
.thread i{flex:1;border-top:1px solid var(--ink-2)}
.knot{width:7px;height:7px;background:var(--source);flex:none}
.knot.to{background:var(--target);transform:rotate(45deg)}
.number{flex:none;padding:0 .5em;border:1px solid var(--line);border-radius:1em;font-variant-numeric:tabular-nums;font-weight:600}
.crossing{display:block;text-align:center;color:var(--ink-2);font:.7rem/1.4 'Inter','Noto Sans',system-ui,sans-serif}
.conflict .thread i{border-top-style:dashed;border-top-color:var(--alarm)}
.conflict .number{color:var(--alarm);border-color:var(--alarm)}
mark{color:var(--alarm);background:var(--alarm-wash);font-weight:600}
.why td{padding:.15em 0 .5em}
.why ul{margin:0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.1em 1.4em;color:var(--ink-2)}
.why td>ul{padding-inline-start:2.4rem}
.why b{font-weight:600;font-variant-numeric:tabular-nums}
.alarm{color:var(--alarm)}
.alone td.source>div{border-inline-end:1px dashed var(--ink-2);padding-inline-end:.9rem}
.alone td.target>div{border-inline-start:1px dashed var(--ink-2);padding-inline-start:.9rem}
.alone p{font:1rem/1.6 'Source Serif 4','Noto Serif',Georgia,serif;color:var(--ink-2)}
.alone small{font:.75rem/1.5 'Inter','Noto Sans','Segoe UI',system-ui,sans-serif}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--ink-2)}
footer p{margin:0 0 .3em}
footer code{font:inherit;font-family:ui-monospace,monospace}
@media (max-width:46rem){col.hinge{width:4.5rem}td.hinge{padding-inline:.3rem}td p{grid-template-columns:minmax(0,1fr)}.why td>ul{padding-inline-start:0}}
@page{margin:14mm 13mm}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--ink-2:#444;--line:#ccc;--source:#0e6e6e;--target:#a0472a;--alarm:#a8173a;--alarm-wash:rgb(168 23 58/9%)}
body{font-size:9.5pt}main{padding:0;max-width:none}tbody{break-inside:avoid}.alone{break-inside:auto}td p{orphans:3;widows:3}
.knot,mark{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
