// As much of @jest/globals as the entrance needs, so that building it does not need Jest.
declare module '@jest/globals' {
  export const expect: { extend(matchers: Readonly<Record<string, unknown>>): void }
  export const afterEach: (run: () => void) => void
  export const beforeEach: (run: () => void) => void
  export const afterAll: (run: () => void) => void
}
