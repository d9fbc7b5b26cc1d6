export default {
  framework: '@storybook/html-vite',
  stories: ['../*.stories.js'],
  addons: ['fake-opentok/storybook'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
}
