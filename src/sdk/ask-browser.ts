import { BrowserRefusal } from './browser-refusal.ts'
import type { MediaConnection } from './media-path/connection.ts'

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
