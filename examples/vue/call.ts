import OT from '@vonage/client-sdk-video'
import { defineComponent, h, onBeforeUnmount, onMounted, ref } from 'vue'
import { endings, wordsFor } from './words.js'

/** A call: who is there, and what becomes of it. */
export const Call = defineComponent({
  props: {
    apiKey: { type: String, required: true },
    sessionId: { type: String, required: true },
    token: { type: String, required: true },
  },
  setup({ apiKey, sessionId, token }) {
    const status = ref('Joining')
    const others = ref<HTMLElement>()
    const me = ref<HTMLElement>()
    let hasFailed = false
    const complain = (error?: { name?: string; code?: number | string }): void => {
      if (!error) return
      hasFailed = true
      status.value = wordsFor(error)
    }
    let leave = (): void => {}
    onMounted(() => {
      const session = OT.initSession(apiKey, sessionId)
      session.on('streamCreated', ({ stream }) => {
        session.subscribe(stream, others.value, { insertMode: 'append' }, complain)
      })
      session.on('sessionReconnecting', () => {
        status.value = 'The network is gone. Trying again.'
      })
      session.on('sessionReconnected', () => {
        status.value = 'In the call'
      })
      session.on('sessionDisconnected', ({ reason }) => {
        status.value = endings[reason] ?? 'The call has ended.'
      })
      const publisher = OT.initPublisher(me.value, { insertMode: 'append' }, complain)
      session.connect(token, (error) => {
        if (error) return complain(error)
        if (hasFailed) return
        status.value = 'In the call'
        session.publish(publisher, complain)
      })
      leave = () => {
        session.off()
        session.disconnect()
        publisher.destroy()
      }
    })
    onBeforeUnmount(() => leave())
    return () => h('main', [h('p', { role: 'status' }, status.value), h('div', { ref: others }), h('div', { ref: me })])
  },
})
