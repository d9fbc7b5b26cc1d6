export default {
  framework: '@storybook/html-vite',
  stories: ['../*.stories.js'],
  addons: ['fake-opentok/storybook', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
}
