// As much of @jest/globals as the entrance needs, so that building it does not need Jest.
declare module '@jest/globals' {
  export const expect: {
    extend(matchers: Readonly<Record<string, unknown>>): void
    getState(): { readonly testPath?: string; readonly currentTestName?: string }
  }
  export const afterEach: (run: () => void) => void
  export const test: (name: string, run: () => Promise<void>) => void
  export const beforeEach: (run: () => void) => void
  export const afterAll: (run: () => void) => void
}
