// The look of an exported page: rows side by side, light and dark, on paper in light.

export const htmlStyle = `
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1c1f22;--ink-2:#4d5358;--line:#e5e2da;--source:#0e6e6e;--target:#a0472a;
--yellow:rgb(250 204 21/38%);--green:rgb(101 186 68/32%);--blue:rgb(70 150 230/27%);--pink:rgb(236 90 140/25%);--violet:rgb(140 110 225/26%);--orange:rgb(246 140 40/33%)}
@media (prefers-color-scheme:dark){:root{--paper:#181a1c;--ink:#d6d3cc;--ink-2:#a6abaf;--line:#2b2f32;--source:#5cbdb7;--target:#e09a7a;
--yellow:rgb(104 84 4/72%);--green:rgb(48 96 40/72%);--blue:rgb(40 88 152/66%);--pink:rgb(150 46 92/62%);--violet:rgb(93 72 172/64%);--orange:rgb(138 70 14/70%)}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.6 'Source Serif 4','Noto Serif',Georgia,serif;overflow-wrap:anywhere}
main{max-width:76rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}
main.one{max-width:44rem}
.row{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:3rem}
.one .row{grid-template-columns:minmax(0,1fr)}
h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.4em 0 .5em;font-size:1.1em}
h1{font-size:1.55em;margin:.3em 0}
.row p,.row ul,.row ol,.row blockquote,.table{margin:0 0 .9em}
.row li>ul,.row li>ol{margin:0}
.marked{list-style:none}.marked>li>.marker{color:var(--ink-2)}
.table{overflow-x:auto}
table{border-collapse:collapse;font-size:.88em;line-height:1.45}
td,th{border:1px solid var(--line);padding:.3em .6em;vertical-align:top;overflow-wrap:break-word}
.picture{font:italic .82em/1.5 'Inter','Noto Sans',system-ui,sans-serif;color:var(--ink-2)}
.summary,.facts,.side,figcaption,.clutter{font-family:'Inter','Noto Sans','Segoe UI',system-ui,sans-serif;font-size:.8em;line-height:1.5;color:var(--ink-2)}
.summary{margin:0 0 1.5em}
.source .side{color:var(--source)}.target .side{color:var(--target)}
.side{font-weight:600;margin:0}
header .row{padding-bottom:1.2em;margin-bottom:1.6em;border-bottom:1px solid var(--line)}
.caption,.footnote,.figure{font-size:.86em;color:var(--ink-2)}
.row blockquote{padding-inline-start:1em;border-inline-start:2px solid var(--line);margin-inline:0}
pre,code{font:.86em/1.5 ui-monospace,monospace;white-space:pre-wrap}
a{color:inherit}
sup{font:600 .68em/1 'Inter','Noto Sans',system-ui,sans-serif}sup a{text-decoration:none;padding:0 .15em}
mark{color:inherit;background:none;padding:.08em 0}
.yellow{background:var(--yellow)}.green{background:var(--green)}.blue{background:var(--blue)}.pink{background:var(--pink)}.violet{background:var(--violet)}.orange{background:var(--orange)}
.notes>li{margin:0 0 1.2em;padding-inline-start:.3em}
.notes q{quotes:none;padding:.08em .15em}
th{text-align:start;font-weight:600}
.notes :is(h3,h4,h5){font-size:1em;margin:.9em 0 .2em}.notes h3{font-size:1.1em}.notes pre{padding:.5em .7em;border:1px solid var(--line)}.notes table p{margin:0}.notes .tag{color:var(--ink-2)}
.notes .note>*,.notes li p{margin:.35em 0}
.notes,.back{max-width:44rem}
section>h2{margin-top:2.6em;padding-top:1em;border-top:1px solid var(--line)}
.hash{font:.72em/1.5 ui-monospace,monospace;color:var(--ink-2)}
:target{outline:2px solid var(--source);outline-offset:3px}
@media (max-width:46rem){.row{grid-template-columns:minmax(0,1fr)}.row>.target{padding-inline-start:1em;border-inline-start:2px solid var(--line)}}
@page{margin:16mm 15mm}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--ink-2:#444;--line:#ccc;--source:#0e6e6e;--target:#a0472a;
--yellow:rgb(250 204 21/38%);--green:rgb(101 186 68/32%);--blue:rgb(70 150 230/27%);--pink:rgb(236 90 140/25%);--violet:rgb(140 110 225/26%);--orange:rgb(246 140 40/33%)}
body{font-size:10pt}main{padding:0;max-width:none}.row{column-gap:2rem;grid-template-columns:minmax(0,1fr) minmax(0,1fr)}p,li{orphans:3;widows:3}h1,h2,h3,h4{break-after:avoid}
tr{break-inside:avoid}.table{overflow:visible}
mark,q{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
