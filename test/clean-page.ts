import { afterAll } from 'vitest'

// Files of the project node-page share a page: each leaves it as empty as it found it.
afterAll(() => document.body.replaceChildren())
