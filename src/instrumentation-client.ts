import { z } from 'zod'

// Runs before all else of a page. Zod tries otherwise whether it may make functions of texts, which the
// script policy stops, and says so in the console.
z.config({ jitless: true })
