import { openTok } from 'fake-opentok/vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [openTok()],
  test: { environment: 'happy-dom', setupFiles: ['fake-opentok/vitest'], server: { deps: { inline: ['vue'] } } },
})
