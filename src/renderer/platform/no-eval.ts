// Stands first. Zod asks, as soon as a schema is made, whether it may write code: by an `eval`, which our policy forbids
// and the browser then reports. It is told so beforehand, without being loaded here.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
