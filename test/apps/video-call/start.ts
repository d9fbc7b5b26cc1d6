import { startVideoCall } from './video-call.ts'

const root = document.querySelector<HTMLElement>('#app')
if (root === null) throw new Error('This page has no element #app to put the call into.')
startVideoCall(root)
