/** Answers that are worked out once: of the last `most` questions, the oldest is forgotten first. */
export class Remembered<Answer> {
  readonly #most: number
  readonly #answers: Map<string, Answer> = new Map()

  constructor(most: number) {
    this.#most = most
  }

  /** The answer to a question; `workOut` gives it where it is not known, and must give the same whenever it is asked. */
  of(question: string, workOut: () => Answer): Answer {
    const known = this.#answers.get(question)
    if (known !== undefined) return known
    const answer = workOut()
    if (this.#answers.size >= this.#most) {
      for (const oldest of this.#answers.keys()) {
        this.#answers.delete(oldest)
        break
      }
    }
    this.#answers.set(question, answer)
    return answer
  }
}
