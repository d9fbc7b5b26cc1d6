import { act } from '@testing-library/react'
import { simulator } from 'fake-opentok/simulator'

/**
 * Lets everything happen that is under way, with React told of it: what the SDK does by itself is no event of the page, so
 * that React says "not wrapped in act(...)" of what is not awaited here.
 */
export const settled = (): Promise<void> => act(() => simulator.settled())

/** The same for time that passes, or for anything else that makes the SDK speak. */
export const during = (run: () => Promise<void>): Promise<void> => act(run)
