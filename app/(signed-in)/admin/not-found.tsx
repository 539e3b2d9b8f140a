import { NotFoundPart } from '../not-found-part.tsx'

export default function NotFoundPage() {
  return <NotFoundPart />
}
