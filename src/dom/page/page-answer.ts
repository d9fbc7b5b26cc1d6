import type { Clock } from '../../kernel/time/clock.ts'

/**
 * A promise of the page, for whose answer the clock waits by this name. The answer comes in real time, so simulated time
 * stands still until then.
 *
 * @example await whilePageAnswers(clock, 'the devices of the browser', navigator.mediaDevices.enumerateDevices())
 */
export async function whilePageAnswers<T>(clock: Clock, what: string, answer: Promise<T>): Promise<T> {
  const wait = clock.awaitPage(what)
  try {
    return await answer
  } finally {
    wait.end()
  }
}
