import { type Simulator, simulator } from '../../simulator.ts'

/**
 * The additions to a story's context.
 *
 * @example
 * export const Expired: Story = {
 *   beforeEach: ({ simulator }: WithSimulator) => simulator.fail('Session.connect/expired-token'),
 * }
 */
export interface WithSimulator {
  /** The world behind the SDK that the story imports. */
  readonly simulator: Simulator
}

/** A hook that runs before each story; the function that it returns runs after the story. */
export type PreparedStory = (context: object) => () => void

/** Makes the world as new and hands it to the story; makes it as new again when the story ends. */
export const prepareStory: PreparedStory = (context) => {
  simulator.reset()
  Object.assign(context, { simulator })
  return () => simulator.reset()
}
