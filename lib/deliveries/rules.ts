import { NOT_ABOUT_US } from './matrix.ts'

/** Figures that were summed by other rules than today's are counted anew. */
export const RULES = ['returned', ...[...NOT_ABOUT_US].sort()].join(' ')
