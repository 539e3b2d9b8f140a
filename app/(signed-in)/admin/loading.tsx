import { PageLoading } from '../../../components/frame/page-loading.tsx'

export default function LoadingPage() {
  return <PageLoading />
}
