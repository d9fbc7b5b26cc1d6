import { BrowserRefusal } from '../base/browser-refusal.ts'
import type { MediaConnection } from './connection.ts'

/** Asks the browser for the statistics of a connection; rejects with a {@link BrowserRefusal}. */
export const askBrowser = (connection: MediaConnection): Promise<void> =>
  new Promise((resolve, reject) => {
    if (connection.progress === 'preparing') resolve()
    else
      connection.getStats((problem) => {
        if (problem === null) resolve()
        else reject(new BrowserRefusal(problem))
      })
  })
