import type { Blocklist } from './blocklist.ts'

/** What a list tells beside that it lists: the word under its name. */
export type Told = 'why' | 'count' | 'class' | 'policy' | 'score' | 'nothing'

/** In few words how much a list tells of its reasons. */
export function toldBy({ evidence: { level } }: Pick<Blocklist, 'evidence'>): Told {
  switch (level) {
    case 'none':
    case 'unknown':
    case 'list-name':
    case 'reason-class':
      return 'nothing'
    case 'level':
    case 'score':
      return 'score'
    case 'policy':
      return 'policy'
    case 'class':
      return 'class'
    case 'count':
    case 'count+time':
      return 'count'
    case 'reason':
    case 'timestamp':
    case 'reason+timer':
    case 'reason+observations':
    case 'reason+timestamp':
    case 'timestamp+subject':
    case 'record':
    case 'sample':
      return 'why'
  }
}
