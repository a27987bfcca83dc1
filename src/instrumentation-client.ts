// Runs first on each page. Otherwise Zod tries `new Function`, which the content security policy blocks with a
// message in the console. Not by Zod's own `config`: that would load all of Zod also where nothing uses it.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
