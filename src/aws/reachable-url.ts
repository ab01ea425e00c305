/**
 * Where an address of the local cloud is today: it was noted when the API was made, and the cloud may have begun anew at
 * another port.
 *
 * @param endpoint of the local cloud; null: the address is AWS's own, or of what stands in for it
 */
export function reachableUrl(url: string, endpoint: string | null): string {
  if (endpoint === null) return url;
  const reachable = new URL(url);
  reachable.host = new URL(endpoint).host;
  return reachable.href;
}
