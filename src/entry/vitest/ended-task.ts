import type { EndedTest } from '../../suite/test-ended.ts'

/** The task of Vitest, as far as its end matters. */
export interface EndedTask {
  readonly result?:
    | { readonly state: string; readonly errors?: readonly { readonly message: string }[] | undefined }
    | undefined
}

/** What Vitest says of a test that has just run. */
export const endedTask = ({ result }: EndedTask): EndedTest => ({
  failed: result?.state === 'fail',
  messages: (result?.errors ?? []).map(({ message }) => message),
})
