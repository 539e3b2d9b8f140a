/** Looks of a chart's parts that are told apart by pattern and lightness, not by colour alone; the last one is for all that is left. */
export const PATTERN_LOOKS = ['pattern-ink', 'pattern-accent-hatched', 'pattern-accent', 'pattern-ink-hatched', 'pattern-lines', 'pattern-outline'] as const
