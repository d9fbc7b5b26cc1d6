import { expect, test } from 'vitest'
import { declarationsOf } from './declarations.ts'

const file = `
declare namespace OT {
  // a comment; with a semicolon
  export type Mode = 'on' | 'off;';
  export function log(message: string): void;
  export function on(name: 'a'): void;
  export function on(name: 'b'): void;
  export class Session extends Emitter<{
    gone: Event<'gone'> & { reason: string };
  }> {
    id?: string;
    leave: {
      (): void;
      promise: () => Promise<void>;
    }
    join(token: string,
         done?: () => void): Session;
  }
  export class Stream { id: string; }
}
`

test('every member of a declaration file has a path and its signature', () => {
  const found = declarationsOf(file)
  expect(found.get('OT.Mode')).toEqual([`export type Mode = 'on' | 'off;'`])
  expect(found.get('OT.Session.join')).toEqual(['join(token: string, done?: () => void): Session'])
  expect(found.get('OT.Session.leave.promise')).toEqual(['promise: () => Promise<void>'])
  expect(found.get('OT.Stream.id')).toEqual(['id: string'])
})

test('overloads are kept together', () => {
  expect(declarationsOf(file).get('OT.on')).toHaveLength(2)
})
