import { expect, test } from 'vitest'
import { hintsOf, weighAnswer } from './hints.ts'

test.each([
  'Ja, der Postausgang ist leer.',
  'Mein Postausgangsordner in Outlook ist leer',
  'Yes, my outbox is empty',
  'Ja, in Thunderbird ist nichts mehr drin.',
])('an answer to question 3 that speaks of the mail program gets the outbox hint: %s', (text) => {
  expect(hintsOf(3, text)).toContain('outbox')
  expect(weighAnswer({ question: 3, text, confirms: true }).state).toBe('unsure')
})

test.each([
  'Ja. mailq zeigt: Mail queue is empty. Gestern hatte ich nur den Postausgang in Outlook geprüft.',
  'Ja, mit postsuper gelöscht, 312 Mails.',
  'Yes, exim -bp shows nothing.',
])('an answer to question 3 that names what was looked at counts as answered: %s', (text) => {
  expect(weighAnswer({ question: 3, text, confirms: true })).toEqual({ state: 'answered', hints: [] })
})

test.each(['Ich habe einen Spamfilter auf meinem PC installiert.', 'Virenscanner laufen lassen', 'I installed a spam filter on my PC', 'Nichts.'])(
  'a filter on the PC, or nothing, is no measure: %s',
  (text) => expect(hintsOf(2, text)).toContain('no_measure'),
)

test.each(['Neues Passwort mit 20 Zeichen, außerdem Virenscanner laufen lassen.', 'Changed the password, ran a virus scan', 'Kontaktformular entfernt'])(
  'a real measure is no hint, whatever was done besides: %s',
  (text) => expect(hintsOf(2, text)).toEqual([]),
)

test('"No, or I do not know" to question 3 is not an answer', () => {
  expect(weighAnswer({ question: 3, text: 'Nein', confirms: false })).toEqual({ state: 'unsure', hints: ['not_sure'] })
})

test.each(['Keine Ahnung.', 'Das weiß ich nicht', "I don't know", 'not sure'])('whoever does not know has not answered: %s', (text) => {
  expect(weighAnswer({ question: 1, text, confirms: null }).state).toBe('unsure')
})

test('an unknown client in a cause is not taken for not knowing', () => {
  expect(weighAnswer({ question: 1, text: 'Ein unbekannter Fremder hat das Passwort erraten.', confirms: null })).toEqual({ state: 'answered', hints: [] })
})

test('a long hostile answer does not stall the desk', () => {
  const began = performance.now()
  hintsOf(2, 'passw anti- spam- viren- '.repeat(4000))
  hintsOf(3, 'exim '.repeat(20000))
  expect(performance.now() - began, 'aim 50 ms').toBeLessThan(250)
})
