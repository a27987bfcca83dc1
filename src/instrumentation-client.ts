import { z } from 'zod'

// Runs first on each page. Otherwise Zod tries `new Function`, which the content security policy blocks with a
// message in the console.
z.config({ jitless: true })
