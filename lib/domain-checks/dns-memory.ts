import { DnsError, type Records, type Resolve } from '../dns/resolve-names.ts'

/** Asks every question once and shares the answer: what customers include is the same for thousands of them. */
export function rememberAnswers(resolve: Resolve, questionsMax = 100_000): Resolve {
  const answers = new Map<string, Promise<Records>>()
  return (name, kind) => {
    const question = `${kind} ${name.toLowerCase()}`
    let answer = answers.get(question)
    if (!answer) {
      if (answers.size >= questionsMax) answers.clear()
      answer = resolve(name, kind)
      answer.catch(() => {})
      answers.set(question, answer)
    }
    return answer.then((records) => structuredClone(records))
  }
}

/** Lets so many questions through and answers any further with an error, so that no record can make us ask without end. */
export function limitQuestions(resolve: Resolve, questionsMax: number): Resolve {
  let asked = 0
  return async (name, kind) => {
    if (++asked > questionsMax) throw new DnsError('ETOOMANY', name, kind)
    return resolve(name, kind)
  }
}

/** Spaces questions evenly, so that a sweep over ten thousand domains is no burst at the resolver. */
export function paceQuestions(resolve: Resolve, perSecond: number): Resolve {
  let nextAt = 0
  return async (name, kind) => {
    const now = performance.now()
    const at = Math.max(now, nextAt)
    nextAt = at + 1000 / perSecond
    if (at > now) await new Promise((done) => setTimeout(done, at - now))
    return resolve(name, kind)
  }
}
