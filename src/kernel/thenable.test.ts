import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deferred, SilentPromise } from './thenable.ts'
import { nextTurn } from './time/wall-clock.ts'

const resolved = <T>(value: T): SilentPromise<T> => new SilentPromise<T>((resolve) => resolve(value))
const rejected = (error: unknown): SilentPromise<never> => new SilentPromise<never>((_resolve, reject) => reject(error))
const turn = (): Promise<void> => new Promise((resolve) => nextTurn(resolve))
const microtasks = async (count: number): Promise<void> => {
  for (let at = 0; at < count; at++) await Promise.resolve()
}

const broken = new Error('broken')

describe('a silent promise', () => {
  test('can be awaited', async () => {
    expect(await resolved('value')).toBe('value')
    await expect(rejected(broken)).rejects.toBe(broken)
    await expect(Promise.all([resolved(1), 2, Promise.resolve(3)])).resolves.toEqual([1, 2, 3])
  })

  test('is no Promise of the page, and looks like one', () => {
    expect(resolved(1)).not.toBeInstanceOf(Promise)
    expect(Object.prototype.toString.call(resolved(1))).toBe('[object Promise]')
    expect(resolved(1).then()).not.toBeInstanceOf(Promise)
  })

  test('calls its listeners in a microtask, never at once, in their order', async () => {
    const heard: string[] = []
    const { promise, resolve } = deferred<string>()
    for (const name of ['a', 'b']) void promise.then((value) => heard.push(`${name} ${value}`))
    resolve('x')
    void promise.then((value) => heard.push(`late ${value}`))
    expect(heard).toEqual([])
    await microtasks(1)
    expect(heard).toEqual(['a x', 'b x', 'late x'])
  })

  test('passes on what a listener returns, throws, or promises', async () => {
    expect(await resolved(1).then((value) => value + 1)).toBe(2)
    expect(await resolved(1).then(() => Promise.resolve(3))).toBe(3)
    expect(await resolved(1).then(() => resolved(4))).toBe(4)
    await expect(resolved(1).then(() => Promise.reject(broken))).rejects.toBe(broken)
    const thrower = (): never => {
      throw broken
    }
    await expect(resolved(1).then(thrower)).rejects.toBe(broken)
    expect(await rejected(broken).catch((error: unknown) => [error])).toEqual([broken])
  })

  test('passes by where there is no listener for how it ended', async () => {
    expect(await resolved(1).catch(() => 2)).toBe(1)
    await expect(rejected(broken).then(() => 2)).rejects.toBe(broken)
    expect(await resolved(1).then(null, undefined)).toBe(1)
  })

  test('is settled once: what comes later changes nothing', async () => {
    const { promise, resolve, reject } = deferred<number>()
    resolve(1)
    resolve(2)
    reject(broken)
    expect(await promise).toBe(1)
  })

  test('waits for a promise that it is resolved with, and is decided by it', async () => {
    const inner = deferred<number>()
    const outer = new SilentPromise<number>((resolve, reject) => {
      resolve(inner.promise)
      reject(broken)
    })
    inner.resolve(5)
    expect(await outer).toBe(5)
  })

  test('keeps to the first word of a thenable that says several things', async () => {
    const fickle: PromiseLike<number> = {
      // biome-ignore lint/suspicious/noThenProperty: a bad thenable is what this is.
      then(onResolved, onRejected) {
        onResolved?.(1)
        onRejected?.(broken)
        throw broken
      },
    }
    expect(await new SilentPromise<number>((resolve) => resolve(fickle))).toBe(1)
  })

  test('is rejected by what its beginning throws, and by a wait for itself', async () => {
    const failing = new SilentPromise<never>(() => {
      throw broken
    })
    await expect(failing).rejects.toBe(broken)
    const { promise, resolve } = deferred<unknown>()
    resolve(promise)
    await expect(promise).rejects.toThrow(TypeError)
  })
})

describe('finally', () => {
  test('is called without arguments however it ends, and passes on the end', async () => {
    const calls: unknown[][] = []
    const note = (...args: unknown[]): void => void calls.push(args)
    expect(await resolved(1).finally(note)).toBe(1)
    await expect(rejected(broken).finally(note)).rejects.toBe(broken)
    expect(calls).toEqual([[], []])
  })

  test('waits for the promise that its callback returns', async () => {
    const heard: string[] = []
    const { promise, resolve } = deferred<void>()
    const ended = resolved(1)
      .finally(() => promise)
      .then(() => heard.push('ended'))
    await microtasks(20)
    expect(heard).toEqual([])
    resolve()
    await ended
    expect(heard).toEqual(['ended'])
  })

  test('is overruled by a callback that throws or returns a rejected promise', async () => {
    const thrower = (): never => {
      throw broken
    }
    await expect(resolved(1).finally(thrower)).rejects.toBe(broken)
    await expect(rejected(new Error('first')).finally(() => Promise.reject(broken))).rejects.toBe(broken)
  })

  test('does without a callback', async () => {
    expect(await resolved(1).finally()).toBe(1)
    expect(await resolved(1).finally(null)).toBe(1)
  })
})

describe('a rejection that nobody handles', () => {
  const unhandled: unknown[] = []
  const note = (error: unknown): void => void unhandled.push(error)
  beforeEach(() => {
    unhandled.length = 0
    process.on('unhandledRejection', note)
  })
  afterEach(() => {
    process.off('unhandledRejection', note)
  })

  test('is not reported to the page, nor is that of a promise that hangs on it', async () => {
    void rejected(broken)
    void rejected(broken).then(() => {})
    void rejected(broken).finally(() => {})
    await turn()
    await turn()
    expect(unhandled).toEqual([])
  })

  test('is told to whoever made the promise, once', async () => {
    const unheard: unknown[] = []
    const { reject } = deferred<never>({ unheard: (error) => unheard.push(error) })
    reject(broken)
    reject(new Error('again'))
    expect(unheard).toEqual([])
    await microtasks(2)
    expect(unheard).toEqual([broken])
  })

  test('is not told where somebody listens in time, or where it never came to a rejection', async () => {
    const unheard: unknown[] = []
    const note = (error: unknown): void => void unheard.push(error)
    const heard = deferred<never>({ unheard: note })
    heard.reject(broken)
    heard.promise.catch(() => {})
    const kept = deferred<number>({ unheard: note })
    kept.resolve(1)
    kept.reject(broken)
    await microtasks(5)
    expect(unheard).toEqual([])
  })
})

describe('who hears of a rejection', () => {
  const rejected = () => {
    const heard: unknown[] = []
    const { promise, reject } = deferred<never>({ heard: (error) => heard.push(error) })
    reject('no')
    return { promise, heard }
  }

  test('a handler anywhere along the chain does', async () => {
    const { promise, heard } = rejected()
    await promise
      .then(() => {})
      .finally(() => {})
      .catch(() => {})
    expect(heard).toEqual(['no'])
  })

  test('one who awaits does', async () => {
    const { promise, heard } = rejected()
    await expect((async () => await promise)()).rejects.toBe('no')
    expect(heard).toEqual(['no'])
  })

  test('a promise that hands on does not, and one behind it does', async () => {
    const { promise, heard } = rejected()
    const behind = new SilentPromise((resolve) => resolve(promise))
    await nextTurns()
    expect(heard).toEqual([])
    await behind.catch(() => {})
    expect(heard).toEqual(['no'])
  })

  test('finally and a handler for success alone do not', async () => {
    const { promise, heard } = rejected()
    promise.finally(() => {})
    promise.then(() => {})
    await nextTurns()
    expect(heard).toEqual([])
  })
})

const nextTurns = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}
