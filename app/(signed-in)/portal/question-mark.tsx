/** The number of a question in its frame. */
export function QuestionMark({ number }: { number: 1 | 2 | 3 }) {
  return (
    <span className="figures inline-flex size-6 shrink-0 items-center justify-center rounded-tag border border-text text-body font-[600]">{number}</span>
  )
}
