import type { RequestLine } from '../../lib/delisting-requests/request-line.ts'
import type { Tone } from '../ui/state-shape.tsx'

/** The shape of a request: amber waits, red is overdue, hatched is given up. */
export function requestTone({ state, isOverdue }: Pick<RequestLine, 'state' | 'isOverdue'>): Tone {
  switch (state) {
    case 'draft':
      return 'few'
    case 'asked':
      return isOverdue ? 'bad' : 'wait'
    case 'answered':
      return 'wait'
    case 'granted':
      return 'ok'
    case 'refused':
      return 'bad'
    case 'withdrawn':
      return 'unk'
  }
}
